/** The digits of base64 (RFC 4648). */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as base64: this storey has no platform to ask. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3);
    text += digits.charAt(a >> 2) + digits.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    text += b === undefined ? '=' : digits.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    text += c === undefined ? '=' : digits.charAt(c & 63);
  }
  return text;
}

/** The bytes of base64 that {@link toBase64} wrote. */
export function fromBase64(text: string): Uint8Array {
  const written = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((written.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const digit of written) {
    held = ((held << 6) | digits.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
  }
  return bytes;
}
