/** Chance that comes again: the same seed gives the same numbers on every machine (sfc32). */
export interface SeededRandom {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from 0 to `below` − 1. */
  integer(below: number): number;
  /** One of a list; throws a plain `Error` where the list is empty. */
  pick<Item>(list: readonly Item[]): Item;
  /** The same items in another order (Fisher and Yates); the list itself stays as it is. */
  shuffle<Item>(list: readonly Item[]): readonly Item[];
  /** A source of its own for one purpose: drawing more from it moves nothing elsewhere. */
  fork(purpose: string): SeededRandom;
}

/** Four words of 32 bits from a text: FNV-1a from four beginnings, then mixed. */
function words(seed: string): readonly [number, number, number, number] {
  const word = (start: number): number => {
    let hash = start;
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  };
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x243f6a88), word(0xb7e15162)];
}

/** Makes a source of chance from a seed. */
export function seededRandom(seed: string | number): SeededRandom {
  let [a, b, c, d] = words(String(seed));

  function next(): number {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  const integer = (below: number): number => Math.floor(next() * below);
  for (let i = 0; i < 12; i++) next();

  return {
    next,
    integer,
    pick<Item>(list: readonly Item[]): Item {
      if (list.length === 0) throw new Error('Nothing can be picked from an empty list.');
      return list[integer(list.length)] as Item;
    },
    shuffle<Item>(list: readonly Item[]): readonly Item[] {
      const order = [...list];
      for (let i = order.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        [order[i], order[j]] = [order[j] as Item, order[i] as Item];
      }
      return order;
    },
    fork: (purpose) => seededRandom(`${seed}/${purpose}`),
  };
}
