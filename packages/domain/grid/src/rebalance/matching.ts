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

/** The Hungarian method with shortest augmenting paths (Kuhn, Munkres): row by row, prices on rows and columns. */
function bestMatching(overlaps: Overlaps, groups: number, labels: number): Int32Array {
  const columns = Math.max(groups, labels);
  const costs = new Float64Array(groups * columns);
  for (const [pair, weight] of overlaps)
    costs[Math.floor(pair / labels) * columns + (pair % labels)] = -weight;
  const rowPrice = new Float64Array(groups);
  const price = new Float64Array(columns + 1);
  /** The row that holds each column; each search begins at a column beyond the last. */
  const holder = new Int32Array(columns + 1).fill(-1);
  const before = new Int32Array(columns + 1);
  for (let row = 0; row < groups; row++) {
    const slack = new Float64Array(columns).fill(Infinity);
    const done = new Uint8Array(columns + 1);
    let column = columns;
    holder[column] = row;
    do {
      done[column] = 1;
      const held = holder[column] as number;
      let nearest = -1;
      for (let next = 0; next < columns; next++) {
        if (done[next] !== 0) continue;
        const cost = costs[held * columns + next] as number;
        const gap = cost - (rowPrice[held] as number) - (price[next] as number);
        if (gap < (slack[next] as number)) {
          slack[next] = gap;
          before[next] = column;
        }
        if (nearest < 0 || (slack[next] as number) < (slack[nearest] as number)) nearest = next;
      }
      reprice(slack[nearest] as number, { holder, done, rowPrice, price, slack });
      column = nearest;
    } while (holder[column] !== -1);
    for (; column !== columns; column = before[column] as number)
      holder[column] = holder[before[column] as number] as number;
  }
  const found = new Int32Array(groups).fill(-1);
  for (const pair of overlaps.keys())
    if (holder[pair % labels] === Math.floor(pair / labels))
      found[Math.floor(pair / labels)] = pair % labels;
  return found;
}

/** Lets everything that the search has reached give way by one step. */
function reprice(
  step: number,
  {
    holder,
    done,
    rowPrice,
    price,
    slack,
  }: {
    readonly holder: Int32Array;
    readonly done: Uint8Array;
    readonly rowPrice: Float64Array;
    readonly price: Float64Array;
    readonly slack: Float64Array;
  },
): void {
  for (let column = 0; column < done.length; column++)
    if (done[column] !== 0) {
      const row = holder[column] as number;
      rowPrice[row] = (rowPrice[row] as number) + step;
      price[column] = (price[column] as number) - step;
    } else if (column < slack.length) slack[column] = (slack[column] as number) - step;
}
