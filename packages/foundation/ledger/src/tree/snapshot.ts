import { hashBytes, isBytes } from '../hash.ts';
import { refuse } from '../ledger-error.ts';

/** `CGML` and the version of the form. */
const mark = [0x43, 0x47, 0x4d, 0x4c, 1];
const headBytes = 16;

/** The head (mark, size in eight bytes from the eighth on, big-endian), the root, then all leaf hashes. */
export function snapshotOf(size: number, leaves: Uint8Array, root: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(headBytes + root.length + leaves.length);
  bytes.set(mark);
  const view = new DataView(bytes.buffer);
  view.setUint32(8, Math.floor(size / 2 ** 32));
  view.setUint32(12, size % 2 ** 32);
  bytes.set(root, headBytes);
  bytes.set(leaves, headBytes + root.length);
  return bytes;
}

export interface SnapshotParts {
  readonly size: number;
  readonly root: Uint8Array;
  readonly leaves: Uint8Array;
}

export function snapshotParts(bytes: Uint8Array): SnapshotParts {
  const not = (why: string) => refuse('ledger/not-a-snapshot', `No snapshot of a log: ${why}.`);
  if (!isBytes(bytes)) throw not('no bytes');
  if (bytes.length < headBytes + hashBytes) throw not('too short');
  for (let i = 0; i < 8; i++) if (bytes[i] !== (mark[i] ?? 0)) throw not('not the mark');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const size = view.getUint32(8) * 2 ** 32 + view.getUint32(12);
  if (bytes.length !== headBytes + hashBytes * (size + 1)) throw not('not the length of its size');
  const start = headBytes + hashBytes;
  return { size, root: bytes.slice(headBytes, start), leaves: bytes.slice(start) };
}
