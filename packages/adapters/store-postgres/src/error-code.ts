/** The codes with which a database is refused, before anything is written. */
export type StorePostgresErrorCode =
  /** The schema holds tables of something else. */
  | 'store-postgres/foreign-schema'
  /** The schema was made by a newer version of this package. */
  | 'store-postgres/newer-schema'
  /** A database that does not hold every text: its encoding is not UTF-8. */
  | 'store-postgres/not-utf8'
  /** A name for the schema that is none: lower-case letters, digits and `_`, at most 40, and not `pg_` in front. */
  | 'store-postgres/invalid-schema';
