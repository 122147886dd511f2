import { canonicalJson } from '@civigrid/kernel';
import type { Budget, Due, DueCalendar } from '../budget.ts';
import type { ClockLimit, LimitData, LimitRow } from './limit-row.ts';
import { type LimitTable, limitsFor } from './limit-table.ts';

/** One limit of a row as it was and as it is; a side is absent where that version has none. */
export interface ChangedLimit {
  /** `sign`, `whole` …; of a stage its number, `stage/2`. */
  readonly clock: string;
  readonly before?: Budget;
  readonly after?: Budget;
}

/** A row that two versions give differently: their indexes. */
export interface ChangedRow {
  readonly before: number;
  readonly after: number;
  readonly limits: readonly ChangedLimit[];
  /** Other members that differ, such as `to`, `units`, `source`. */
  readonly members: readonly string[];
}

/** What two versions of a table say differently: the indexes of their rows. */
export interface LimitDifference {
  readonly added: readonly number[];
  readonly removed: readonly number[];
  readonly changed: readonly ChangedRow[];
}

/** An open case as far as its limits are concerned (在办案件). */
export interface OpenLimit {
  readonly case: string;
  readonly jurisdiction: string;
  readonly category: string;
  /** When it was reported: UTC milliseconds. */
  readonly at: number;
  /** Its clocks that run, each since when: `sign`, `whole`, `stage/2` … */
  readonly clocks: readonly { readonly clock: string; readonly since: number }[];
}

/** A clock of an open case that would end elsewhere, or only under one of the versions. */
export interface MovedLimit {
  readonly case: string;
  readonly clock: string;
  readonly before?: { readonly budget: Budget; readonly due: Due };
  readonly after?: { readonly budget: Budget; readonly due: Due };
}

const nameOf = (limit: ClockLimit) =>
  limit.clock === 'stage' ? `stage/${limit.stage}` : limit.clock;

const keyOf = ({ jurisdiction, category, from, hours }: LimitRow) =>
  canonicalJson([jurisdiction, category, from, hours ?? null]);

const same = (one: unknown, other: unknown) =>
  canonicalJson(one ?? null) === canonicalJson(other ?? null);

function budgets(row: LimitRow | undefined): ReadonlyMap<string, Budget> {
  return new Map(row?.limits.map((limit) => [nameOf(limit), limit.budget]));
}

const compared = ['to', 'version', 'source', 'units'] as const;

function changedRow(before: LimitRow, after: LimitRow): Omit<ChangedRow, 'before' | 'after'> {
  const [old, now] = [budgets(before), budgets(after)];
  const limits = [...new Set([...old.keys(), ...now.keys()])]
    .filter((clock) => !same(old.get(clock), now.get(clock)))
    .map((clock) => changed(clock, old.get(clock), now.get(clock)));
  const members: string[] = compared.filter((member) => !same(before[member], after[member]));
  // Names, closing states and order of the stages, the budgets left out.
  const bare = ({ limits: list }: LimitRow) => list.map(({ budget: _, ...limit }) => limit);
  if (limits.length === 0 && !same(bare(before), bare(after))) members.push('limits');
  return { limits, members };
}

function changed(clock: string, before: Budget | undefined, after: Budget | undefined) {
  return {
    clock,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** What two versions of limits say differently, row by row; a row is the same by jurisdiction, category, first day and hours. */
export function compareLimits(before: LimitData, after: LimitData): LimitDifference {
  const old = new Map(before.rows.map((row, index) => [keyOf(row), index]));
  const now = new Map(after.rows.map((row, index) => [keyOf(row), index]));
  const changes: ChangedRow[] = [];
  for (const [key, index] of now) {
    const other = old.get(key);
    const [one, two] = [before.rows[other ?? -1], after.rows[index]];
    if (other === undefined || one === undefined || two === undefined) continue;
    const differs = changedRow(one, two);
    if (differs.limits.length + differs.members.length > 0)
      changes.push({ before: other, after: index, ...differs });
  }
  return {
    added: [...now].filter(([key]) => !old.has(key)).map(([, index]) => index),
    removed: [...old].filter(([key]) => !now.has(key)).map(([, index]) => index),
    changed: changes,
  };
}

/**
 * Which clocks of open cases would end elsewhere if another version of the table held: each case is looked up under
 * both as of its report. A case keeps the version under which it was filed; this shows what a change would do.
 */
export function movedLimits(
  before: LimitTable,
  after: LimitTable,
  open: readonly OpenLimit[],
  calendar: DueCalendar,
): readonly MovedLimit[] {
  const moved: MovedLimit[] = [];
  for (const each of open) {
    const [old, now] = [before, after].map((table) => {
      const answer = limitsFor(table, each);
      return budgets(answer.ok ? answer.row : undefined);
    });
    for (const { clock, since } of each.clocks) {
      const [one, two] = [old?.get(clock), now?.get(clock)];
      if (same(one, two)) continue;
      moved.push({
        case: each.case,
        clock,
        ...(one && { before: { budget: one, due: calendar.add(since, one) } }),
        ...(two && { after: { budget: two, due: calendar.add(since, two) } }),
      });
    }
  }
  return moved;
}
