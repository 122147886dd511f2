import type { FrameField } from './mapping.ts';
import { frameSizes } from './mapping-rules.ts';

function raw(as: FrameField['as'], view: DataView, at: number): number {
  switch (as) {
    case 'u8':
      return view.getUint8(at);
    case 'i8':
      return view.getInt8(at);
    case 'u16le':
      return view.getUint16(at, true);
    case 'u16be':
      return view.getUint16(at);
    case 'i16le':
      return view.getInt16(at, true);
    case 'i16be':
      return view.getInt16(at);
    case 'u32le':
      return view.getUint32(at, true);
    case 'u32be':
      return view.getUint32(at);
    case 'i32le':
      return view.getInt32(at, true);
    case 'i32be':
      return view.getInt32(at);
  }
}

/** The number that a field names, or undefined where the frame is too short. */
export function readFrameField(field: FrameField, bytes: Uint8Array): number | undefined {
  const at = field.offset < 0 ? bytes.length + field.offset : field.offset;
  const size = frameSizes.get(field.as) ?? 0;
  if (at < 0 || at + size > bytes.length) return undefined;
  const value = raw(field.as, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), at);
  if (field.bit !== undefined) return (value >>> field.bit) & 1;
  return field.divisor === undefined ? value : value / field.divisor;
}
