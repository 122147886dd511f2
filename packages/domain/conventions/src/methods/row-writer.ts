/** In a packed row: the candidate that follows shares the rank of the one before. */
export const sharesRank = 255;
/** In a packed row: a rank left empty. */
export const emptyRank = 254;

/** The numbers of names that share a rank, each once, in their order: equal ballots must look alike. Undefined where one is unknown. */
function sharing(
  names: readonly unknown[],
  find: (name: unknown) => number,
): readonly number[] | undefined {
  const numbers = new Set<number>();
  for (const name of names) {
    const number = find(name);
    if (number < 0) return undefined;
    numbers.add(number);
  }
  return Array.from(numbers).sort((a, b) => a - b);
}

/** A ranking as a row of bytes; the bytes are used again. */
interface WrittenRow {
  readonly bytes: Uint8Array;
  readonly length: number;
  /** No shared and no empty rank, and nobody twice. */
  readonly isPlain: boolean;
}

/** Writes a ranking; undefined where it names somebody unknown. `row` tells ballots apart. */
export type WriteRow = (ranking: readonly unknown[], row: number) => WrittenRow | undefined;

/** Writes rankings into one run of bytes. */
export function rowWriter(candidates: number, find: (name: unknown) => number): WriteRow {
  let written = new Uint8Array(2 * candidates);
  // The row in which a candidate was last named, to see who is named twice.
  const named = new Int32Array(candidates).fill(-1);
  const room = (wanted: number): void => {
    while (wanted > written.length) {
      const wider = new Uint8Array(2 * written.length + 2);
      wider.set(written);
      written = wider;
    }
  };
  return (ranking, row) => {
    let length = 0;
    let isPlain = true;
    for (let rank = 0; rank < ranking.length; rank++) {
      const name: unknown = ranking[rank];
      const number = find(name);
      if (number >= 0) {
        room(length + 1);
        written[length++] = number;
        if (named[number] === row) isPlain = false;
        named[number] = row;
        continue;
      }
      isPlain = false;
      const numbers = Array.isArray(name) ? sharing(name, find) : undefined;
      if (numbers === undefined) return undefined;
      room(length + 2 * numbers.length + 1);
      if (numbers.length === 0) written[length++] = emptyRank;
      for (const [i, one] of numbers.entries()) {
        if (i > 0) written[length++] = sharesRank;
        written[length++] = one;
      }
    }
    // What was left empty at the end says nothing.
    while (length > 0 && written[length - 1] === emptyRank) length--;
    return { bytes: written, length, isPlain };
  };
}
