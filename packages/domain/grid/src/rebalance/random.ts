/** Whole numbers out of a seed (xorshift, 32 bits): the same on every engine. */
export interface Random {
  /** From 0 to below `limit`, which is at most 2^31. */
  below(limit: number): number;
}

function stirred(seed: number): number {
  let state = seed | 0;
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d);
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b);
  return state ^ (state >>> 16);
}

export function random(seed: number): Random {
  let state = stirred(seed) || 1;
  return {
    below: (limit) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return Math.floor(((state >>> 0) / 0x1_0000_0000) * limit);
    },
  };
}

/** A seed that differs for each text, so that what happens in one place leaves the others alone. */
export function seedFor(seed: number, text: string): number {
  let state = stirred(seed) ^ stirred(Math.floor(seed / 0x1_0000_0000) + 1);
  for (let i = 0; i < text.length; i++)
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193) ^ (state >>> 15);
  return stirred(state);
}
