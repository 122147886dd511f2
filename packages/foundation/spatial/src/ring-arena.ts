/**
 * Where rings are kept while many are read: long stretches of numbers, of which each ring is a part. To make an array of
 * its own for each of a million rings takes longer than to read them.
 */
export interface RingArena {
  /** Room to work in, of at least that many numbers; what it holds is lost with the next call. */
  scratch(size: number): Float64Array;
  /** Keeps the first numbers of an array. */
  keep(numbers: Float64Array, size: number): Float64Array;
}

const stretch = 2 ** 16;

/** An arena that grows as it is used. */
export function ringArena(): RingArena {
  let work = new Float64Array(512);
  let chunk = new Float64Array(0);
  let used = 0;
  return {
    scratch(size) {
      if (size > work.length) work = new Float64Array(2 * size);
      return work;
    },
    keep(numbers, size) {
      if (size > stretch / 4) return numbers.slice(0, size);
      if (used + size > chunk.length) {
        chunk = new Float64Array(stretch);
        used = 0;
      }
      const kept = chunk.subarray(used, used + size);
      for (let i = 0; i < size; i++) kept[i] = numbers[i] as number;
      used += size;
      return kept;
    },
  };
}

/** For a geometry that is read alone: each ring gets an array of its own. */
export const singly: RingArena = {
  scratch: (size) => new Float64Array(size),
  keep: (numbers, size) => numbers.slice(0, size),
};
