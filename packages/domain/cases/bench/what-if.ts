import { workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import type { Budget } from '@civigrid/cases';
import type { CaseRow } from '@civigrid/cases/statistics';
import { type CellShare, type WhatIf, whatIf } from '@civigrid/cases/what-if';
import { compileTable } from '@civigrid/tables';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import { redivision, routingTable, yearRows } from './what-if-town.ts';

const rules = 2_000;

const calendar = workCalendar({
  shifts: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
  years: chinaCalendarYears,
});
const tables = [
  compileTable(routingTable(rules)),
  compileTable(routingTable(rules, true)),
] as const;
const division = redivision();

interface Naive {
  handedOver: number;
  lateBefore: number;
  lateAfter: number;
}

/** Row by row, everything asked anew: the table by a fresh input, the limit of the whole case by the calendar. */
function naive(cases: readonly CaseRow[]): Naive {
  const sum: Naive = { handedOver: 0, lateBefore: 0, lateAfter: 0 };
  const parts = new Map<string, CellShare[]>();
  for (const each of division) parts.set(each.from, [...(parts.get(each.from) ?? []), each]);
  const said = (side: 0 | 1, { category, source, severity, at }: CaseRow, grid: string) =>
    tables[side].decide({ category, source, severity, at, grid })?.outcome as {
      readonly lead: string;
      readonly limit: Budget;
    };
  const isLate = ({ at, closedAt }: CaseRow, limit: Budget) => {
    const due = calendar.add(at, limit);
    return closedAt !== undefined && due.ok && due.at < closedAt;
  };
  for (const row of cases) {
    const was = said(0, row, row.grid ?? '');
    for (const { to, share } of parts.get(row.grid ?? '') ?? []) {
      const is = said(1, row, to);
      if (was.lead !== is.lead) sum.handedOver += share;
      if (isLate(row, was.limit)) sum.lateBefore += share;
      if (isLate(row, is.limit)) sum.lateAfter += share;
    }
  }
  return sum;
}

/** What a replay under a changed table and division costs, beside the plain reading. */
export interface WhatIfBench {
  readonly cases: number;
  readonly rules: number;
  readonly ms: number;
  readonly naiveMs: number;
  readonly naive: string;
  readonly equal: boolean;
  readonly handedOver: number | undefined;
  readonly newlyLate: number | undefined;
  readonly units: number | undefined;
  readonly cells: number | undefined;
  readonly failures: number | undefined;
}

/** Replays rows, in turn with the plain reading; what both tell is compared. */
export function whatIfBench({ quick }: { readonly quick: boolean }): WhatIfBench {
  const count = quick ? 50_000 : 1_000_000;
  const rounds = quick ? 2 : 3;
  const cases = yearRows(count);
  let result: WhatIf | undefined;
  let plain: Naive | undefined;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    ours.push(
      milliseconds(() => {
        result = whatIf({
          cases,
          before: { table: tables[0], calendar },
          after: { table: tables[1], calendar, division },
        });
      }),
    );
    globalThis.gc?.();
    theirs.push(
      milliseconds(() => {
        plain = naive(cases);
      }),
    );
  }
  const whole = result?.clocks.find(({ clock }) => clock === 'whole');
  const near = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && Math.abs(a - b) < 1e-3;
  return {
    cases: count,
    rules,
    ms: Math.round(median(ours)),
    naiveMs: Math.round(median(theirs)),
    naive: 'who leads and the whole-case limit only, no groups',
    equal:
      near(result?.handedOver, plain?.handedOver) &&
      near(whole?.lateBefore, plain?.lateBefore) &&
      near(whole?.lateAfter, plain?.lateAfter),
    handedOver: result?.handedOver,
    newlyLate: whole?.newlyLate,
    units: result?.byUnit.length,
    cells: result?.byGrid.length,
    failures: result?.failures.length,
  };
}
