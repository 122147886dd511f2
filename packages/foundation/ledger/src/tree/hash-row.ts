import { hashBytes } from '../hash.ts';

/** Hashes one after the other in one growing run of bytes. */
export interface HashRow {
  push(hash: Uint8Array): void;
  /** The bytes of all hashes, without a copy, valid until the next push. */
  bytes(): Uint8Array;
  /** One hash, without a copy, valid until the next push. */
  at(index: number): Uint8Array;
}

export function hashRow(held: Uint8Array = new Uint8Array(0)): HashRow {
  let room = held;
  let end = held.length;
  return {
    push(hash) {
      if (end === room.length) {
        const larger = new Uint8Array(Math.max(8 * hashBytes, 2 * room.length));
        larger.set(room);
        room = larger;
      }
      room.set(hash, end);
      end += hashBytes;
    },
    bytes: () => room.subarray(0, end),
    at: (index) => room.subarray(index * hashBytes, (index + 1) * hashBytes),
  };
}
