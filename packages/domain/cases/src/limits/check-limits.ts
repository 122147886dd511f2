import { findZone, isLocalDate } from '@civigrid/calendar';
import { budgetUnits, isBudget } from '../budget.ts';
import { clockNames } from '../clock.ts';
import { isRecord, isText, type Unread } from '../unread.ts';
import { meet, minutesOf } from './limit-hours.ts';
import type { ClockLimit, LimitData, LimitRow } from './limit-row.ts';

/** What can be wrong with limits. */
export type LimitIssueCode =
  | 'limits-not-a-table'
  | 'limits-unknown-zone'
  | 'limits-jurisdiction-cycle'
  | 'limits-bad-jurisdiction'
  | 'limits-bad-local-code'
  | 'limits-local-code-cycle'
  | 'limit-not-a-row'
  | 'limit-bad-code'
  | 'limit-no-source'
  | 'limit-bad-day'
  | 'limit-inverted-days'
  | 'limit-bad-hours'
  | 'limit-none'
  | 'limit-unknown-clock'
  | 'limit-unknown-unit'
  | 'limit-bad-budget'
  | 'limit-clock-twice'
  | 'limit-bad-stage'
  | 'limit-stage-gap'
  | 'limit-stages-exceed-whole'
  | 'limit-overlap';

/** Something wrong with limits, and where. */
export interface LimitIssue {
  readonly code: LimitIssueCode;
  /** The index of the row, of the local code or of the jurisdiction; absent for the table itself. */
  readonly index?: number;
  /** The other row of an overlap. */
  readonly other?: number;
  /** Where in the row, such as `/limits/2/budget`. */
  readonly path: string;
}

type Found = readonly [code: LimitIssueCode, path: string];

/** Whether a text is a dotted code without empty parts. */
const isCode = (value: unknown): value is string => isText(value) && !value.split('.').includes('');

/** All but handling, to which a row gives stages. */
const clocks: readonly unknown[] = /* @__PURE__ */ clockNames.filter((clock) => clock !== 'handle');
const units: readonly unknown[] = budgetUnits;

function wrongBudget(budget: unknown, path: string): readonly Found[] {
  if (isBudget(budget)) return [];
  const known = isRecord(budget) && units.includes(budget['unit']);
  return [[known ? 'limit-bad-budget' : 'limit-unknown-unit', `${path}/budget`]];
}

function wrongLimits(limits: unknown): readonly Found[] {
  if (!Array.isArray(limits) || limits.length === 0) return [['limit-none', '/limits']];
  const found: Found[] = [];
  const seen = new Set<unknown>();
  const stages: number[] = [];
  for (const [index, limit] of limits.entries()) {
    const path = `/limits/${index}`;
    const { clock, budget, stage, name } = isRecord(limit) ? limit : ({} as Unread);
    if (!clocks.includes(clock)) {
      found.push(['limit-unknown-clock', `${path}/clock`]);
      continue;
    }
    found.push(...wrongBudget(budget, path));
    const key = clock === 'stage' ? stage : clock;
    if (seen.has(key)) found.push(['limit-clock-twice', path]);
    seen.add(key);
    if (clock !== 'stage') continue;
    if (Number.isInteger(stage) && Number(stage) >= 1 && isText(name)) stages.push(Number(stage));
    else found.push(['limit-bad-stage', path]);
  }
  const numbers = new Set(stages);
  for (let stage = 1; stage <= numbers.size; stage++)
    if (!numbers.has(stage)) {
      found.push(['limit-stage-gap', '/limits']);
      break;
    }
  return found.length === 0 ? exceeding(limits) : found;
}

/** Units that measure each other, and how many of the smallest one each holds. */
const measures: Readonly<Record<string, readonly [kind: string, size: number]>> = {
  minute: ['plain', 1],
  hour: ['plain', 60],
  day: ['plain', 1440],
  workMinute: ['work', 1],
  workHour: ['work', 60],
  workDay: ['days', 1],
};

/** Stages that together last longer than the whole, where one kind of time measures all of them. */
function exceeding(limits: readonly ClockLimit[]): readonly Found[] {
  const whole = limits.find(({ clock }) => clock === 'whole')?.budget;
  const stages = limits.filter(({ clock }) => clock === 'stage').map(({ budget }) => budget);
  if (whole === undefined || stages.length === 0) return [];
  const [kind, size] = measures[whole.unit] ?? ['', 1];
  let sum = 0;
  for (const { value, unit } of stages) {
    const [other, each] = measures[unit] ?? ['', 1];
    if (other !== kind) return [];
    sum += value * each;
  }
  return sum > whole.value * size ? [['limit-stages-exceed-whole', '/limits']] : [];
}

function wrongRow(row: unknown): readonly Found[] {
  if (!isRecord(row)) return [['limit-not-a-row', '']];
  const found: Found[] = [];
  const { jurisdiction, category, from, to, version, source, hours, limits } = row;
  if (!isText(jurisdiction)) found.push(['limit-bad-code', '/jurisdiction']);
  if (!isCode(category)) found.push(['limit-bad-code', '/category']);
  if (!isText(version)) found.push(['limit-no-source', '/version']);
  if (!isText(source)) found.push(['limit-no-source', '/source']);
  const badDays = Object.entries({ from, to }).filter(
    ([member, day]) => !isLocalDate(day) && !(member === 'to' && day === undefined),
  );
  for (const [member] of badDays) found.push(['limit-bad-day', `/${member}`]);
  if (badDays.length === 0 && to !== undefined && String(to) < String(from))
    found.push(['limit-inverted-days', '/to']);
  if (minutesOf(hours as LimitRow['hours']) === undefined)
    found.push(['limit-bad-hours', '/hours']);
  return [...found, ...wrongLimits(limits)];
}

/** Rows of one jurisdiction and category that are in force at the same time. */
function overlaps(rows: readonly LimitRow[], right: readonly number[]): readonly LimitIssue[] {
  const issues: LimitIssue[] = [];
  const byKey = new Map<string, number[]>();
  for (const index of right) {
    const row = rows[index] as LimitRow;
    const key = JSON.stringify([row.jurisdiction, row.category]);
    const others = byKey.get(key) ?? [];
    for (const other of others) {
      const before = rows[other] as LimitRow;
      const days =
        row.from <= (before.to ?? '9999-12-31') && before.from <= (row.to ?? '9999-12-31');
      if (days && meet(row.hours, before.hours))
        issues.push({ code: 'limit-overlap', index, other, path: '' });
    }
    byKey.set(key, [...others, index]);
  }
  return issues;
}

/** The index of every entry that leads back to itself by way of the others. */
function cycles(steps: readonly (readonly [from: string, to: string])[]): readonly number[] {
  const next = new Map(steps);
  return steps.flatMap(([from], index) => {
    let at = next.get(from);
    for (let walked = 0; at !== undefined && walked <= steps.length; walked++) {
      if (at === from) return [index];
      at = next.get(at);
    }
    return [];
  });
}

function wrongTree(data: LimitData): readonly LimitIssue[] {
  const issues: LimitIssue[] = [];
  const { jurisdictions = [], localCodes = [] } = data;
  if (!Array.isArray(jurisdictions) || !Array.isArray(localCodes))
    return [{ code: 'limits-not-a-table', path: '/jurisdictions' }];
  const seen = new Set<string>();
  for (const [index, each] of (jurisdictions as readonly unknown[]).entries()) {
    const { code, under } = isRecord(each) ? each : ({} as Unread);
    if (!isText(code) || !isText(under) || seen.has(code))
      issues.push({ code: 'limits-bad-jurisdiction', index, path: '/jurisdictions' });
    seen.add(String(code));
  }
  const local = new Set<string>();
  for (const [index, each] of (localCodes as readonly unknown[]).entries()) {
    const { jurisdiction, code, under } = isRecord(each) ? each : ({} as Unread);
    const key = JSON.stringify([jurisdiction, code]);
    if (!isText(jurisdiction) || !isCode(code) || !isCode(under) || local.has(key))
      issues.push({ code: 'limits-bad-local-code', index, path: '/localCodes' });
    local.add(key);
  }
  if (issues.length > 0) return issues;
  for (const index of cycles(jurisdictions.map(({ code, under }) => [code, under])))
    issues.push({ code: 'limits-jurisdiction-cycle', index, path: '/jurisdictions' });
  // A local code may lie under what lies below it only by being written so: its own parts lead upwards.
  for (const [index, { code, under }] of localCodes.entries())
    if (code === under || under.startsWith(`${code}.`))
      issues.push({ code: 'limits-local-code-cycle', index, path: '/localCodes' });
  const byPlace = localCodes.map(
    ({ jurisdiction, code, under }) =>
      [JSON.stringify([jurisdiction, code]), JSON.stringify([jurisdiction, under])] as const,
  );
  for (const index of cycles(byPlace))
    if (!issues.some((each) => each.index === index && each.path === '/localCodes'))
      issues.push({ code: 'limits-local-code-cycle', index, path: '/localCodes' });
  return issues;
}

/** Everything that is wrong with limits, by row; never throws. */
export function checkLimits(data: LimitData): readonly LimitIssue[] {
  if (!isRecord(data) || !Array.isArray(data.rows))
    return [{ code: 'limits-not-a-table', path: '/rows' }];
  const issues: LimitIssue[] = [];
  const { zone = 'Asia/Shanghai', rows } = data as LimitData;
  if (typeof zone !== 'string' || findZone(zone) === undefined)
    issues.push({ code: 'limits-unknown-zone', path: '/zone' });
  issues.push(...wrongTree(data as LimitData));
  const right: number[] = [];
  for (const [index, row] of rows.entries()) {
    const found = wrongRow(row);
    issues.push(...found.map(([code, path]) => ({ code, index, path })));
    if (found.length === 0) right.push(index);
  }
  return [...issues, ...overlaps(rows, right)];
}
