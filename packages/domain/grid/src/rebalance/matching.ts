/** Beyond so many cells of the matrix the best matching is not sought any more, but a good one. */
const exactCells = 65_536;

/** What groups have in common with labels: the weight of each pair, `group * labels + label`, where there is any. */
export type Overlaps = ReadonlyMap<number, number>;

/**
 * Says which label each group continues so that the sum of what they have in common is the greatest; -1 where a group
 * has nothing in common with a label left over.
 */
export function matching(overlaps: Overlaps, groups: number, labels: number): Int32Array {
  if (overlaps.size === 0) return new Int32Array(groups).fill(-1);
  return groups * Math.max(groups, labels) > exactCells
    ? greedyMatching(overlaps, groups, labels)
    : bestMatching(overlaps, groups, labels);
}

/** The greatest first. */
function greedyMatching(overlaps: Overlaps, groups: number, labels: number): Int32Array {
  const found = new Int32Array(groups).fill(-1);
  const taken = new Uint8Array(labels);
  for (const [pair] of [...overlaps].sort(([p, a], [q, b]) => b - a || p - q)) {
    const [group, label] = [Math.floor(pair / labels), pair % labels];
    if (found[group] !== -1 || taken[label] !== 0) continue;
    found[group] = label;
    taken[label] = 1;
  }
  return found;
}

/** What the Hungarian method keeps: prices of rows and columns, and the row that holds each column. */
interface Prices {
  readonly row: Float64Array;
  readonly column: Float64Array;
  /** -1 where free; each search begins at a column beyond the last. */
  readonly holder: Int32Array;
  /** By how much each column is too dear for all rows reached so far, and the column through which it was reached. */
  readonly slack: Float64Array;
  readonly before: Int32Array;
  readonly reached: Uint8Array;
}

/** Looks at all columns from the row that holds one, and answers the column that is nearest now. */
function nearestFrom(column: number, costs: Float64Array, prices: Prices): number {
  const { row, holder, slack, before, reached } = prices;
  const columns = slack.length;
  const held = holder[column] as number;
  let nearest = -1;
  for (let next = 0; next < columns; next++) {
    if (reached[next] !== 0) continue;
    const cost = costs[held * columns + next] as number;
    const gap = cost - (row[held] as number) - (prices.column[next] as number);
    if (gap < (slack[next] as number)) {
      slack[next] = gap;
      before[next] = column;
    }
    if (nearest < 0 || (slack[next] as number) < (slack[nearest] as number)) nearest = next;
  }
  return nearest;
}

/** Lets everything that was reached give way by one step. */
function giveWay(step: number, { row, column, holder, slack, reached }: Prices): void {
  for (let at = 0; at < reached.length; at++)
    if (reached[at] !== 0) {
      const held = holder[at] as number;
      row[held] = (row[held] as number) + step;
      column[at] = (column[at] as number) - step;
    } else if (at < slack.length) slack[at] = (slack[at] as number) - step;
}

/** The Hungarian method with shortest augmenting paths (Kuhn, Munkres): row by row, prices on rows and columns. */
function bestMatching(overlaps: Overlaps, groups: number, labels: number): Int32Array {
  const columns = Math.max(groups, labels);
  const costs = new Float64Array(groups * columns);
  for (const [pair, weight] of overlaps)
    costs[Math.floor(pair / labels) * columns + (pair % labels)] = -weight;
  const prices: Prices = {
    row: new Float64Array(groups),
    column: new Float64Array(columns + 1),
    holder: new Int32Array(columns + 1).fill(-1),
    slack: new Float64Array(columns),
    before: new Int32Array(columns + 1),
    reached: new Uint8Array(columns + 1),
  };
  const { holder, before, slack, reached } = prices;
  for (let row = 0; row < groups; row++) {
    slack.fill(Infinity);
    reached.fill(0);
    let column = columns;
    holder[column] = row;
    while (holder[column] !== -1) {
      reached[column] = 1;
      const next = nearestFrom(column, costs, prices);
      giveWay(slack[next] as number, prices);
      column = next;
    }
    for (; column !== columns; column = before[column] as number)
      holder[column] = holder[before[column] as number] as number;
  }
  const found = new Int32Array(groups).fill(-1);
  for (const pair of overlaps.keys())
    if (holder[pair % labels] === Math.floor(pair / labels))
      found[Math.floor(pair / labels)] = pair % labels;
  return found;
}
