let table: ReadonlyMap<string, readonly [number, number]> | undefined;

/** Every pair of bytes of GB 2312 that is a character, turned round: the platform decodes GB 18030 but does not encode it. */
function characters(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, readonly [number, number]>();
  for (let high = 0xa1; high <= 0xf7; high++)
    for (let low = 0xa1; low <= 0xfe; low++)
      found.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return found;
}

/** A text in GB 18030, cut off at a whole character after so many bytes and filled up with zeros. */
export function paddedGb18030(text: string, length: number): Uint8Array {
  table ??= characters();
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    const pair = code < 0x80 ? [code] : table.get(character);
    if (!pair) throw new Error('Only ASCII and GB 2312 are written here.');
    if (at + pair.length > length) break;
    bytes.set(pair, at);
    at += pair.length;
  }
  return bytes;
}
