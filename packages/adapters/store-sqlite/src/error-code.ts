/** The codes with which the files of this package are refused, before anything in them is changed. */
export type StoreSqliteErrorCode =
  /** A file of something else: of another kind, or no SQLite at all. */
  | 'store-sqlite/foreign-file'
  /** Our file, made by a later version; `found` and `known` in the details. */
  | 'store-sqlite/newer-schema'
  /** Another store has the file open, in this process or another; `shared` in the details: how it was asked for. */
  | 'store-sqlite/file-in-use'
  /** The file holds fewer events than were acknowledged, or others; `found` and `wanted` in the details. */
  | 'store-sqlite/record-cut';
