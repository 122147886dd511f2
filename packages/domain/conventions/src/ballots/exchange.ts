/** So many items of a class are combined at most; more are not needed to hide each other. */
const most = { 1: Number.POSITIVE_INFINITY, 2: 400, 3: 40 } as const;

/** Every way of taking so many of some items. */
function* combinations(
  items: readonly number[],
  size: number,
  from = 0,
): Generator<readonly number[]> {
  if (size === 0) return yield [];
  for (let i = from; i < items.length; i++)
    for (const rest of combinations(items, size - 1, i + 1)) yield [items[i] as number, ...rest];
}

/**
 * The items of two classes that can change places: one, two or three of the first for as many of the second with the
 * same sum. Each pass looks first at what no pass before it has shown.
 */
export function exchangeable(
  weights: readonly number[],
  first: readonly number[],
  second: readonly number[],
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const size of [1, 2, 3] as const) {
    const open = (items: readonly number[]): readonly number[] => [
      ...items.filter((item) => !found.has(item)),
      ...items.filter((item) => found.has(item)),
    ];
    if ([...first, ...second].every((item) => found.has(item))) break;
    exchangeBy(size, weights, open(first), open(second), found);
  }
  return found;
}

function exchangeBy(
  size: 1 | 2 | 3,
  weights: readonly number[],
  first: readonly number[],
  second: readonly number[],
  found: Set<number>,
): void {
  const sumOf = (items: readonly number[]): number =>
    items.reduce((sum, item) => sum + (weights[item] ?? 0), 0);
  const sums = new Map<number, Set<number>>();
  for (const items of combinations(first.slice(0, most[size]), size)) {
    const known = sums.get(sumOf(items)) ?? new Set();
    for (const item of items) known.add(item);
    sums.set(sumOf(items), known);
  }
  for (const items of combinations(second.slice(0, most[size]), size)) {
    const others = sums.get(sumOf(items));
    if (others === undefined) continue;
    for (const item of [...items, ...others]) found.add(item);
  }
}
