const digits = '0123456789abcdef';

const pairs: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => digits.charAt(byte >> 4) + digits.charAt(byte & 15),
);

/** Bytes as lower-case hexadecimal digits. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += pairs[byte];
  return text;
}

/** What a digit is worth, by its code unit. */
function worth(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  // The two cases of a letter differ in one bit.
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : 0;
}

/** The bytes of a text of hexadecimal digits; what is no digit counts as zero. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = (worth(text.charCodeAt(2 * i)) << 4) | worth(text.charCodeAt(2 * i + 1));
  return bytes;
}
