import { type CalendarYears, workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import { isDomainError } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';

const shifts = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
] as const;
const calendar = workCalendar({ zone: 'Asia/Shanghai', shifts, years: chinaCalendarYears });
const beijing = (text: string) => Date.parse(`${text}+08:00`);
const due = (text: string) => ({ ok: true, at: beijing(text) });

test('four working hours run from the morning over the lunch break', () => {
  expect(calendar.add(beijing('2026-03-02T09:00'), { value: 4, unit: 'workHour' })).toEqual(
    due('2026-03-02T15:00'),
  );
});

test('a limit that is used up when a shift ends is due then, not at the next opening', () => {
  expect(calendar.add(beijing('2026-03-02T09:00'), { value: 3, unit: 'workHour' })).toEqual(
    due('2026-03-02T12:00'),
  );
  expect(calendar.add(beijing('2026-03-02T08:30'), { value: 7, unit: 'workHour' })).toEqual(
    due('2026-03-02T17:30'),
  );
});

test('seconds are kept', () => {
  expect(calendar.add(beijing('2026-03-02T10:00:30'), { value: 60, unit: 'workMinute' })).toEqual(
    due('2026-03-02T11:00:30'),
  );
});

test('a limit of nothing is due at once, day or night, whatever is known of the year', () => {
  for (const unit of ['minute', 'hour', 'day', 'workMinute', 'workHour', 'workDay'] as const)
    for (const at of [beijing('2026-03-02T12:30'), beijing('2027-05-01T03:00')])
      expect(calendar.add(at, { value: 0, unit })).toEqual({ ok: true, at });
});

test('the first day of a limit in working days is not counted, and the last ends with the last shift', () => {
  const oneDay = { value: 1, unit: 'workDay' } as const;
  expect(calendar.add(beijing('2026-03-02T00:00'), oneDay)).toEqual(due('2026-03-03T17:30'));
  expect(calendar.add(beijing('2026-03-02T23:59'), oneDay)).toEqual(due('2026-03-03T17:30'));
  expect(calendar.add(beijing('2026-03-06T09:00'), oneDay)).toEqual(due('2026-03-09T17:30'));
});

test('Spring Festival stands still and the make-up Saturday before it is worked', () => {
  expect(calendar.add(beijing('2026-02-13T16:30'), { value: 2, unit: 'workHour' })).toEqual(
    due('2026-02-14T09:30'),
  );
  expect(calendar.add(beijing('2026-02-14T16:30'), { value: 2, unit: 'workHour' })).toEqual(
    due('2026-02-24T09:30'),
  );
  expect(calendar.add(beijing('2026-02-13T09:00'), { value: 2, unit: 'workDay' })).toEqual(
    due('2026-02-24T17:30'),
  );
});

test('plain time runs through the night, holidays and years without data', () => {
  expect(calendar.add(beijing('2026-12-31T23:00'), { value: 2, unit: 'hour' })).toEqual(
    due('2027-01-01T01:00'),
  );
  expect(calendar.add(beijing('2040-01-01T00:00'), { value: 1.5, unit: 'day' })).toEqual(
    due('2040-01-02T12:00'),
  );
});

test('a year without data is told, never guessed', () => {
  const missing = { ok: false, code: 'calendar/unknown-year', year: 2027 };
  const evening = beijing('2026-12-31T17:00');
  expect(calendar.add(evening, { value: 30, unit: 'workMinute' })).toEqual(due('2026-12-31T17:30'));
  expect(calendar.add(evening, { value: 31, unit: 'workMinute' })).toEqual(missing);
  expect(calendar.add(evening, { value: 1, unit: 'workDay' })).toEqual(missing);
  expect(calendar.between(evening, beijing('2027-01-01T00:00:01'))).toEqual(missing);
  expect(calendar.isOpen(beijing('2027-01-04T09:00'))).toEqual(missing);
  expect(calendar.nextOpen(beijing('2026-12-31T17:30'))).toEqual(missing);
  expect(calendar.dayKind('2027-01-01')).toEqual(missing);
  expect(calendar.between(beijing('2023-12-31T23:00'), beijing('2024-01-05T00:00'))).toEqual({
    ...missing,
    year: 2023,
  });
});

test('an end that is the first instant of an unknown year does not need that year', () => {
  expect(calendar.between(beijing('2026-12-31T17:00'), beijing('2027-01-01T00:00'))).toEqual({
    ok: true,
    minutes: 30,
  });
  const night = workCalendar({ shifts: [['20:00', '24:00']], years: chinaCalendarYears });
  expect(night.add(beijing('2026-12-31T20:00'), { value: 4, unit: 'workHour' })).toEqual(
    due('2027-01-01T00:00'),
  );
  expect(night.add(beijing('2026-12-30T20:00'), { value: 1, unit: 'workDay' })).toEqual(
    due('2027-01-01T00:00'),
  );
});

test('a hole between known years is told as well', () => {
  const holed = workCalendar({ shifts, years: { 2024: [], 2026: [] } });
  expect(holed.between(beijing('2024-12-01T00:00'), beijing('2026-02-01T00:00'))).toEqual({
    ok: false,
    code: 'calendar/unknown-year',
    year: 2025,
  });
});

test('a notice may set days of the December before, without making that year known', () => {
  const years = { 2026: [], 2027: [{ date: '2026-12-31', kind: 'off', name: '元旦' }] } as const;
  const two = workCalendar({ shifts, years });
  expect(two.dayKind('2026-12-31')).toEqual({
    ok: true,
    kind: 'off',
    working: false,
    name: '元旦',
  });
  const one = workCalendar({ shifts, years: { 2027: years[2027] } });
  expect(one.dayKind('2026-12-31')).toMatchObject({ ok: false, year: 2026 });
});

test('time between two instants turns negative when they are turned round', () => {
  const [from, to] = [beijing('2026-03-02T11:59:30'), beijing('2026-03-03T08:31')];
  expect(calendar.between(from, to)).toEqual({ ok: true, minutes: 0.5 + 210 + 1 });
  expect(calendar.between(to, from)).toEqual({ ok: true, minutes: -211.5 });
  expect(calendar.between(from, from)).toEqual({ ok: true, minutes: 0 });
});

test('an office is open from the first minute of a shift until its last has passed', () => {
  const open = (text: string) => calendar.isOpen(beijing(text));
  expect(open('2026-03-02T08:29:59')).toEqual({ ok: true, open: false });
  expect(open('2026-03-02T08:30')).toEqual({ ok: true, open: true });
  expect(open('2026-03-02T12:00')).toEqual({ ok: true, open: false });
  expect(calendar.nextOpen(beijing('2026-03-02T12:00'))).toEqual(due('2026-03-02T14:00'));
  expect(calendar.nextOpen(beijing('2026-03-02T15:00:07'))).toEqual(due('2026-03-02T15:00:07'));
  expect(calendar.nextOpen(beijing('2026-02-14T17:30'))).toEqual(due('2026-02-24T08:30'));
});

test('a day says what it is, and which notice says so', () => {
  const { source = '' } = chinaCalendarYears[2026] ?? {};
  expect(source).toContain('2026年');
  const kind = (date: string) => calendar.dayKind(date);
  expect(kind('2026-03-02')).toEqual({ ok: true, kind: 'workday', working: true, source });
  expect(kind('2026-03-01')).toEqual({ ok: true, kind: 'weekend', working: false, source });
  const spring = { ok: true, name: '春节', source };
  expect(kind('2026-02-17')).toEqual({ ...spring, kind: 'off', working: false });
  expect(kind('2026-02-14')).toEqual({ ...spring, kind: 'makeUp', working: true });
});

const code = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
  return 'not refused';
};

test.each([
  ['no shift at all', []],
  ['an end that is its beginning', [['12:00', '12:00']]],
  ['a beginning at the end of the day', [['24:00', '06:00']]],
  [
    'a night before another shift',
    [
      ['22:00', '06:00'],
      ['08:00', '12:00'],
    ],
  ],
  [
    "a night that runs into the next morning's shift",
    [
      ['05:30', '12:00'],
      ['22:00', '06:00'],
    ],
  ],
  ['equal ends', [['08:00', '08:00']]],
  [
    'an overlap',
    [
      ['08:00', '12:00'],
      ['11:00', '15:00'],
    ],
  ],
  [
    'a wrong order',
    [
      ['14:00', '17:00'],
      ['08:00', '12:00'],
    ],
  ],
  ['a time that no clock shows', [['08:00', '24:01']]],
  ['a time without a leading zero', [['8:00', '12:00']]],
  ['a shift of three times', [['08:00', '12:00', '13:00']]],
])('shifts with %s are refused', (_, wrong) => {
  const make = () => workCalendar({ shifts: wrong as unknown as typeof shifts, years: {} });
  expect(code(make)).toBe('calendar/bad-shift');
});

test('years and days that make no sense are refused', () => {
  const make = (years: unknown) => () => workCalendar({ shifts, years: years as CalendarYears });
  expect(code(make(null))).toBe('calendar/bad-year');
  expect(code(make({ soon: [] }))).toBe('calendar/bad-year');
  expect(code(make({ 2026: 'none' }))).toBe('calendar/bad-year');
  expect(code(make({ 2026: [{ date: '2026-02-30', kind: 'off' }] }))).toBe('calendar/bad-day');
  expect(code(make({ 2026: [{ date: '2026-02-03', kind: 'maybe' }] }))).toBe('calendar/bad-day');
  expect(code(make({ 2026: [null] }))).toBe('calendar/bad-day');
  const both = ['off', 'work'].map((kind) => ({ date: '2026-05-09', kind }));
  expect(code(make({ 2026: both }))).toBe('calendar/conflicting-day');
  expect(code(make({ 2026: [both[0], both[0]] }))).toBe('not refused');
});

test('a notice says for every row that makes no sense which one it is', () => {
  const details = (years: unknown) => {
    try {
      workCalendar({ shifts, years: years as CalendarYears });
    } catch (error) {
      if (isDomainError(error)) return { code: error.code, ...error.details };
      throw error;
    }
    return 'not refused';
  };
  const day = { date: '2026-05-09', kind: 'work' };
  const bad = { code: 'calendar/bad-day', year: '2026', index: 1 };
  for (const wrong of [
    undefined,
    { ...day, name: 5 },
    { ...day, source: null },
    { ...day, as: 0 },
    { ...day, as: '1' },
    { ...day, kind: 'off', as: 1 },
  ])
    expect(details({ 2026: { days: [day, wrong] } })).toEqual(bad);
  const year = { code: 'calendar/bad-year', year: '2026' };
  for (const wrong of [{}, { days: {} }, { days: [], source: 7 }, null, 2026])
    expect(details({ 2026: wrong })).toEqual(year);
  for (const wrong of ['0000', '26', '10000', '-001'])
    expect(details({ [wrong]: [] })).toEqual({ code: 'calendar/bad-year', year: wrong });
  expect(details(JSON.parse('{ "__proto__": [] }'))).toEqual({
    code: 'calendar/bad-year',
    year: '__proto__',
  });
  // 2026-05-09 is a Saturday
  const like = (as: number) => [day, { ...day, as }];
  expect(details({ 2026: like(1) })).toEqual({
    code: 'calendar/conflicting-day',
    date: '2026-05-09',
  });
  expect(details({ 2026: like(6) })).toBe('not refused');
});

test('more years than anybody has notices of are refused, and as many as are taken answer at both ends', () => {
  const empty = (first: number, count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [String(first + i).padStart(4, '0'), []]),
    );
  const make = (count: number) => () => workCalendar({ shifts, years: empty(1, count) });
  expect(code(make(9999))).toBe('calendar/too-many-years');
  expect(code(make(401))).toBe('calendar/too-many-years');
  const round = workCalendar({ zone: 'America/New_York', shifts, years: empty(1701, 400) });
  // 400 years are 20,871 weeks
  const found = round.between(Date.UTC(1701, 0, 2), Date.UTC(2101, 0, 1));
  expect(found.ok && Math.round(found.minutes / 420)).toBe(20_871 * 5);
  const first = workCalendar({ zone: 'America/New_York', shifts, years: empty(1, 2) });
  // by the mean time of New York the year begins at 04:56:02 UTC
  const open = (text: string) => first.isOpen(Date.parse(text));
  expect(open('0001-01-01T04:56:01Z')).toMatchObject({ ok: false, year: 0 });
  expect(open('0001-01-01T20:00Z')).toEqual({ ok: true, open: true });
});

test('limits, instants and dates that make no sense are refused', () => {
  const at = beijing('2026-03-02T09:00');
  const add = (value: number, unit: string) => () =>
    calendar.add(at, { value, unit: unit as 'hour' });
  expect(code(add(1, 'fortnight'))).toBe('calendar/unknown-unit');
  expect(code(add(1, 'toString'))).toBe('calendar/unknown-unit');
  expect(code(add(-1, 'workHour'))).toBe('calendar/bad-value');
  expect(code(add(Number.NaN, 'hour'))).toBe('calendar/bad-value');
  expect(code(add(Number.POSITIVE_INFINITY, 'hour'))).toBe('calendar/bad-value');
  expect(code(add(1.5, 'workDay'))).toBe('calendar/bad-value');
  expect(code(add(1e12, 'day'))).toBe('calendar/bad-value');
  expect(code(() => calendar.between(at, Number.NaN))).toBe('calendar/bad-instant');
  expect(code(() => calendar.isOpen(8.64e15))).toBe('calendar/bad-instant');
  expect(code(() => calendar.dayKind('2026-2-3'))).toBe('calendar/bad-date');
});

describe('a shift over midnight', () => {
  const night = workCalendar({ shifts: [['22:00', '06:00']], years: chinaCalendarYears });
  const at = (text: string) => Date.parse(`${text}+08:00`);

  test('belongs to the day on which it begins: a make-up Saturday has its Sunday morning, a Sunday has no Monday', () => {
    const open = (text: string) => night.isOpen(at(text));
    // 2026-02-14 is a Saturday that is worked
    expect(open('2026-02-15T05:59')).toEqual({ ok: true, open: true });
    expect(open('2026-02-15T06:00')).toEqual({ ok: true, open: false });
    expect(open('2026-03-02T03:00')).toEqual({ ok: true, open: false });
    expect(open('2026-03-03T03:00')).toEqual({ ok: true, open: true });
  });

  test('ends a working day on the morning after it', () => {
    const due = night.add(at('2026-03-02T23:00'), { value: 1, unit: 'workDay' });
    expect(due).toEqual({ ok: true, at: at('2026-03-04T06:00') });
  });

  test('is known as far as its day is: into a year without data, not out of one', () => {
    const unknown = (year: number) => ({ ok: false, code: 'calendar/unknown-year', year });
    const last = at('2026-12-31T22:00');
    expect(night.add(last, { value: 8, unit: 'workHour' })).toEqual({
      ok: true,
      at: at('2027-01-01T06:00'),
    });
    expect(night.between(last, at('2027-01-01T06:00'))).toEqual({ ok: true, minutes: 480 });
    expect(night.isOpen(at('2027-01-01T03:00'))).toEqual({ ok: true, open: true });
    expect(night.between(last, at('2027-01-01T06:01'))).toEqual(unknown(2027));
    expect(night.isOpen(at('2024-01-01T05:59'))).toEqual(unknown(2023));
    expect(night.nextOpen(at('2024-01-01T06:00'))).toEqual({
      ok: true,
      at: at('2024-01-02T22:00'),
    });
  });
});
