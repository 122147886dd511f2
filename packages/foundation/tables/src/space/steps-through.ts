/** How many cells the scale is divided into for each cut, and at most. */
const cellsPerCut = 4;
const mostCells = 65_536;

/**
 * How many of some ascending cuts a value has reached. The scale is divided into cells of one width, each knowing how
 * many cuts lie before it: what is left to be searched is nearly always one cut or none.
 */
export function stepsThrough(cuts: Float64Array): (value: number) => number {
  const first = cuts[0] ?? 0;
  const last = cuts[cuts.length - 1] ?? 0;
  const cells = Math.min(mostCells, cuts.length * cellsPerCut);
  const perUnit = cells / (last - first);
  const isEven = cuts.length > 4 && perUnit > 0 && perUnit < Infinity;
  const cellOf = (value: number) => Math.floor((value - first) * perUnit);
  const before = new Int32Array(isEven ? cells + 2 : 0);
  if (isEven) {
    // Counted by the same rounding as values are, so that a cut never lies before the cell of a value that reached it.
    for (const cut of cuts) {
      const cell = Math.min(cells, cellOf(cut)) + 1;
      before[cell] = (before[cell] as number) + 1;
    }
    for (let cell = 1; cell < before.length; cell++)
      before[cell] = (before[cell] as number) + (before[cell - 1] as number);
  }
  return (value) => {
    if (!(value >= first)) return 0;
    if (value >= last) return cuts.length;
    let from = 0;
    let until = cuts.length;
    if (isEven) {
      const cell = Math.min(cells, cellOf(value));
      from = before[cell] as number;
      until = before[cell + 1] as number;
    }
    while (from < until) {
      const middle = (from + until) >> 1;
      if ((cuts[middle] as number) <= value) from = middle + 1;
      else until = middle;
    }
    return from;
  };
}
