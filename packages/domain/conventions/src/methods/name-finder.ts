/** The largest table that is tried, and how far from a name's end. */
const largest = 4096;
const furthest = 32;

/** A table in which one character of every name leads to its number; undefined where two names would meet. */
function tableBy(names: readonly string[], back: number, size: number): Int16Array | undefined {
  const table = new Int16Array(size).fill(-1);
  for (const [number, name] of names.entries()) {
    const slot = name.charCodeAt(name.length - back) & (size - 1);
    if (table[slot] !== -1) return undefined;
    table[slot] = number;
  }
  return table;
}

/**
 * Finds the number of a name, -1 where there is none. A million ballots name the same few over and over: where one
 * character, counted from the end, tells all names apart, it is looked up and the name compared, which is about three
 * times as fast as a Map.
 */
export function nameFinder(index: ReadonlyMap<string, number>): (name: unknown) => number {
  const names = Array.from(index.keys());
  for (let size = 64; size <= largest; size *= 4)
    for (let back = 1; back <= furthest; back++) {
      const table = tableBy(names, back, size);
      if (table === undefined) continue;
      return (name) => {
        if (typeof name !== 'string') return -1;
        const number = table[name.charCodeAt(name.length - back) & (size - 1)] as number;
        return number >= 0 && names[number] === name ? number : -1;
      };
    }
  return (name) => (typeof name === 'string' ? (index.get(name) ?? -1) : -1);
}
