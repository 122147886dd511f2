import type { GridCode } from '@civigrid/kernel';
import type { DivisionChange } from './change.ts';

/** Who follows whom (沿革): what lay in one of `from` lies in one of `to` from then on. */
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

/** The lineage that a change writes. */
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
    case 'correct':
      return [];
  }
}

/** The codes that stand for some codes after successions, in their order. */
export function followed(
  codes: ReadonlySet<GridCode>,
  successions: Iterable<Succession>,
): ReadonlySet<GridCode> {
  let standing = codes;
  for (const { from, to } of successions)
    if (from.some((code) => standing.has(code))) {
      const left = [...standing].filter((code) => !from.includes(code));
      standing = new Set([...left, ...to]);
    }
  return standing;
}
