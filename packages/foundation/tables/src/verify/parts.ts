import { difference, intersection, type Spans, union } from '../space/spans.ts';
import type { CellColumn } from './cell-column.ts';

/**
 * Cuts a part of a column so that no cell is cut: into two groups of cells that have nothing in common, and what no
 * cell reaches. Subtrees fall apart like this, and so does whatever is told without overlapping. Undefined where the
 * cells hang together and leave nothing.
 */
export function partsOf(
  column: CellColumn,
  cells: ReadonlySet<number>,
  part: Spans,
): readonly Spans[] | undefined {
  const clipped = Array.from(cells, (cell) => intersection(column.spans[cell] as Spans, part));
  const groups = groupsOf(clipped);
  const rest = difference(part, union([[], ...clipped]));
  if (groups.length === 1 && rest.length === 0) return undefined;
  const halves: [Spans[], Spans[]] = [[], []];
  let placed = 0;
  for (const [i, group] of groups.entries()) {
    const isLeft = i === 0 || (i < groups.length - 1 && placed * 2 < clipped.length);
    halves[isLeft ? 0 : 1].push(...group.map((one) => clipped[one] as Spans));
    placed += group.length;
  }
  return [rest, ...halves.map((half) => union([[], ...half]))].filter(({ length }) => length > 0);
}

/** Which spans hang together, by their indexes, from left to right. */
function groupsOf(all: readonly Spans[]): readonly (readonly number[])[] {
  const leaders = Int32Array.from(all.keys());
  const leaderOf = (one: number): number => {
    let at = one;
    while (leaders[at] !== at) {
      leaders[at] = leaders[leaders[at] as number] as number;
      at = leaders[at] as number;
    }
    return at;
  };
  const spans: (readonly [from: number, until: number, one: number])[] = [];
  all.forEach((parts, one) => {
    for (let i = 0; i < parts.length; i += 2)
      spans.push([parts[i] as number, parts[i + 1] as number, one]);
  });
  spans.sort((a, b) => a[0] - b[0]);
  let reach = -1;
  let last = 0;
  for (const [from, until, one] of spans) {
    if (from < reach) leaders[leaderOf(one)] = leaderOf(last);
    last = one;
    reach = Math.max(reach, until);
  }
  const groups = new Map<number, number[]>();
  const seen = new Uint8Array(all.length);
  for (const [, , one] of spans) {
    if (seen[one] === 1) continue;
    seen[one] = 1;
    const leader = leaderOf(one);
    const group = groups.get(leader);
    if (group) group.push(one);
    else groups.set(leader, [one]);
  }
  return [...groups.values()];
}
