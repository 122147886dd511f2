import type { Area } from './area.ts';
import { excess } from './group-counts.ts';
import { isBetter, type Partition } from './partition.ts';
import { relabelled } from './relabel.ts';

/** Areas of at most so many atoms are looked through altogether, as far as the steps allow. */
export const exhaustedUpTo = 10;

/** A number below which no area of that size needs to stop: the sets of ten atoms, many times over. */
const stepsAllowed = 200_000;

function lowestBit(set: number): number {
  return 31 - Math.clz32(set & -set);
}

/** All neighbours of each atom as a set of bits. */
function neighbours({ graph: { start, to } }: Area): Int32Array {
  return Int32Array.from({ length: start.length - 1 }, (_, v) => {
    let set = 0;
    for (let i = start[v] as number; i < (start[v + 1] as number); i++)
      set |= 1 << (to[i] as number);
    return set;
  });
}

/** What of a set hangs together with its lowest atom. */
function reached(set: number, beside: Int32Array): number {
  let found = set & -set;
  for (let open = found; open !== 0; ) {
    const v = lowestBit(open);
    open &= ~(1 << v);
    const fresh = (beside[v] as number) & set & ~found;
    found |= fresh;
    open |= fresh;
  }
  return found;
}

/**
 * Looks through all connected divisions with as many groups as the one given, and answers the best of them. `complete`
 * says that none was left out: then no better one exists.
 */
export function exhausted(given: Partition): {
  readonly best: Partition;
  readonly complete: boolean;
  readonly steps: number;
} {
  const { area, bounds } = given;
  const beside = neighbours(area);
  const groups: number[] = [];
  let best = given;
  let steps = 0;

  const judge = (): void => {
    const groupOf = Int32Array.from(area.atoms, (_, v) =>
      groups.findIndex((set) => (set >> v) & 1),
    );
    const found = relabelled(area, bounds, groupOf, groups.length);
    if (isBetter(found, best)) best = found;
  };

  /** Divides what is left into so many groups; the first holds its lowest atom. */
  const divide = (rest: number, count: number, outside: number): void => {
    if (count === 1) {
      if (reached(rest, beside) !== rest) return;
      if (outside + excess(loadOf(rest), bounds) > best.excess) return;
      groups.push(rest);
      judge();
      groups.pop();
      return;
    }
    const seed = rest & -rest;
    grow(rest, count, outside, seed, (beside[lowestBit(seed)] as number) & rest, loadOf(seed));
  };

  /** All connected sets that hold `set` and any of what may still join; `joining` are its neighbours not yet refused. */
  const grow = (
    rest: number,
    count: number,
    outside: number,
    set: number,
    joining: number,
    load: number,
    refused = 0,
  ): void => {
    steps++;
    if (steps > stepsAllowed || outside + Math.max(0, load - bounds.upper) > best.excess) return;
    const open = joining & ~set & ~refused;
    if (open === 0) {
      const left = rest & ~set;
      const now = outside + excess(load, bounds);
      if (left === 0 || now > best.excess) return;
      groups.push(set);
      divide(left, count - 1, now);
      groups.pop();
      return;
    }
    const v = lowestBit(open);
    const more = joining | ((beside[v] as number) & rest);
    grow(rest, count, outside, set | (1 << v), more, load + (area.loads[v] as number), refused);
    grow(rest, count, outside, set, joining, load, refused | (1 << v));
  };

  const loadOf = (set: number): number => {
    let load = 0;
    for (let left = set; left !== 0; left &= left - 1)
      load += area.loads[lowestBit(left)] as number;
    return load;
  };

  divide((1 << area.atoms.length) - 1, given.loads.length, 0);
  return { best, complete: steps <= stepsAllowed, steps };
}
