import { sumOf } from './checksum.ts';
import { writeClock } from './clock.ts';
import { endMark, frameExtra, frameHead, type Gb26875Frame, startMark } from './frame.ts';

function putNumber(out: Uint8Array, at: number, value: number, size: number): void {
  let rest = value;
  for (let i = 0; i < size; i++) {
    out[at + i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/** The answer to a frame: confirm or deny, with the same sequence, addresses swapped and no data. `at` is UTC milliseconds. */
export function gb26875Reply(
  frame: Pick<Gb26875Frame, 'sequence' | 'version' | 'sourceAddress' | 'destinationAddress'>,
  answer: 'confirm' | 'deny',
  at: number,
): Uint8Array {
  const out = new Uint8Array(frameExtra);
  const [major = 0, minor = 0] = frame.version.split('.').map(Number);
  out.set([startMark, startMark]);
  putNumber(out, 2, frame.sequence, 2);
  out.set([major, minor], 4);
  writeClock(out, 6, at);
  putNumber(out, 12, frame.destinationAddress, 6);
  putNumber(out, 18, frame.sourceAddress, 6);
  out[26] = answer === 'confirm' ? 3 : 6;
  out[27] = sumOf(out, 2, frameHead);
  out.set([endMark, endMark], 28);
  return out;
}
