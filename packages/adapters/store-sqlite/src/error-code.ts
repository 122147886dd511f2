/** The codes with which the files of this package are refused. */
export type StoreSqliteErrorCode =
  /** A SQLite file of something else, or of a version that is not known here. */
  'store-sqlite/foreign-file';
