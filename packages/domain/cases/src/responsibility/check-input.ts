import type { CategoryTree } from './category-tree.ts';
import type { HourSpan, MatrixHours } from './hours.ts';
import { slotCount } from './hours.ts';
import type { Duty, MatrixPost } from './matrix-input.ts';
import type { MatrixIssue, MatrixIssueCode } from './matrix-issue.ts';

type Path = readonly (string | number)[];

/** What a post or a rule may name. */
export interface Known {
  readonly tree: CategoryTree;
  readonly grids: { has(code: string): boolean };
  readonly levels: { has(level: string): boolean };
  readonly roles: readonly string[] | undefined;
  readonly slots: number;
}

function issue(code: MatrixIssueCode, path: Path, what?: string): MatrixIssue {
  return { code, path, ...(what === undefined ? {} : { what }) };
}

/** Whether the hours are slots at all. */
export function checkHours(hours: MatrixHours, path: Path): readonly MatrixIssue[] {
  if (slotCount(hours) === 0) return [issue('cases/bad-slots', path)];
  if (hours.kind === 'week') return [];
  return hours.slots.flatMap(({ from, until }, i) => {
    const before = hours.slots[i - 1]?.until ?? from;
    const good = Number.isSafeInteger(from) && Number.isSafeInteger(until);
    return good && before <= from && from < until
      ? []
      : [issue('cases/bad-slots', [...path, 'slots', i])];
  });
}

/** Whether spans lie within the slots and none is empty. */
export function checkSpans(
  spans: readonly HourSpan[] | undefined,
  slots: number,
  path: Path,
): readonly MatrixIssue[] {
  return (spans ?? []).flatMap(([from, until], i) => {
    const there = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= slots;
    if (!there(from) || !there(until)) return [issue('cases/hour-out-of-range', [...path, i])];
    return from < until ? [] : [issue('cases/empty-hours', [...path, i])];
  });
}

function checkRank(rank: number | undefined, path: Path): readonly MatrixIssue[] {
  return rank === undefined || !Number.isNaN(rank) ? [] : [issue('cases/bad-rank', path)];
}

function checkRole(role: string, { roles }: Known, path: Path): readonly MatrixIssue[] {
  return roles === undefined || roles.includes(role)
    ? []
    : [issue('cases/unknown-role', path, role)];
}

function checkCodes(
  codes: readonly string[] | undefined,
  known: { has(code: string): boolean },
  code: MatrixIssueCode,
  path: Path,
): readonly MatrixIssue[] {
  if (codes?.length === 0) return [issue('cases/empty-scope', path)];
  return (codes ?? []).flatMap((named, i) =>
    known.has(named) ? [] : [issue(code, [...path, i], named)],
  );
}

export function checkDuty(duty: Duty, known: Known, path: Path): readonly MatrixIssue[] {
  const { categories, grids, levels, hours } = duty;
  return [
    ...checkCodes(categories, known.tree.leavesOf, 'cases/unknown-category', [
      ...path,
      'categories',
    ]),
    ...checkCodes(grids, known.grids, 'cases/unknown-grid', [...path, 'grids']),
    ...checkCodes(levels, known.levels, 'cases/unknown-level', [...path, 'levels']),
    ...(hours?.length === 0 ? [issue('cases/empty-hours', [...path, 'hours'])] : []),
    ...checkSpans(hours, known.slots, [...path, 'hours']),
    ...checkRole(duty.lead, known, [...path, 'lead']),
    ...checkRank(duty.rank, [...path, 'rank']),
  ];
}

export function checkPost(post: MatrixPost, known: Known, path: Path): readonly MatrixIssue[] {
  return [
    ...(known.grids.has(post.grid)
      ? []
      : [issue('cases/unknown-grid', [...path, 'grid'], post.grid)]),
    ...checkRole(post.role, known, [...path, 'role']),
    ...checkRank(post.rank, [...path, 'rank']),
    ...post.holders.flatMap((holder, i) => {
      const at = [...path, 'holders', i];
      return [
        ...checkSpans(holder.holds, known.slots, [...at, 'holds']),
        ...checkSpans(holder.onDuty, known.slots, [...at, 'onDuty']),
        ...checkSpans(holder.leave, known.slots, [...at, 'leave']),
      ];
    }),
  ];
}
