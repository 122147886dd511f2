import { utf8Bytes } from '@civigrid/kernel';
import { joinedBytes } from '../joined-bytes.ts';

/** How many bytes of a cosignature are its time. */
export const timestampLength = 8;

/** Seconds as eight bytes, big-endian. */
export function timestampBytes(seconds: number): Uint8Array {
  const bytes = new Uint8Array(timestampLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(seconds / 2 ** 32));
  view.setUint32(4, seconds % 2 ** 32);
  return bytes;
}

/** The seconds in front of a cosignature, or undefined where there are none or they pass 2^53. */
export function timestampOf(cosignature: Uint8Array): number | undefined {
  if (cosignature.length < timestampLength) return undefined;
  const view = new DataView(cosignature.buffer, cosignature.byteOffset, timestampLength);
  const seconds = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}

/** What a witness signs: the two lines of tlog-cosignature v1 and the checkpoint's text. */
export function cosignedMessage(seconds: number, text: Uint8Array): Uint8Array {
  return joinedBytes(utf8Bytes(`cosignature/v1\ntime ${seconds}\n`), text);
}
