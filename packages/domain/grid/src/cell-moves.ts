/** Where the numbers of cells go when some are taken out and others put in. */
export interface CellMoves {
  /** The new number of a cell; -1 for one that is gone. */
  numberOf(cell: number): number;
  /** What is kept by cell, at the cells' new places; -1 at the places of new ones. */
  relaid(values: Int32Array): Int32Array<ArrayBuffer>;
  /** Writes new numbers of cells over old ones; a number below 0 stays. */
  renumber(numbers: Int32Array): void;
}

/** A cell taken out (-1), or one put in before the cell that has the number (1). */
export interface CellStep {
  readonly at: number;
  readonly by: 1 | -1;
}

/** The moves of so many cells by steps, each at an old number. */
export function cellMoves(count: number, steps: readonly CellStep[]): CellMoves {
  const ats = [...new Set(steps.map(({ at }) => at))].sort((a, b) => a - b);
  const there = ats.map((at) => steps.filter((step) => step.at === at));
  const isGone = there.map((some) => some.some(({ by }) => by < 0));
  /** By how much numbers change after so many of the steps. */
  const shifts = [0];
  for (const some of there)
    shifts.push(some.reduce((sum, { by }) => sum + by, shifts[shifts.length - 1] as number));
  const first = ats[0] ?? count;
  const last = ats[ats.length - 1] ?? count;
  const total = shifts[ats.length] as number;
  const numberOf = (cell: number): number => {
    let low = 0;
    let high = ats.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ats[middle] as number) <= cell) low = middle + 1;
      else high = middle;
    }
    return isGone[low - 1] && ats[low - 1] === cell ? -1 : cell + (shifts[low] as number);
  };
  return {
    numberOf,
    relaid(values) {
      const after = new Int32Array(count + total).fill(-1);
      let from = 0;
      for (let i = 0; i <= ats.length; i++) {
        const to = ats[i] ?? count;
        after.set(values.subarray(from, to), from + (shifts[i] as number));
        from = isGone[i] ? to + 1 : to;
      }
      return after;
    },
    renumber(numbers) {
      for (let i = 0; i < numbers.length; i++) {
        const number = numbers[i] as number;
        if (number > last) numbers[i] = number + total;
        else if (number >= first) numbers[i] = numberOf(number);
      }
    },
  };
}
