/** The numbers of a table, written as `1 10-13`. */
function numbers(ranges: string): ReadonlySet<number> {
  const all = ranges.split(' ').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
  return new Set(all);
}

/** Types of systems that GB/T 26875.3 names (系统类型); 128 and above are the maker's own. */
export const knownSystemTypes: ReadonlySet<number> = numbers('0-1 10-24');

/** Types of components that GB/T 26875.3 names (部件类型); 128 and above are the maker's own. */
export const knownComponentTypes: ReadonlySet<number> = numbers(
  '0-1 10-13 16-18 21-25 30-37 40-44 50-53 61-62 69 74 78-79 81-88 91-92 95-99 101-106 111 113-118 121',
);
