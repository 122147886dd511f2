import { workCalendar } from '@civigrid/calendar';
import type { Budget } from '@civigrid/cases';
import type { CaseRow } from '@civigrid/cases/statistics';
import { type CellShare, type WhatIfSide, whatIf } from '@civigrid/cases/what-if';
import { caseId, gridCode } from '@civigrid/kernel';
import { compileTable, type Rule } from '@civigrid/tables';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hour, monday9, plainTime } from './town.ts';

const cells = ['LS.01', 'LS.02', 'LS.03', '__proto__'];
const categories = ['waste.bin', 'waste.heap', 'lane', 'constructor'];
const leads = ['gridLeader', 'police', '__proto__'];

const limit = fc.option(
  fc.record({ value: fc.integer({ min: 1, max: 9 }), unit: fc.constantFrom('hour', 'workDay') }),
  { nil: undefined },
);
const rule: fc.Arbitrary<Rule> = fc
  .record({
    category: fc.option(fc.constantFrom('waste', ...categories), { nil: undefined }),
    grid: fc.option(fc.constantFrom('LS', ...cells), { nil: undefined }),
    source: fc.option(fc.constantFrom('patrol', 'hotline'), { nil: undefined }),
    lead: fc.option(fc.constantFrom(...leads), { nil: undefined, freq: 9 }),
    limit,
    sign: limit,
  })
  .map(({ category, grid, source, lead, limit: whole, sign }) => ({
    when: {
      ...(category === undefined ? {} : { category: { within: [category] } }),
      ...(grid === undefined ? {} : { grid: { within: [grid] } }),
      ...(source === undefined ? {} : { source: { is: [source] } }),
    },
    then: {
      ...(lead === undefined ? {} : { lead }),
      ...(whole === undefined ? {} : { limit: whole }),
      ...(sign === undefined ? {} : { sign }),
    },
  }));
const table = fc
  .record({
    hit: fc.constantFrom('first', 'unique', 'collect'),
    rules: fc.array(rule, { maxLength: 5 }),
  })
  .map(({ hit, rules }) => ({
    hit,
    inputs: [
      { name: 'category', type: 'tree' },
      { name: 'grid', type: 'tree' },
      { name: 'source', type: 'text' },
    ],
    outputs: [{ name: 'lead' }, { name: 'limit' }, { name: 'sign' }],
    rules,
  }));
const division: fc.Arbitrary<readonly CellShare[] | undefined> = fc.option(
  fc
    .uniqueArray(fc.constantFrom(...cells), { minLength: 1 })
    .chain((from) =>
      fc.tuple(
        ...from.map((cell) =>
          fc
            .uniqueArray(fc.constantFrom('LS.01', 'LS.07', '__proto__'), {
              minLength: 1,
              maxLength: 2,
            })
            .map((to) =>
              to.map((each, i) => ({
                from: gridCode(cell),
                to: gridCode(each),
                share: to.length === 1 ? 1 : i === 0 ? 0.25 : 0.75,
              })),
            ),
        ),
      ),
    )
    .map((lists) => lists.flat()),
  { nil: undefined },
);
const side = fc
  .record({
    table,
    division,
    limits: fc.option(
      fc.constant([{ category: 'waste', whole: { value: 3, unit: 'hour' } as const }]),
      {
        nil: [],
      },
    ),
  })
  .map(
    ({ table: source, division: cut, limits }): WhatIfSide => ({
      table: compileTable(source),
      calendar: plainTime,
      limits,
      ...(cut === undefined ? {} : { division: cut }),
    }),
  );
const row = fc
  .record({
    category: fc.constantFrom(...categories),
    grid: fc.option(fc.constantFrom(...cells), { nil: undefined }),
    source: fc.constantFrom('patrol', 'hotline', 'device'),
    at: fc.integer({ min: 0, max: 200 }),
    dispatched: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    signed: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    closed: fc.option(fc.integer({ min: -1, max: 300 }), { nil: undefined }),
    paused: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined, freq: 4 }),
  })
  .map(
    ({ category, grid, source, at, dispatched, signed, closed, paused }): Omit<CaseRow, 'case'> => {
      const since = monday9 + at * hour;
      const dispatchedAt = since + (dispatched ?? 0) * hour;
      return {
        category,
        source,
        at: since,
        ...(grid === undefined ? {} : { grid: gridCode(grid) }),
        ...(dispatched === undefined ? {} : { dispatchedAt }),
        ...(dispatched === undefined || signed === undefined
          ? {}
          : { signedAt: dispatchedAt + signed * hour }),
        ...(closed === undefined ? {} : { closedAt: since + closed * hour }),
        ...(paused === undefined
          ? {}
          : { pauses: [{ from: since + hour, until: since + (1 + paused) * hour }] }),
      };
    },
  );

type Said = { readonly lead: string; readonly limit?: Budget; readonly sign?: Budget };

const dayMs = 24 * hour;

/** When a limit runs out that begins at `from`, if what began an hour after `at` was waited for so long; days are whole. */
function dueAfter(budget: Budget, from: number, at: number, wait: number): number {
  const due = plainTime.add(from, budget).at;
  // A limit that is used up when the waiting begins is over.
  if (due <= at + hour) return due;
  return due + (budget.unit === 'workDay' ? Math.ceil(wait / dayMs) * dayMs : wait);
}

/** What a world says about a row: cells with a weight, each with a lead and which clocks are late. */
function plainly(
  { table: compiled, division: cut, limits }: WhatIfSide,
  each: CaseRow,
  asOf: number,
) {
  const shares = Array.isArray(cut)
    ? each.grid === undefined
      ? [{ to: undefined, share: 1 }]
      : cut.filter(({ from }: CellShare) => from === each.grid)
    : [{ to: each.grid, share: 1 }];
  if (shares.length === 0) return 'cases/unknown-cell';
  const parts = [];
  for (const { to, share } of shares) {
    let said: Said | undefined;
    try {
      const input = { category: each.category, grid: to, source: each.source };
      const answer =
        compiled.kind === 'single'
          ? compiled.decide(input)?.outcome
          : compiled.decide(input).outcomes[0];
      said = answer as Said | undefined;
    } catch {
      return 'cases/table-conflict';
    }
    if (said !== undefined && said.lead === undefined) return 'cases/no-lead';
    const isLate = (
      budget: Budget | undefined,
      from: number | undefined,
      end: number,
      wait: number,
    ) => budget !== undefined && from !== undefined && dueAfter(budget, from, each.at, wait) < end;
    const [pause] = each.pauses ?? [];
    const stood = pause === undefined ? 0 : (pause.until ?? 0) - pause.from;
    const own = limits?.find(({ category }) => each.category.startsWith(`${category}.`));
    parts.push({
      cell: to ?? '',
      share,
      lead: said?.lead ?? '',
      sign: isLate(said?.sign, each.dispatchedAt, each.signedAt ?? asOf, 0),
      whole: isLate(own?.whole ?? said?.limit, each.at, each.closedAt ?? asOf, stood),
    });
  }
  return parts;
}

const bump = (sums: Map<string, number>, key: string, by: number) =>
  sums.set(key, (sums.get(key) ?? 0) + by);
const listed = (sums: Map<string, number>) =>
  Object.fromEntries(
    [...sums].filter(([, value]) => value !== 0).map(([key, value]) => [`of ${key}`, value]),
  );

test('a replay says of every row what each world says of it alone', () => {
  let moved = 0;
  let late = 0;
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), side, side, (list, before, after) => {
      const cases = list.map((each, i): CaseRow => ({ ...each, case: caseId(`c-${100 + i}`) }));
      const asOf = monday9 + 300 * hour;
      const failures = new Map<string, number>();
      const owners = new Map<string, number>();
      const sums = new Map<string, number>();
      for (const each of cases) {
        if ((each.closedAt ?? each.at) < each.at) {
          bump(failures, 'cases/bad-row', 1);
          continue;
        }
        const was = plainly(before, each, asOf);
        const is = plainly(after, each, asOf);
        if (typeof was === 'string') bump(failures, `${was} before`, 1);
        if (typeof is === 'string') bump(failures, `${is} after`, 1);
        if (typeof was === 'string' || typeof is === 'string') continue;
        for (const old of was)
          for (const now of is) {
            const weight = old.share * now.share;
            if (old.lead !== now.lead) bump(owners, `${old.lead} → ${now.lead}`, weight);
            bump(sums, `before unit ${old.lead}`, weight);
            bump(sums, `after unit ${now.lead}`, weight);
            bump(sums, `before cell ${old.cell}`, weight);
            bump(sums, `after cell ${now.cell}`, weight);
            for (const clock of ['sign', 'whole'] as const) {
              if (old[clock]) bump(sums, `${clock} lateBefore`, weight);
              if (now[clock]) bump(sums, `${clock} lateAfter`, weight);
              if (now[clock] && !old[clock]) bump(sums, `${clock} newlyLate`, weight);
              if (old[clock] && !now[clock]) bump(sums, `${clock} noLongerLate`, weight);
            }
            if (old.sign || old.whole) bump(sums, `late before ${each.category}`, weight);
            if (now.sign || now.whole) bump(sums, `late after ${each.category}`, weight);
          }
      }
      const result = whatIf({ cases, before, after, asOf, gridOf: (cell) => [cell] });
      const found = new Map<string, number>();
      for (const { key, before: old, after: now } of result.byUnit) {
        bump(found, `before unit ${key}`, old);
        bump(found, `after unit ${key}`, now);
      }
      for (const { key, before: old, after: now } of result.byGrid) {
        bump(found, `before cell ${key}`, old);
        bump(found, `after cell ${key}`, now);
      }
      for (const { clock, ...rest } of result.clocks)
        for (const name of ['lateBefore', 'lateAfter', 'newlyLate', 'noLongerLate'] as const)
          bump(found, `${clock} ${name}`, rest[name]);
      for (const { key, lateBefore, lateAfter } of result.byCategory)
        if (categories.includes(key)) {
          bump(found, `late before ${key}`, lateBefore);
          bump(found, `late after ${key}`, lateAfter);
        }
      expect(listed(found)).toEqual(listed(sums));
      expect(
        Object.fromEntries(
          result.owners.map(({ from, to, cases: n }) => [`of ${from} → ${to}`, n]),
        ),
      ).toEqual(listed(owners));
      expect(
        Object.fromEntries(
          result.failures.map(({ code, side: of, rows }) => [
            `of ${code}${of === undefined ? '' : ` ${of}`}`,
            rows,
          ]),
        ),
      ).toEqual(listed(failures));
      expect(
        whatIf({ cases: cases.toReversed(), before, after, asOf, gridOf: (c) => [c] }),
      ).toEqual(result);
      moved += result.handedOver;
      late += result.clocks.reduce((sum, { newlyLate }) => sum + newlyLate, 0);
    }),
    { numRuns: 500 },
  );
  expect(moved).toBeGreaterThan(100);
  expect(late).toBeGreaterThan(50);
});

describe('a change of the table', () => {
  const routing = (lead: string, days: number) =>
    compileTable({
      hit: 'first',
      inputs: [{ name: 'category', type: 'tree' }],
      outputs: [{ name: 'lead' }, { name: 'limit' }],
      rules: [
        {
          when: { category: { within: ['waste'] } },
          then: { lead, limit: { value: days, unit: 'workDay' } },
        },
      ],
    });
  const calendar = workCalendar({ shifts: [['08:30', '17:30']], years: { 2026: [] } });
  const bin = (id: string, days: number): CaseRow => ({
    case: caseId(id),
    category: 'waste.bin',
    source: 'patrol',
    grid: gridCode('LS.01.02'),
    at: monday9,
    closedAt: monday9 + days * 24 * hour,
  });

  test('another unit leads, and a shorter limit makes late what was in time', () => {
    const result = whatIf({
      cases: [bin('c-2', 3), bin('c-1', 3), bin('c-3', 1), { ...bin('c-4', 1), category: 'noise' }],
      before: { table: routing('gridLeader', 5), calendar },
      after: {
        table: routing('sanitation', 2),
        calendar,
        unitOf: (lead, cell) => `${lead}@${cell}`,
      },
    });
    expect(result.owners).toEqual([
      { from: 'gridLeader', to: 'sanitation@LS.01.02', cases: 3, example: 'c-1' },
    ]);
    expect(result.clocks[2]).toEqual({
      clock: 'whole',
      lateBefore: 0,
      lateAfter: 2,
      newlyLate: 2,
      noLongerLate: 0,
      newlyLateExample: 'c-1',
    });
    expect(result.byUnit.map(({ key, before, after }) => [key, before, after])).toEqual([
      ['', 1, 1],
      ['gridLeader', 3, 0],
      ['sanitation@LS.01.02', 0, 3],
    ]);
    expect(result.byGrid.map(({ key, lateAfter }) => [key, lateAfter])).toEqual([
      ['LS', 2],
      ['LS.01', 2],
      ['LS.01.02', 2],
    ]);
  });

  test('where no calendar knows the year nobody is called late, and it is said', () => {
    const result = whatIf({
      cases: [bin('c-1', 3)],
      before: { table: routing('gridLeader', 5), calendar },
      after: { table: routing('gridLeader', 400), calendar },
    });
    expect(result.replayed).toBe(1);
    expect(result.failures).toEqual([
      { code: 'cases/unknown-year', side: 'after', rows: 1, examples: ['c-1'] },
    ]);
  });
});
