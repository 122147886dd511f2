/** SHA-256. A text is taken as its UTF-8 bytes. */
export interface Digest {
  /** The 32 bytes of the hash. */
  sha256(content: string | Uint8Array): Uint8Array;
}
