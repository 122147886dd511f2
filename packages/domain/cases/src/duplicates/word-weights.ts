/** Texts in pieces, and how many texts have each piece: what everybody says weighs less. */
export interface WordWeights {
  /** Takes a text in. */
  add(pieces: Int32Array): void;
  /** Takes out a text that was taken in; nothing of it is kept. */
  remove(pieces: Int32Array): void;
  /** How alike a text is to others, from 0 (no piece in common) to 1 (the same pieces). */
  likenessTo(pieces: Int32Array): (other: Int32Array) => number;
}

/** How alike two ascending lists of pieces are: the cosine of two sets, each piece by its weight. */
function cosine(
  one: Int32Array,
  weights: Int32Array,
  whole: number,
  other: Int32Array,
  weightOf: (piece: number) => number,
): number {
  let shared = 0;
  let rest = 0;
  let i = 0;
  for (let j = 0; j < other.length; j++) {
    const piece = other[j] as number;
    while (i < one.length && (one[i] as number) < piece) i++;
    if (i < one.length && one[i] === piece) shared += weights[i] as number;
    else rest += weightOf(piece);
  }
  return shared === 0 ? 0 : shared / Math.sqrt(whole * (shared + rest));
}

/**
 * Counts pieces. A piece that f of n texts have weighs the number of binary digits of (n + 1) / (f + 1), rounded down:
 * 1 where half of them have it, one more for each halving. Whole numbers, so that every engine adds up the same.
 */
export function wordWeights(): WordWeights {
  const counts = new Map<number, number>();
  let texts = 0;
  const weightOf = (piece: number) =>
    32 - Math.clz32(Math.floor((texts + 1) / ((counts.get(piece) ?? 0) + 1)));

  return {
    add: (pieces) => {
      texts++;
      for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    },
    remove: (pieces) => {
      texts--;
      for (const piece of pieces) {
        const left = (counts.get(piece) ?? 0) - 1;
        if (left > 0) counts.set(piece, left);
        else counts.delete(piece);
      }
    },
    likenessTo: (pieces) => {
      const weights = pieces.map(weightOf);
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      return (other) => cosine(pieces, weights, whole, other, weightOf);
    },
  };
}
