/** Gives ids that nobody else has: UUIDv7 in production. */
export interface IdSource {
  next(): string;
}
