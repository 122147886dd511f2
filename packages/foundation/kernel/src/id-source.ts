/** Gives ids that nobody else has: UUIDv7 in production. */
export interface IdSource {
  /** A new id, unlike all others. */
  next(): string;
}
