import { isLocalDate } from '@civigrid/calendar';
import { DomainError } from '@civigrid/kernel';
import type { HitPolicy } from './hit-policy.ts';
import type { TableErrorCode } from './issue.ts';
import type { Effective, Table } from './table.ts';

/** Which version of a table holds on a day, or why none can be named; `versions` are indexes in the list that was given. */
export type TableInForce<Hit extends HitPolicy = HitPolicy> =
  | {
      readonly ok: true;
      /** With the rules only that are in force themselves. */
      readonly table: Table<Hit>;
      readonly version: number;
      /** Where each of its rules stands in the version as it was given. */
      readonly rules: readonly number[];
    }
  | {
      readonly ok: false;
      readonly code: 'tables/no-version' | 'tables/several-versions';
      readonly versions: readonly number[];
    };

/**
 * The version of a table that is in force on a day `'YYYY-MM-DD'` (现行版本), so that a case is decided, and decided again
 * years later, by the table of its own day. A version or rule without `effective` is always in force. Two versions in
 * force at once are told, never chosen between. Refuses with `tables/bad-day`.
 */
export function tableInForce<Hit extends HitPolicy>(
  versions: readonly Table<Hit>[],
  day: string,
): TableInForce<Hit> {
  if (!isLocalDate(day))
    throw new DomainError<TableErrorCode>(
      'tables/bad-day',
      "A day is a text 'YYYY-MM-DD' that the calendar has.",
    );
  const found = versions.flatMap(({ effective }, index) => (holds(effective, day) ? [index] : []));
  const [version = -1] = found;
  const table = versions[version];
  if (!table) return { ok: false, code: 'tables/no-version', versions: [] };
  if (found.length > 1) return { ok: false, code: 'tables/several-versions', versions: found };
  const rules = table.rules.flatMap(({ effective }, index) =>
    holds(effective, day) ? [index] : [],
  );
  if (rules.length === table.rules.length) return { ok: true, table, version, rules };
  const kept = rules.flatMap((index) => table.rules[index] ?? []);
  return { ok: true, table: { ...table, rules: kept }, version, rules };
}

/** Days as texts are in the order of time. */
function holds(effective: Effective | undefined, day: string): boolean {
  const { from = day, until } = effective ?? {};
  return from <= day && (until === undefined || day < until);
}
