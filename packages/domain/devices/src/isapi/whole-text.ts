import { alertName } from './alert.ts';

const quote = 0x22;
const backslash = 0x5c;
const ending = `${alertName}>`;

/** Whether the brackets of a JSON text that ends with one are all closed. */
function isClosed(bytes: Uint8Array, end: number): boolean {
  let depth = 0;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      for (at++; at < end && bytes[at] !== quote; at++) if (bytes[at] === backslash) at++;
    } else if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return depth === 0;
}

/**
 * Whether a text of its declared length looks whole: an alert in XML that ends with its end tag, or JSON whose
 * brackets are closed. Such a part need not wait for the delimiter after it, which a camera sends with the next part.
 */
export function looksWhole(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] as number) <= 0x20) end--;
  const last = bytes[end - 1];
  if (last === 0x7d) return isClosed(bytes, end);
  if (end < ending.length) return false;
  for (let i = 0; i < ending.length; i++)
    if (bytes[end - ending.length + i] !== ending.charCodeAt(i)) return false;
  return true;
}
