/** Rows of bytes end to end, each with how many ballots it stands for. */
export interface Rows {
  readonly rankings: Uint8Array;
  readonly starts: Uint32Array;
  readonly counts: Float64Array;
}

/** Gathers equal rows: an open hash table whose entries are numbers of rows. */
export interface RowTable {
  /** Adds ballots to the row of these bytes. */
  add(bytes: Uint8Array, length: number, count: number): void;
  /** The rows in the order in which they first came. */
  take(): Rows;
}

/** The rows of one, then those of the other; none stands in both. */
export function joinRows(one: Rows, other: Rows): Rows {
  if (one.counts.length === 0) return other;
  if (other.counts.length === 0) return one;
  const rankings = new Uint8Array(one.rankings.length + other.rankings.length);
  rankings.set(one.rankings);
  rankings.set(other.rankings, one.rankings.length);
  const counts = new Float64Array(one.counts.length + other.counts.length);
  counts.set(one.counts);
  counts.set(other.counts, one.counts.length);
  const starts = new Uint32Array(counts.length + 1);
  starts.set(one.starts);
  for (let row = 0; row < other.starts.length; row++)
    starts[one.counts.length + row] = one.rankings.length + (other.starts[row] as number);
  return { rankings, starts, counts };
}

/** An empty table. */
export function rowTable(): RowTable {
  let bytes = new Uint8Array(4096);
  let starts = new Uint32Array(513);
  let counts = new Float64Array(512);
  let hashes = new Int32Array(512);
  let rows = 0;
  // Twice as many slots as rows at least; a slot holds the row's number and one.
  let slots = new Int32Array(2048);

  const widen = (): void => {
    const wider = new Float64Array(2 * counts.length);
    wider.set(counts);
    counts = wider;
    const further = new Uint32Array(counts.length + 1);
    further.set(starts);
    starts = further;
    const more = new Int32Array(counts.length);
    more.set(hashes);
    hashes = more;
    slots = new Int32Array(4 * counts.length);
    for (let row = 0; row < rows; row++) {
      let slot = (hashes[row] as number) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = row + 1;
    }
  };

  const equals = (row: number, given: Uint8Array, length: number): boolean => {
    const start = starts[row] as number;
    if ((starts[row + 1] as number) - start !== length) return false;
    for (let i = 0; i < length; i++) if (bytes[start + i] !== given[i]) return false;
    return true;
  };

  const append = (given: Uint8Array, length: number, count: number): void => {
    const start = starts[rows] as number;
    if (start + length > bytes.length) {
      const longer = new Uint8Array(2 * bytes.length + length);
      longer.set(bytes);
      bytes = longer;
    }
    for (let i = 0; i < length; i++) bytes[start + i] = given[i] as number;
    starts[rows + 1] = start + length;
    counts[rows] = count;
    rows++;
    if (rows === counts.length) widen();
  };

  return {
    add(given, length, count) {
      let hash = 0x811c9dc5;
      for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (given[i] as number), 0x01000193);
      // The low bits choose the slot: let the high ones take part.
      const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ (hash >>> 12);
      let slot = mixed & (slots.length - 1);
      for (;;) {
        const found = slots[slot] as number;
        if (found === 0) break;
        if (hashes[found - 1] === mixed && equals(found - 1, given, length)) {
          counts[found - 1] = (counts[found - 1] as number) + count;
          return;
        }
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = rows + 1;
      hashes[rows] = mixed;
      append(given, length, count);
    },
    take: () => ({
      rankings: bytes.slice(0, starts[rows]),
      starts: starts.slice(0, rows + 1),
      counts: counts.slice(0, rows),
    }),
  };
}
