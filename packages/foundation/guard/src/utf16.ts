import { isLow } from './utf8.ts';

const chunkUnits = 8192;

/** Strict UTF-16 to text; `byte` is where an odd byte or a lone surrogate stands. */
export function decodeUtf16(
  bytes: Uint8Array,
  littleEndian: boolean,
): { readonly text: string } | { readonly byte: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - (bytes.length % 2);
  let text = '';
  let units: number[] = [];
  for (let at = 0; at < end; at += 2) {
    const unit = view.getUint16(at, littleEndian);
    units.push(unit);
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const next = at + 4 <= end ? view.getUint16(at + 2, littleEndian) : 0;
      if (unit > 0xdbff || !isLow(next)) return { byte: at };
      units.push(next);
      at += 2;
    }
    if (units.length < chunkUnits) continue;
    text += String.fromCharCode(...units);
    units = [];
  }
  if (end < bytes.length) return { byte: end };
  return { text: text + String.fromCharCode(...units) };
}
