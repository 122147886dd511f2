const sets = 8192;
const wordsEach = 8;

/** Texts of more bytes are made anew each time. */
export const knownBytes = 28;

/**
 * Texts that come again and again (devices, states, zones), known by the bytes that they were read from, so that none
 * is made twice and each has its hash already. Bounded: two places for each hash, the older text gives way; a text
 * that is gone costs its making and nothing else. An entry is seven words of bytes and their number.
 */
export class KnownTexts<Value> {
  private readonly words = new Int32Array(2 * sets * wordsEach);
  private readonly values: (Value | undefined)[] = new Array(2 * sets).fill(undefined);
  /** The entry of the text that is looked for. */
  private readonly key = new Int32Array(wordsEach);
  private place = 0;

  /** What was made of these bytes for this purpose, or undefined; then {@link keep} keeps what is made now. */
  find(view: DataView, start: number, end: number, purpose: number): Value | undefined {
    const { key, words } = this;
    const length = end - start;
    let hash = length;
    let at = start;
    let count = 0;
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at, true);
      key[count++] = word;
      hash = Math.imul(hash ^ word, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const left = end - at;
    const rest = left === 0 ? 0 : view.getInt32(at, true) & ((1 << (8 * left)) - 1);
    key[count++] = rest;
    hash = Math.imul(hash ^ rest, 0x9e3779b1);
    hash ^= hash >>> 15;
    while (count < wordsEach - 1) key[count++] = 0;
    key[wordsEach - 1] = length + (purpose << 8);
    const place = (hash & (sets - 1)) * 2;
    this.place = place;
    if (isSame(key, words, place * wordsEach)) return this.values[place];
    if (isSame(key, words, (place + 1) * wordsEach)) return this.values[place + 1];
    return undefined;
  }

  /** Keeps what was not found. */
  keep(value: Value): void {
    const { key, words, values, place } = this;
    const at = place * wordsEach;
    words.copyWithin(at + wordsEach, at, at + wordsEach);
    words.set(key, at);
    values[place + 1] = values[place];
    values[place] = value;
  }
}

function isSame(key: Int32Array, words: Int32Array, at: number): boolean {
  for (let i = 0; i < wordsEach; i++) if (key[i] !== words[at + i]) return false;
  return true;
}
