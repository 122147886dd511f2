/** A set of small numbers as bits, 32 a word: slots (the typical week's 168 hours are six words) or leaf categories. */
export type BitSet = Int32Array;

export function emptySet(count: number): BitSet {
  return new Int32Array((count + 31) >>> 5);
}

export function wholeSet(count: number): BitSet {
  const set = emptySet(count).fill(-1);
  const rest = count & 31;
  if (rest > 0) set[set.length - 1] = (1 << rest) - 1;
  return set;
}

export function addSpan(set: BitSet, from: number, until: number): void {
  for (let i = from; i < until; i++) set[i >>> 5] = (set[i >>> 5] as number) | (1 << (i & 31));
}

export function both(one: BitSet, other: BitSet): BitSet {
  const found = new Int32Array(one.length);
  for (let i = 0; i < found.length; i++) found[i] = (one[i] as number) & (other[i] as number);
  return found;
}

export function either(one: BitSet, other: BitSet): BitSet {
  const found = new Int32Array(one.length);
  for (let i = 0; i < found.length; i++) found[i] = (one[i] as number) | (other[i] as number);
  return found;
}

export function without(one: BitSet, other: BitSet): BitSet {
  const found = new Int32Array(one.length);
  for (let i = 0; i < found.length; i++) found[i] = (one[i] as number) & ~(other[i] as number);
  return found;
}

/** Adds the other set to the first, in place. */
export function addAll(set: BitSet, other: BitSet): void {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] as number) | (other[i] as number);
}

export function isEmpty(set: BitSet): boolean {
  for (let i = 0; i < set.length; i++) if (set[i] !== 0) return false;
  return true;
}

export function sameSet(one: BitSet, other: BitSet): boolean {
  if (one === other) return true;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

export function hasBit(set: BitSet, member: number): boolean {
  return (((set[member >>> 5] as number) >>> (member & 31)) & 1) === 1;
}

function bitsInWord(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function sizeOf(set: BitSet): number {
  let size = 0;
  for (let i = 0; i < set.length; i++) size += bitsInWord(set[i] as number);
  return size;
}

/** How many members both sets have. */
export function sizeOfBoth(one: BitSet, other: BitSet): number {
  let size = 0;
  for (let i = 0; i < one.length; i++)
    size += bitsInWord((one[i] as number) & (other[i] as number));
  return size;
}

/** The lowest member; -1 of an empty set. */
export function firstBit(set: BitSet): number {
  for (let i = 0; i < set.length; i++) {
    const word = set[i] as number;
    if (word !== 0) return i * 32 + 31 - Math.clz32(word & -word);
  }
  return -1;
}

/** The members of a set, lowest first. */
export function bitsOf(set: BitSet): readonly number[] {
  const members: number[] = [];
  for (let i = 0; i < set.length; i++)
    for (let word = set[i] as number; word !== 0; word &= word - 1)
      members.push(i * 32 + 31 - Math.clz32(word & -word));
  return members;
}

/** A set as half-open runs. */
export function runsOf(set: BitSet): readonly (readonly [from: number, until: number])[] {
  const runs: [number, number][] = [];
  for (const member of bitsOf(set)) {
    const last = runs.at(-1);
    if (last && last[1] === member) last[1] = member + 1;
    else runs.push([member, member + 1]);
  }
  return runs;
}

/** A text that two sets share only if they are equal. */
export function keyOf(set: BitSet): string {
  let key = '';
  for (let i = 0; i < set.length; i++) key += `${(set[i] as number).toString(36)},`;
  return key;
}
