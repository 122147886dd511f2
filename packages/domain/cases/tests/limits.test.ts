import { dateOf, dayNumber, workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import {
  checkLimits,
  compareLimits,
  type LimitData,
  type LimitIssueCode,
  type LimitRow,
  limitsFor,
  limitTable,
  movedLimits,
} from '@civigrid/cases/limits';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedLimits } from './fixtures/published-limits.ts';

const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const noon = at('2026-03-02 12:00');
const table = limitTable(publishedLimits);
const wholeOf = (jurisdiction: string, category: string, when: number = noon) => {
  const answer = limitsFor(table, { jurisdiction, category, at: when });
  return answer.ok ? answer.row.limits.find(({ clock }) => clock === 'whole')?.budget : answer.why;
};

describe('published limits', () => {
  test('the same subclass has another limit in another city', () => {
    expect(wholeOf('city', 'event.waste.exposed')).toEqual({ value: 4, unit: 'workHour' });
    expect(wholeOf('jiyuan', 'event.waste.exposed')).toEqual({ value: 1, unit: 'workHour' });
  });

  test('illegal building is ended in three stages, each with its limit and its closing state', () => {
    const answer = limitsFor(table, {
      jurisdiction: 'city',
      category: 'event.building.illegal.roof',
      at: noon,
    });
    expect(answer).toMatchObject({
      ok: true,
      version: '1',
      source: 'renrendoc 191493937',
      category: 'event.building.illegal',
      row: {
        limits: [
          { stage: 1, name: 'stopWork', budget: { value: 4, unit: 'workHour' } },
          { stage: 2, name: 'fine', budget: { value: 7, unit: 'workDay' } },
          { stage: 3, name: 'demolish', budget: { value: 20, unit: 'workDay' } },
        ],
        units: ['enforcement', 'police', 'street'],
      },
    });
  });

  test('a condition that holds only after eight does so to the minute', () => {
    expect(wholeOf('city', 'event.road.dirty', at('2026-03-02 07:59'))).toBe('notInForce');
    expect(wholeOf('city', 'event.road.dirty', at('2026-03-02 08:00'))).toEqual({
      value: 2,
      unit: 'workHour',
    });
  });

  test('a district follows its city, and its own code lies under one of the city', () => {
    expect(wholeOf('city.north', 'X17')).toEqual({ value: 4, unit: 'workHour' });
    expect(wholeOf('city.north', 'X17.3')).toEqual({ value: 4, unit: 'workHour' });
    expect(wholeOf('city', 'X17')).toBe('noRow');
  });

  test('a code is a way of parts: 01.1 does not hold 01.10', () => {
    expect(wholeOf('city', 'event.greenhouse')).toBe('noRow');
    expect(wholeOf('city', 'event.green.house')).toEqual({ value: 5, unit: 'workDay' });
  });

  test('where nobody gives a limit the answer says why', () => {
    expect(wholeOf('moon', 'event.green')).toBe('unknownJurisdiction');
    expect(wholeOf('__proto__', 'constructor')).toBe('unknownJurisdiction');
    expect(wholeOf('city', '__proto__')).toBe('noRow');
    expect(wholeOf('city', 'event.green', at('2019-12-31 23:59'))).toBe('notInForce');
  });
});

const row: LimitRow = {
  jurisdiction: 'a',
  category: '01',
  from: '2026-01-01',
  version: '1',
  source: 'test',
  limits: [{ clock: 'whole', budget: { value: 4, unit: 'workHour' } }],
};

describe('what is wrong with a table', () => {
  const codes = (...rows: readonly unknown[]) =>
    checkLimits({ rows } as LimitData).map(({ code, index, other }) =>
      [code, index, other].filter((part) => part !== undefined),
    );
  const stage = (number: number, value = 1) => ({
    clock: 'stage',
    stage: number,
    name: `s${number}`,
    budget: { value, unit: 'workDay' },
  });

  test('each row is told with its place', () => {
    const wrong: readonly [LimitIssueCode, unknown][] = [
      ['limit-not-a-row', null],
      ['limit-bad-code', { ...row, category: '01..2' }],
      ['limit-no-source', { ...row, source: '' }],
      ['limit-bad-day', { ...row, from: '2026-02-30' }],
      ['limit-inverted-days', { ...row, to: '2025-12-31' }],
      ['limit-bad-hours', { ...row, hours: { from: '08:00', to: '08:00' } }],
      ['limit-none', { ...row, limits: [] }],
      ['limit-unknown-clock', { ...row, limits: [{ ...row.limits[0], clock: 'handle' }] }],
      ['limit-unknown-unit', { ...row, limits: [{ clock: 'sign', budget: { value: 1 } }] }],
      [
        'limit-bad-budget',
        { ...row, limits: [{ clock: 'sign', budget: { value: 1.5, unit: 'workDay' } }] },
      ],
      ['limit-clock-twice', { ...row, limits: [...row.limits, ...row.limits] }],
      ['limit-clock-twice', { ...row, limits: [stage(1), stage(1)] }],
      ['limit-bad-stage', { ...row, limits: [{ ...stage(1), name: '' }] }],
      ['limit-stage-gap', { ...row, limits: [stage(1), stage(3)] }],
      [
        'limit-stages-exceed-whole',
        {
          ...row,
          limits: [
            stage(1, 3),
            stage(2, 3),
            { clock: 'whole', budget: { value: 5, unit: 'workDay' } },
          ],
        },
      ],
    ];
    for (const [code, each] of wrong) expect(codes(row, each), code).toEqual([[code, 1]]);
  });

  test('two rows in force on one day overlap, unless their hours keep them apart', () => {
    expect(codes(row, { ...row, from: '2026-06-01' })).toEqual([['limit-overlap', 1, 0]]);
    expect(codes({ ...row, to: '2026-05-31' }, { ...row, from: '2026-06-01' })).toEqual([]);
    const night = { from: '20:00', to: '08:00' };
    expect(
      codes({ ...row, hours: night }, { ...row, hours: { from: '08:00', to: '20:00' } }),
    ).toEqual([]);
    expect(codes({ ...row, hours: night }, { ...row, hours: { to: '00:01' } })).toEqual([
      ['limit-overlap', 1, 0],
    ]);
  });

  test('jurisdictions and local codes that lead back to themselves are told', () => {
    const found = (data: Partial<LimitData>) => checkLimits({ rows: [row], ...data });
    expect(
      found({
        jurisdictions: [
          { code: 'a', under: 'b' },
          { code: 'b', under: 'a' },
        ],
      }).map(({ code }) => code),
    ).toEqual(['limits-jurisdiction-cycle', 'limits-jurisdiction-cycle']);
    expect(
      found({ localCodes: [{ jurisdiction: 'a', code: 'X', under: 'X.1' }] }).map((e) => e.code),
    ).toEqual(['limits-local-code-cycle']);
    expect(found({ zone: 'Mars' }).map(({ code }) => code)).toEqual(['limits-unknown-zone']);
    expect(checkLimits(null as unknown as LimitData)).toEqual([
      { code: 'limits-not-a-table', path: '/rows' },
    ]);
  });

  test('such a table is refused with all its issues', () => {
    let caught: unknown;
    try {
      limitTable({ rows: [row, row] });
    } catch (error) {
      caught = error;
    }
    expect(isDomainError(caught, 'cases/invalid-limits') && caught.details).toEqual({
      issues: [{ code: 'limit-overlap', index: 1, other: 0, path: '' }],
    });
  });
});

const aDay = fc.integer({ min: 0, max: 30 });
const day = (offset: number) => dateOf((dayNumber('2026-01-01') as number) + offset);
const code = fc.constantFrom('01', '01.1', '01.10', '01.1.2', '02', '__proto__', 'X', 'X.1');
const place = fc.constantFrom('a', 'b', 'c', 'constructor');
const anyRow = fc
  .record({
    jurisdiction: place,
    category: code,
    first: aDay,
    length: aDay,
    hours: fc.constantFrom(undefined, { from: '08:00' }, { from: '20:00', to: '06:00' }),
    value: fc.integer({ min: 1, max: 9 }),
  })
  .map(
    ({ first, length, hours, value, ...key }): LimitRow => ({
      ...key,
      from: day(first),
      to: day(first + length),
      version: '1',
      source: 'chance',
      ...(hours === undefined ? {} : { hours }),
      limits: [{ clock: 'whole', budget: { value, unit: 'workHour' } }],
    }),
  );

test('the table answers as a look through all rows does', () => {
  const seen = { found: 0, none: 0 };
  fc.assert(
    fc.property(
      fc.array(anyRow, { minLength: 10, maxLength: 40 }),
      fc.array(fc.record({ place, code, offset: aDay, hour: fc.nat(23) }), {
        minLength: 5,
        maxLength: 20,
      }),
      (all, questions) => {
        // Rows that overlap an earlier one are left out: the table would be refused.
        const rows: LimitRow[] = [];
        for (const each of all)
          if (checkLimits({ rows: [...rows, each] }).length === 0) rows.push(each);
        const data: LimitData = {
          rows,
          jurisdictions: [
            { code: 'c', under: 'b' },
            { code: 'b', under: 'a' },
          ],
          localCodes: [
            { jurisdiction: 'b', code: 'X', under: '01.1.2' },
            { jurisdiction: 'c', code: '01.10', under: '02' },
          ],
        };
        const made = limitTable(data);
        for (const { place: jurisdiction, code: category, offset, hour } of questions) {
          const when = at(`${day(offset)} ${String(hour).padStart(2, '0')}:30`);
          const answer = limitsFor(made, { jurisdiction, category, at: when });
          const expected = looked(data, { jurisdiction, category, date: day(offset), hour });
          expect(answer.ok ? answer.index : undefined).toBe(expected);
          if (answer.ok) seen.found++;
          else seen.none++;
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(seen.found).toBeGreaterThan(300);
  expect(seen.none).toBeGreaterThan(300);
});

/** The naive reading: the list of places, the list of codes, and every row looked at for each pair. */
function looked(
  { rows }: LimitData,
  ask: { jurisdiction: string; category: string; date: string; hour: number },
): number | undefined {
  const chain = ['c', 'b', 'a'];
  const start = chain.indexOf(ask.jurisdiction);
  const places = start < 0 ? [ask.jurisdiction] : chain.slice(start);
  const codes: string[] = [ask.category];
  for (let last = ask.category; ; ) {
    if (last === 'X' && places.includes('b')) last = '01.1.2';
    else if (last === '01.10' && places.includes('c')) last = '02';
    else if (last.includes('.')) last = last.split('.').slice(0, -1).join('.');
    else break;
    codes.push(last);
  }
  for (const placed of places)
    for (const each of codes) {
      const index = rows.findIndex(
        ({ jurisdiction, category, from, to = '9999', hours }) =>
          jurisdiction === placed &&
          category === each &&
          from <= ask.date &&
          ask.date <= to &&
          (hours === undefined ||
            (hours.to === undefined ? ask.hour >= 8 : ask.hour >= 20 || ask.hour < 6)),
      );
      if (index >= 0) return index;
    }
  return undefined;
}

describe('two versions of a table', () => {
  const office = workCalendar({ shifts: [['09:00', '17:00']], years: chinaCalendarYears });
  const [first, ...rest] = publishedLimits.rows;
  if (first === undefined) throw new Error('no rows');
  const newer: LimitData = {
    ...publishedLimits,
    rows: [
      { ...first, version: '2', limits: first.limits.slice(0, 2) },
      ...rest
        .filter(({ category }) => category !== 'event.green')
        .map((each) =>
          each.category === 'event.waste.exposed' && each.jurisdiction === 'city'
            ? {
                ...each,
                version: '2',
                limits: [{ clock: 'whole', budget: { value: 2, unit: 'workHour' } } as const],
              }
            : each,
        ),
      { ...row, jurisdiction: 'city', category: 'event.noise' },
    ],
  };

  test('rows that came, went and changed are told, with the limits that differ', () => {
    expect(compareLimits(publishedLimits, newer)).toEqual({
      added: [newer.rows.length - 1],
      removed: [publishedLimits.rows.findIndex(({ category }) => category === 'event.green')],
      changed: [
        {
          before: 0,
          after: 0,
          limits: [{ clock: 'stage/3', before: { value: 20, unit: 'workDay' } }],
          members: ['version'],
        },
        {
          before: 1,
          after: 1,
          limits: [
            {
              clock: 'whole',
              before: { value: 4, unit: 'workHour' },
              after: { value: 2, unit: 'workHour' },
            },
          ],
          members: ['version'],
        },
      ],
    });
    expect(compareLimits(publishedLimits, publishedLimits)).toEqual({
      added: [],
      removed: [],
      changed: [],
    });
  });

  test('open cases whose limits would move are told with both due instants', () => {
    const since = at('2026-03-02 10:00');
    const open = (name: string, category: string, clock = 'whole') => ({
      case: name,
      jurisdiction: 'city',
      category,
      at: since,
      clocks: [{ clock, since }],
    });
    expect(
      movedLimits(
        table,
        limitTable(newer),
        [
          open('waste', 'event.waste.exposed.bag'),
          open('rubble', 'event.waste.rubble'),
          open('green', 'event.green'),
          open('roof', 'event.building.illegal', 'stage/3'),
          open('fine', 'event.building.illegal', 'stage/2'),
        ],
        office,
      ),
    ).toEqual([
      {
        case: 'waste',
        clock: 'whole',
        before: {
          budget: { value: 4, unit: 'workHour' },
          due: { ok: true, at: at('2026-03-02 14:00') },
        },
        after: {
          budget: { value: 2, unit: 'workHour' },
          due: { ok: true, at: at('2026-03-02 12:00') },
        },
      },
      {
        case: 'green',
        clock: 'whole',
        before: {
          budget: { value: 5, unit: 'workDay' },
          due: { ok: true, at: at('2026-03-09 17:00') },
        },
      },
      {
        case: 'roof',
        clock: 'stage/3',
        before: {
          budget: { value: 20, unit: 'workDay' },
          due: { ok: true, at: at('2026-03-30 17:00') },
        },
      },
    ]);
  });
});
