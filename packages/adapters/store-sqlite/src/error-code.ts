/** The codes with which the files of this package are refused. */
export type StoreSqliteErrorCode =
  /** A SQLite file of something else, or of a version that is not known here. */
  | 'store-sqlite/foreign-file'
  /** A master key that is not 32 bytes long. */
  | 'store-sqlite/invalid-master-key'
  /** Not the master key with which the key file was made. */
  | 'store-sqlite/wrong-master-key';
