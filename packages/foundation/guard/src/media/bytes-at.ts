/** A whole number of up to six bytes, the highest first; NaN where bytes are missing. */
export function bigEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) value = value * 256 + (bytes[i] ?? Number.NaN);
  return value;
}

/** A whole number of up to six bytes, the lowest first; NaN where bytes are missing. */
export function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at + count - 1; i >= at; i--) value = value * 256 + (bytes[i] ?? Number.NaN);
  return value;
}

/** Whether an ASCII text stands at a place. */
export function standsAt(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Four bytes as an ASCII text, the name of a chunk or a box; undefined where bytes are missing. */
export function nameAt(bytes: Uint8Array, at: number): string | undefined {
  return at >= 0 && at + 4 <= bytes.length
    ? String.fromCharCode(...bytes.subarray(at, at + 4))
    : undefined;
}
