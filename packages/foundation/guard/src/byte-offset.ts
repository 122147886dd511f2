import type { TextEncodingName } from './decode-text.ts';
import { utf8Length } from './utf8.ts';

/** The byte at which the first `index` units of a decoded text end. */
export function byteOffset(
  bytes: Uint8Array,
  text: string,
  index: number,
  encoding: TextEncodingName,
): number {
  if (encoding === 'utf-8') return utf8Length(text, index);
  return encoding === 'gb18030' ? gb18030Offset(bytes, index) : index * 2;
}

/** GB 18030: one byte below 0x80, four where a digit comes second (beyond the BMP from lead 0x90 on), else two. */
function gb18030Offset(bytes: Uint8Array, index: number): number {
  let at = 0;
  for (let units = 0; units < index && at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const four = lead >= 0x81 && second >= 0x30 && second <= 0x39;
    units += four && lead >= 0x90 ? 2 : 1;
    if (four) at += 4;
    else at += lead <= 0x80 ? 1 : 2;
  }
  return Math.min(at, bytes.length);
}
