import { runsOf } from './bit-set.ts';
import { codesOf } from './category-tree.ts';
import { type CellTree, subtreesOf } from './cell-tree.ts';
import type { ConflictReason, GapReason, MatrixFinding } from './finding.ts';
import type { Frame } from './frame.ts';
import { slotName } from './hours.ts';
import type { Item, Region } from './memory.ts';

/** By cause, then by the first cell of the matrix; regions of one cause share none, so no two are equal. */
function compareRegions(one: Region, other: Region): number {
  if (one.item.cause !== other.item.cause)
    return one.item.cause.order < other.item.cause.order ? -1 : 1;
  const by =
    (one.cells[0] as number) - (other.cells[0] as number) ||
    one.item.leaves.first - other.item.leaves.first ||
    lowest(one.item.levels) - lowest(other.item.levels) ||
    one.item.hours.first - other.item.hours.first;
  return by;
}

function lowest(levels: number): number {
  return 31 - Math.clz32(levels & -levels);
}

/** The lists after some cells gained or lost items; a list that did not change stays the same object. */
export function regionsAfter(
  before: readonly Region[],
  gained: ReadonlyMap<Item, readonly number[]>,
  lost: ReadonlyMap<Item, ReadonlySet<number>>,
): readonly Region[] {
  if (gained.size === 0 && lost.size === 0) return before;
  const kept: Region[] = [];
  const fresh: Region[] = [];
  const open = new Map(gained);
  for (const region of before) {
    const { item, cells } = region;
    const more = open.get(item);
    const fewer = lost.get(item);
    if (!more && !fewer) {
      kept.push(region);
      continue;
    }
    open.delete(item);
    const left = fewer ? cells.filter((cell) => !fewer.has(cell)) : cells;
    const now = more ? [...left, ...more].sort((a, b) => a - b) : left;
    if (now.length > 0) fresh.push({ item, cells: now });
  }
  for (const [item, cells] of open) fresh.push({ item, cells: [...cells].sort((a, b) => a - b) });
  fresh.sort(compareRegions);
  return merged(kept, fresh);
}

function merged(kept: readonly Region[], fresh: readonly Region[]): readonly Region[] {
  const found: Region[] = [];
  let next = 0;
  for (const region of kept) {
    for (let one = fresh[next]; one && compareRegions(one, region) < 0; one = fresh[++next])
      found.push(one);
    found.push(region);
  }
  for (; next < fresh.length; next++) found.push(fresh[next] as Region);
  return found;
}

/** Words a region as codes, with its first cell as the witness. */
export function findingOf(
  frame: Frame,
  cells: CellTree,
  { item, cells: held }: Region,
): MatrixFinding {
  const { cause, hours, leaves } = item;
  const levels = frame.levels.filter((_, i) => ((item.levels >>> i) & 1) === 1);
  const found = {
    region: {
      categories: codesOf(frame.tree, leaves.set),
      grids: subtreesOf(cells, held),
      levels,
      hours: runsOf(hours.set),
    },
    cells: held.length * leaves.size * levels.length * hours.size,
    witness: {
      category: frame.tree.leafCodes[leaves.first] as string,
      grid: cells.codes[held[0] as number] as string,
      level: frame.levels[lowest(item.levels)] as string,
      hour: hours.first,
    },
    when: slotName(frame.hours, hours.first),
  };
  if (cause.kind === 'conflict') {
    const { roles, duties, posts } = cause;
    return { kind: 'conflict', why: cause.why as ConflictReason, roles, duties, posts, ...found };
  }
  const [role] = cause.roles;
  const why = cause.why as GapReason;
  return { kind: 'gap', why, ...(role === undefined ? {} : { role }), ...found };
}
