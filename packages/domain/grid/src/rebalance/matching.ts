/** Beyond so many pairs the best matching is not sought any more, but a good one. */
const exactPairs = 65_536;

/**
 * Says which label each group continues so that the sum of what they have in common is the greatest; -1 where a group
 * has nothing in common with a label left over. `weights` has one row of labels for each group.
 */
export function matching(weights: Float64Array, groups: number, labels: number): Int32Array {
  if (groups * labels > exactPairs) return greedyMatching(weights, groups, labels);
  return bestMatching(weights, groups, labels);
}

/** The greatest first. */
function greedyMatching(weights: Float64Array, groups: number, labels: number): Int32Array {
  const found = new Int32Array(groups).fill(-1);
  const taken = new Uint8Array(labels);
  const pairs: number[] = [];
  weights.forEach((weight, pair) => {
    if (weight > 0) pairs.push(pair);
  });
  pairs.sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b);
  for (const pair of pairs) {
    const [group, label] = [Math.floor(pair / labels), pair % labels];
    if (found[group] !== -1 || taken[label] !== 0) continue;
    found[group] = label;
    taken[label] = 1;
  }
  return found;
}

/** The Hungarian method with shortest augmenting paths (Kuhn, Munkres): row by row, prices on rows and columns. */
function bestMatching(weights: Float64Array, groups: number, labels: number): Int32Array {
  const columns = Math.max(groups, labels);
  const cost = (row: number, column: number) =>
    column < labels ? -(weights[row * labels + column] as number) : 0;
  const rowPrice = new Float64Array(groups);
  const price = new Float64Array(columns + 1);
  /** The row that holds each column; the last column is where each search begins. */
  const holder = new Int32Array(columns + 1).fill(-1);
  const before = new Int32Array(columns + 1);
  for (let row = 0; row < groups; row++) {
    const slack = new Float64Array(columns).fill(Infinity);
    const done = new Uint8Array(columns + 1);
    let column = columns;
    holder[column] = row;
    do {
      done[column] = 1;
      const holding = holder[column] as number;
      let nearest = -1;
      for (let next = 0; next < columns; next++) {
        if (done[next] !== 0) continue;
        const gap = cost(holding, next) - (rowPrice[holding] as number) - (price[next] as number);
        if (gap < (slack[next] as number)) {
          slack[next] = gap;
          before[next] = column;
        }
        if (nearest < 0 || (slack[next] as number) < (slack[nearest] as number)) nearest = next;
      }
      const step = slack[nearest] as number;
      for (let next = 0; next <= columns; next++)
        if (done[next] !== 0) {
          const held = holder[next] as number;
          rowPrice[held] = (rowPrice[held] as number) + step;
          price[next] = (price[next] as number) - step;
        } else if (next < columns) slack[next] = (slack[next] as number) - step;
      column = nearest;
    } while (holder[column] !== -1);
    for (; column !== columns; column = before[column] as number)
      holder[column] = holder[before[column] as number] as number;
  }
  const found = new Int32Array(groups).fill(-1);
  for (let column = 0; column < labels; column++) {
    const row = holder[column] as number;
    if (row >= 0 && (weights[row * labels + column] as number) > 0) found[row] = column;
  }
  return found;
}
