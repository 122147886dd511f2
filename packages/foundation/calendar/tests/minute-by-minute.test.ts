import {
  type CalendarDay,
  dayNumber,
  type Shift,
  type Timetable,
  workCalendar,
} from '@civigrid/calendar';
import { chinaHolidayNotices } from '@civigrid/calendar/china';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDate, type Office, plainOffice, timetableFor, weekdayOfDate } from './plain-office.ts';

const places: readonly (readonly [string, readonly Shift[]])[] = [
  [
    'Asia/Shanghai',
    [
      ['08:30', '12:00'],
      ['14:00', '17:30'],
    ],
  ],
  [
    '+05:45',
    [
      ['00:00', '06:00'],
      ['06:00', '06:01'],
      ['22:00', '24:00'],
    ],
  ],
  ['UTC', [['09:00', '17:00']]],
  [
    'Asia/Kathmandu',
    [
      ['10:00', '16:00'],
      ['16:30', '23:59'],
    ],
  ],
  ['America/New_York', [['00:00', '24:00']]],
  [
    'Asia/Shanghai',
    [
      ['08:00', '12:00'],
      ['22:00', '06:00'],
    ],
  ],
  [
    'America/New_York',
    [
      ['12:00', '13:00'],
      ['18:30', '12:00'],
    ],
  ],
  [
    'Europe/London',
    [
      ['00:30', '01:30'],
      ['01:45', '10:00'],
    ],
  ],
];
const years: Office['years'] = Object.fromEntries(
  chinaHolidayNotices.map(({ year, days }) => [year, days]),
);
// Make-up days on which European and American clocks are moved, so that these days are worked.
const withMoves: Office['years'] = {
  ...years,
  2026: [
    ...(years[2026] ?? []),
    { date: '2026-03-08', kind: 'work' },
    { date: '2026-11-01', kind: 'work' },
    { date: '2026-03-29', kind: 'work' },
    { date: '2026-10-25', kind: 'work' },
  ],
};
/** Every make-up workday is worked like a Monday, and those of October like a Friday. */
const withHoursOfOthers: Office['years'] = Object.fromEntries(
  Object.entries(withMoves).map(([year, days]) => [
    year,
    days.map((row): CalendarDay => {
      const as = row.date.slice(5, 7) === '10' ? 5 : 1;
      return row.kind === 'work' ? { ...row, as } : row;
    }),
  ]),
);

const offices: readonly (readonly [what: string, Office])[] = [
  ...places.map(([zone, shifts]): readonly [string, Office] => [
    `${zone} with ${JSON.stringify(shifts)}`,
    { zone, timetables: [{ shifts }], weekends: [6, 7], years: withMoves },
  ]),
  [
    'Beijing with summer hours',
    {
      zone: 'Asia/Shanghai',
      timetables: [
        {
          shifts: [
            ['08:30', '12:00'],
            ['14:30', '18:00'],
          ],
          from: '05-01',
          to: '09-30',
        },
        {
          shifts: [
            ['08:30', '12:00'],
            ['14:00', '17:30'],
          ],
        },
      ],
      weekends: [6, 7],
      years: withHoursOfOthers,
    },
  ],
  [
    'Kathmandu, six days a week, a short Friday and a short winter over the turn of the year',
    {
      zone: 'Asia/Kathmandu',
      timetables: [
        { shifts: [['10:00', '15:00']], weekdays: [5] },
        { shifts: [['10:00', '16:00']], from: '11-16', to: '02-29' },
        {
          shifts: [
            ['09:30', '13:00'],
            ['13:30', '17:00'],
          ],
        },
      ],
      weekends: [6],
      years: withHoursOfOthers,
    },
  ],
  [
    'New York, every day of the week, other nights in summer and none at weekends',
    {
      zone: 'America/New_York',
      timetables: [
        { shifts: [['07:00', '12:00']], weekdays: [6, 7] },
        { shifts: [['18:00', '07:00']], from: '06-01', to: '08-31' },
        {
          shifts: [
            ['08:00', '12:00'],
            ['22:00', '04:00'],
          ],
        },
      ],
      weekends: [],
      years: withHoursOfOthers,
    },
  ],
  [
    'London, nights that end when the next day begins, from October to March and otherwise',
    {
      zone: 'Europe/London',
      timetables: [
        {
          shifts: [
            ['06:00', '12:00'],
            ['20:00', '06:00'],
          ],
          from: '10-01',
          to: '03-31',
        },
        {
          shifts: [
            ['07:00', '11:00'],
            ['21:30', '05:30'],
          ],
        },
      ],
      weekends: [1, 4],
      years: withHoursOfOthers,
    },
  ],
  [
    'Beijing, nights on some days only, of which those at the ends of what is known are not known',
    {
      zone: 'Asia/Shanghai',
      timetables: [
        { shifts: [['22:00', '06:00']], weekdays: [4, 7] },
        { shifts: [['08:00', '24:00']], from: '12-31', to: '01-01' },
        {
          shifts: [
            ['07:00', '11:00'],
            ['20:00', '02:00'],
          ],
        },
      ],
      weekends: [6, 7],
      years: withHoursOfOthers,
    },
  ],
];

/** Instants about which there is something to get wrong, and others. */
const minute = (date: string) => (dayNumber(date) ?? 0) * 1440;
const around = (date: string) =>
  fc.integer({ min: minute(date) - 2 * 1440, max: minute(date) + 2 * 1440 });
const instants = fc
  .oneof(
    fc.integer({ min: minute('2023-12-30'), max: minute('2027-01-02') }),
    ...['2024-01-01', '2025-12-31', '2026-02-14', '2026-02-23', '2026-03-08'].map(around),
    ...['2026-03-29', '2026-05-09', '2026-10-25', '2026-11-01', '2026-12-30'].map(around),
    // where seasons change, in years with and without a 29 February
    ...['2024-02-29', '2025-02-28', '2025-05-01', '2026-06-01', '2026-08-31'].map(around),
    ...['2024-09-30', '2025-04-01', '2025-10-01', '2025-11-16', '2026-01-31'].map(around),
  )
  .map((m) => m * 60_000);

describe.each(offices)('in %s', (_, office) => {
  const calendar = workCalendar({ ...office, shifts: office.timetables });
  const plain = plainOffice(office);

  test('working minutes and hours are those that a walk minute by minute counts', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 2_000 }), (at, value) => {
        const walked = plain.addWork(at, value, 60_000);
        expect(calendar.add(at, { value, unit: 'workMinute' })).toEqual(walked);
        expect(calendar.add(at, { value: value / 60, unit: 'workHour' })).toEqual(walked);
      }),
      { numRuns: 100 },
    );
  });

  test('seconds are those that a walk second by second counts', () => {
    const seconds = fc.tuple(instants, fc.integer({ min: 0, max: 59 }));
    fc.assert(
      fc.property(seconds, fc.integer({ min: 0, max: 90 }), ([at, second], value) => {
        const from = at + second * 1000;
        expect(calendar.add(from, { value, unit: 'workMinute' })).toEqual(
          plain.addWork(from, value * 60, 1000),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('working days are those that the walk counts', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 6 }), (at, value) => {
        expect(calendar.add(at, { value, unit: 'workDay' })).toEqual(plain.addDays(at, value));
      }),
      { numRuns: 50 },
    );
  });

  test('the time between two instants is what the walk counts, and adding it leads back', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 15_000 }), (from, length) => {
        const to = from + length * 60_000;
        const found = calendar.between(from, to);
        expect(found).toEqual(plain.between(from, to));
        if (!found.ok) return;
        const due = calendar.add(from, { value: found.minutes, unit: 'workMinute' });
        expect(due.ok && due.at <= to && calendar.between(due.at, to)).toEqual({
          ok: true,
          minutes: 0,
        });
      }),
      { numRuns: 60 },
    );
  });

  test('open and next open agree with the walk', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const now = plain.state(at);
        expect(calendar.isOpen(at)).toEqual(now.ok ? { ok: true, open: now.open } : now);
        const next = calendar.nextOpen(at);
        const walked = plain.addWork(at, 1, 60_000);
        expect(next).toEqual(walked.ok ? { ok: true, at: walked.at - 60_000 } : walked);
      }),
      { numRuns: 100 },
    );
  });

  test('every day of every year is worked by the shifts that a person reads off', () => {
    for (let date = '2024-01-01'; date < '2027'; date = nextDate(date, 1))
      expect([date, calendar.shiftsOn(date)]).toEqual([
        date,
        { ok: true, shifts: plain.shiftsOn(date) },
      ]);
  });
});

test('the shifts of every workday are one timetable without a season', () => {
  const [, shifts] = places[0] ?? ['', []];
  const [bare, table] = [shifts, [{ shifts }]].map((either) =>
    workCalendar({ shifts: either, years: withMoves }),
  );
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 9_000 }), (at, value) => {
      for (const unit of ['workMinute', 'workDay'] as const)
        expect(bare?.add(at, { value, unit })).toEqual(table?.add(at, { value, unit }));
    }),
  );
});

const monthDay = fc
  .integer({ min: 0, max: 365 })
  .map((day) => nextDate('2024-01-01', day).slice(5));
const weekdays = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
const someShifts = fc.constantFrom<readonly Shift[]>(
  [['08:30', '17:30']],
  [
    ['06:00', '12:00'],
    ['22:00', '24:00'],
  ],
  [['20:00', '06:00']],
  [
    ['05:00', '09:00'],
    ['23:00', '05:00'],
  ],
  [['00:00', '24:00']],
);
const someTimetable = fc
  .record(
    {
      shifts: someShifts,
      season: fc.tuple(monthDay, monthDay),
      weekdays,
    },
    { requiredKeys: ['shifts'] },
  )
  .map(({ season, ...rest }): Timetable => {
    return season ? { ...rest, from: season[0], to: season[1] } : rest;
  });
const someOffice = fc.record({
  zone: fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu', 'America/New_York'),
  timetables: fc
    .tuple(fc.array(someTimetable, { maxLength: 3 }), fc.option(someShifts, { freq: 8 }))
    .filter(([seasons, general]) => seasons.length > 0 || general !== null)
    .map(([seasons, general]) => (general ? [...seasons, { shifts: general }] : seasons)),
  weekends: fc.oneof(fc.constant([6, 7]), fc.subarray([1, 2, 3, 4, 5, 6, 7])),
  years: fc
    .uniqueArray(
      fc.record({
        day: fc.integer({ min: 0, max: 364 }),
        kind: fc.constantFrom('off', 'work', 'as'),
        as: fc.integer({ min: 1, max: 7 }),
      }),
      { selector: ({ day }) => day, maxLength: 20 },
    )
    .map((days) => ({
      2025: [],
      2026: days.map(({ day, kind, as }): CalendarDay => {
        const date = nextDate('2026-01-01', day);
        return kind === 'as' ? { date, kind: 'work', as } : { date, kind };
      }),
    })),
});

/** The dates from one to before another, each with its weekday. */
function dates(
  first: string,
  until: string,
): readonly (readonly [date: string, weekday: number])[] {
  const found: (readonly [string, number])[] = [];
  for (let date = first; date < until; date = nextDate(date, 1))
    found.push([date, weekdayOfDate(date)]);
  return found;
}
/** In them every day of the year falls on every weekday. */
const round = dates('2001-01-01', '2029-01-02');
const noticedRound = dates('2025-12-31', '2027-01-02');

/** Everything that a person who goes through all dates of 28 years finds wrong. */
function faults({ timetables, weekends, years }: Office): ReadonlySet<string> {
  const rows = new Map(Object.values(years).flatMap((all) => all.map((row) => [row.date, row])));
  const found = new Set<string>();
  const used = new Set<Timetable>();
  const go = (all: typeof round, noticed: boolean) => {
    let night: string | undefined;
    for (const [date, weekday] of all) {
      const row = noticed ? rows.get(date) : undefined;
      const own = timetableFor(timetables, date, weekday);
      if (own) used.add(own);
      const isWorked = row ? row.kind === 'work' : !weekends.includes(weekday);
      const held = row?.as ? timetableFor(timetables, date, row.as) : own;
      if (isWorked && !held) found.add('calendar/no-timetable');
      const shifts = isWorked ? held?.shifts : undefined;
      const begins = shifts?.[0]?.[0];
      if (night && begins && begins < night) found.add('calendar/bad-shift');
      night = shifts?.find(([from, to]) => to < from)?.[1];
    }
  };
  go(round, false);
  go(noticedRound, true);
  if (used.size < timetables.length) found.add('calendar/bad-timetable');
  return found;
}

test('any office at all is refused for a fault that it has, or counted as the walk counts', () => {
  const seen = { refused: 0, counted: 0 };
  fc.assert(
    fc.property(someOffice, fc.array(fc.nat(2 * 365 * 1440), { minLength: 20 }), (office, ats) => {
      const wrong = faults(office);
      try {
        const calendar = workCalendar({ ...office, shifts: office.timetables });
        expect([...wrong]).toEqual([]);
        seen.counted++;
        const plain = plainOffice(office);
        for (const m of ats) {
          const at = (minute('2025-01-01') + m) * 60_000;
          const now = plain.state(at);
          expect(calendar.isOpen(at)).toEqual(now.ok ? { ok: true, open: now.open } : now);
        }
        const from = (minute('2025-01-01') + (ats[0] ?? 0)) * 60_000;
        const to = from + 3 * 86_400_000;
        expect(calendar.between(from, to)).toEqual(plain.between(from, to));
        if (office.weekends.length < 6)
          expect(calendar.add(from, { value: 2, unit: 'workDay' })).toEqual(plain.addDays(from, 2));
      } catch (error) {
        if (!isDomainError(error)) throw error;
        expect([...wrong]).toContain(error.code);
        seen.refused++;
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(seen.refused, seen.counted)).toBeGreaterThan(10);
}, 60_000);
