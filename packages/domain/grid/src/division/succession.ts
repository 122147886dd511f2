import type { GridCode } from '@civigrid/kernel';
import type { DivisionChange, RearrangeCells } from './change.ts';

/** Who follows whom (沿革): what lay in one of `from` lies in one of `to` from then on; in nobody's where `to` is empty. */
export type Succession = {
  readonly from: readonly GridCode[];
  readonly to: readonly GridCode[];
};

/** The parent of a cell as it was before the change. */
export type ParentOf = (code: GridCode) => GridCode | undefined;

function upFrom(code: GridCode | undefined, parentOf: ParentOf): readonly GridCode[] {
  const path: GridCode[] = [];
  for (let at = code; at !== undefined; at = parentOf(at)) path.push(at);
  return path;
}

/** Where an area leaves one cell for another, so it does for the cells above them that are not the same. */
function areaMoves(
  from: GridCode | undefined,
  to: GridCode,
  parentOf: ParentOf,
): readonly Succession[] {
  const [giving, taking] = [upFrom(from, parentOf), upFrom(to, parentOf)];
  const common = new Set(giving.filter((code) => taking.includes(code)));
  const givers = giving.filter((code) => !common.has(code)).reverse();
  const takers = taking.filter((code) => !common.has(code)).reverse();
  const last = takers.at(-1) ?? to;
  return givers.map((giver, depth) => ({ from: [giver], to: [giver, takers[depth] ?? last] }));
}

/** Of many moves together: each giver is followed by itself, if it stays, and by all that take from it. */
function rearrangements(
  { moves, established, abolished }: RearrangeCells,
  parentOf: ParentOf,
): readonly Succession[] {
  const come = new Map(established.map(({ code, parent }) => [code, parent]));
  const cease = new Set(abolished);
  const parentThen = (code: GridCode) => come.get(code) ?? parentOf(code);
  const takers = new Map<GridCode, Set<GridCode>>(abolished.map((code) => [code, new Set()]));
  for (const { code, parent } of moves)
    for (const { from, to } of areaMoves(parentOf(code), parent, parentThen))
      for (const giver of from) takers.set(giver, new Set([...(takers.get(giver) ?? []), ...to]));
  return Array.from(takers, ([giver, taking]) => ({
    from: [giver],
    to: [...taking].filter((code) => !cease.has(code)).sort(),
  })).sort((a, b) => ((a.from[0] ?? '') < (b.from[0] ?? '') ? -1 : 1));
}

/** The lineage that a change writes; all its parts hold at once. */
export function successionsOf(change: DivisionChange, parentOf: ParentOf): readonly Succession[] {
  switch (change.type) {
    case 'split':
      return [{ from: [change.code], to: change.into }];
    case 'merge':
      return [{ from: change.codes, to: [change.into] }];
    case 'renumber':
      return [{ from: [change.code], to: [change.into] }];
    case 'transfer':
      return areaMoves(parentOf(change.code), change.parent, parentOf);
    case 'moveBorder':
      return areaMoves(change.from, change.to, parentOf);
    case 'rearrange':
      return rearrangements(change, parentOf);
    case 'abolish':
      return [{ from: [change.code], to: [] }];
    case 'establish':
    case 'correct':
      return [];
  }
}

/**
 * The codes that stand for some codes after changes, in the order of these. The parts of one change hold at once: where
 * A gives to B and B to C, nothing of A has come to C.
 */
export function followed(
  codes: ReadonlySet<GridCode>,
  changes: Iterable<readonly Succession[]>,
): ReadonlySet<GridCode> {
  let standing = codes;
  for (const parts of changes) {
    const next = new Set<GridCode>();
    for (const code of standing) {
      const leading = parts.filter(({ from }) => from.includes(code));
      for (const one of leading.length > 0 ? leading.flatMap(({ to }) => to) : [code])
        next.add(one);
    }
    standing = next;
  }
  return standing;
}
