import type { DeduplicatorSnapshot } from './deduplicator.ts';

/** Beyond so many steps a key is looked for by name: whoever makes keys that collide gains nothing by it. */
const maxSteps = 48;
const smallest = 1024;
/** Numbers a row: its hash, its code, when it was received. */
const width = 3;

/** Mentions of messages in flat lists, found by a hash and compared whole: no two share one by chance. */
export interface MessageTable {
  readonly size: number;
  /** When a row was received: UTC milliseconds. */
  receivedAt(row: number): number;
  /** The last row of this mention, or -1. `code` stands for whose it is and how it is meant. */
  find(hash: number, key: string, about: string, code: number): number;
  put(hash: number, key: string, about: string, code: number, received: number): void;
  rows(
    generation: number,
    decode: (code: number) => readonly [string, string],
  ): DeduplicatorSnapshot;
}

/** A hash of the key; a little of `about` keeps apart what one message says of several conditions. */
export function keyHash(key: string, about: string): number {
  let hash = 0x811c9dc5 ^ about.length;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  // The last letters change most: they must reach the low bits too.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

const nameOf = (key: string, about: string, code: number) => JSON.stringify([key, about, code]);

/** An empty table with room for so many mentions; it grows beyond. */
export function messageTable(expected = 0): MessageTable {
  let room = smallest;
  while (room < expected) room *= 4;
  // Made at their size: a list that grows is copied again and again.
  const keys = new Array<string>(room);
  const abouts = new Array<string>(room);
  let count = 0;
  let numbers = new Float64Array(width * room);
  /** Two words a slot: the row and one, and its hash. */
  let slots = new Int32Array(4 * room);
  let mask = 2 * room - 1;
  /** Four bits a slot, one set for each hash: small enough to lie near the processor, and what is new is mostly seen here. */
  let marks = new Int32Array((mask + 1) / 8);
  const crowded = new Map<string, number>();

  const markAt = (hash: number) => (hash >>> 7) & (4 * mask + 3);

  function mark(hash: number): void {
    const at = markAt(hash);
    marks[at >>> 5] = (marks[at >>> 5] as number) | (1 << (at & 31));
  }

  /** Takes the row into the slots, or by its name where there is no place near enough. */
  function place(hash: number, row: number): void {
    for (let step = 0; step < maxSteps; step++) {
      const at = 2 * ((hash + step) & mask);
      if (slots[at] !== 0) continue;
      slots[at] = row + 1;
      slots[at + 1] = hash;
      return;
    }
    crowded.set(nameOf(keys[row] ?? '', abouts[row] ?? '', numbers[width * row + 1] ?? 0), row);
  }

  function grow(): void {
    const more = new Float64Array(4 * numbers.length);
    more.set(numbers);
    numbers = more;
    mask = 4 * mask + 3;
    slots = new Int32Array(2 * (mask + 1));
    marks = new Int32Array((mask + 1) / 8);
    for (let row = 0; row < count; row++) {
      const hash = numbers[width * row] as number;
      mark(hash);
      place(hash, row);
    }
  }

  return {
    get size() {
      return count;
    },
    receivedAt: (row) => numbers[width * row + 2] as number,
    find(hash, key, about, code) {
      const marked = markAt(hash);
      if ((((marks[marked >>> 5] as number) >>> (marked & 31)) & 1) === 0) return -1;
      let found = -1;
      for (let step = 0; step < maxSteps; step++) {
        const at = 2 * ((hash + step) & mask);
        const row = (slots[at] as number) - 1;
        if (row < 0) return found;
        if (slots[at + 1] !== hash || keys[row] !== key) continue;
        if (abouts[row] === about && numbers[width * row + 1] === code) found = row;
      }
      if (crowded.size === 0) return found;
      return Math.max(found, crowded.get(nameOf(key, about, code)) ?? -1);
    },
    put(hash, key, about, code, received) {
      const row = count;
      if (width * row === numbers.length) grow();
      keys[row] = key;
      abouts[row] = about;
      count++;
      const at = width * row;
      numbers[at] = hash;
      numbers[at + 1] = code;
      numbers[at + 2] = received;
      mark(hash);
      place(hash, row);
    },
    rows: (generation, decode) =>
      keys.slice(0, count).map((key, row) => {
        const [tenant, phase] = decode(numbers[width * row + 1] ?? 0);
        return [key, tenant, abouts[row] ?? '', phase, numbers[width * row + 2] ?? 0, generation];
      }),
  };
}
