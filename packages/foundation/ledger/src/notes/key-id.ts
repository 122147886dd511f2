import { isWellFormed, utf8Bytes } from '@civigrid/kernel';
import type { Hash } from '../hash.ts';
import { joinedBytes } from '../joined-bytes.ts';
import { refuse } from '../ledger-error.ts';

/** White space of Unicode, as its property White_Space has it. */
const space = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Whether a text can name a key in a note: not empty, without white space, plus and control characters. */
export function isKeyName(name: string): boolean {
  if (name === '' || name.includes('+') || space.test(name) || !isWellFormed(name)) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) < 0x20) return false;
  return true;
}

export function checkKeyName(name: string): void {
  if (typeof name !== 'string' || !isKeyName(name))
    throw refuse('ledger/bad-key-name', 'A key name has no white space and no plus.');
}

/** Name, signature type and public key of a key, which its id is made of. */
export interface KeyParts {
  readonly name: string;
  readonly type: readonly number[];
  readonly publicKey: Uint8Array;
}

/** The first four bytes, as a number, of the hash of name, newline, type and public key. */
export function keyIdOf({ name, type, publicKey }: KeyParts, hash: Hash): number {
  const id = hash(joinedBytes(utf8Bytes(name), [0x0a], type, publicKey));
  return new DataView(id.buffer, id.byteOffset, id.length).getUint32(0);
}
