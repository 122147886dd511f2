import { type Timetable, type WorkCalendarOptions, workCalendar } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import { isDomainError } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';

const beijing = (text: string) => Date.parse(`${text}+08:00`);
const due = (text: string) => ({ ok: true, at: beijing(text) });

const summer: Timetable = {
  shifts: [
    ['08:30', '12:00'],
    ['14:30', '18:00'],
  ],
  from: '05-01',
  to: '09-30',
};
const winter: Timetable = {
  shifts: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
};

/** What a calendar is refused with: the code and the place. */
function refusal(options: { readonly [key in keyof WorkCalendarOptions]?: unknown }) {
  try {
    workCalendar({ shifts: winter.shifts, years: {}, ...options } as WorkCalendarOptions);
  } catch (error) {
    if (isDomainError(error)) return { code: error.code, ...error.details };
    throw error;
  }
  return 'not refused';
}

describe('summer hours', () => {
  const calendar = workCalendar({ shifts: [summer, winter], years: chinaCalendarYears });

  test('hold from the first day of the season to the last', () => {
    const oneDay = { value: 1, unit: 'workDay' } as const;
    const ends = (from: string) => calendar.add(beijing(from), oneDay);
    expect(ends('2026-04-29T09:00')).toEqual(due('2026-04-30T17:30'));
    // the holiday of May lies between the seasons
    expect(ends('2026-04-30T09:00')).toEqual(due('2026-05-06T18:00'));
    expect(ends('2026-09-29T09:00')).toEqual(due('2026-09-30T18:00'));
    expect(ends('2026-09-30T09:00')).toEqual(due('2026-10-08T17:30'));
  });

  test('are counted to the minute in a limit that runs over the change of season', () => {
    const at = beijing('2026-09-30T17:00');
    expect(calendar.add(at, { value: 6, unit: 'workHour' })).toEqual(due('2026-10-08T15:30'));
    expect(calendar.between(at, beijing('2026-10-08T15:30'))).toEqual({ ok: true, minutes: 360 });
    expect(calendar.nextOpen(beijing('2026-09-30T12:00'))).toEqual(due('2026-09-30T14:30'));
  });

  test('are told for any day: in season, out of season, on a day off, in a year without data', () => {
    expect(calendar.shiftsOn('2026-05-06')).toEqual({ ok: true, shifts: summer.shifts });
    expect(calendar.shiftsOn('2026-04-30')).toEqual({ ok: true, shifts: winter.shifts });
    expect(calendar.shiftsOn('2026-05-05')).toEqual({ ok: true, shifts: [] });
    expect(calendar.shiftsOn('2027-05-06')).toMatchObject({ ok: false, year: 2027 });
  });

  test('may go on over the turn of the year', () => {
    const cold = { shifts: [['09:00', '16:00']], from: '12-01', to: '02-29' } as const;
    const north = workCalendar({ shifts: [cold, winter], years: { 2023: [], 2024: [] } });
    const [first] = cold.shifts;
    const opens = (date: string) => {
      const found = north.shiftsOn(date);
      return found.ok && found.shifts[0];
    };
    for (const date of ['2023-12-01', '2024-01-01', '2024-02-29', '2023-02-28'])
      expect([date, opens(date)]).toEqual([date, first]);
    for (const date of ['2023-11-30', '2024-03-01', '2023-03-01'])
      expect([date, opens(date)]).toEqual([date, winter.shifts[0]]);
  });
});

describe('hours by weekday', () => {
  const friday: Timetable = { shifts: [['08:30', '12:00']], weekdays: [5] };
  const years = {
    2026: {
      source: 'an invented notice',
      days: [
        { date: '2026-06-13', kind: 'work', as: 5 },
        { date: '2026-06-20', kind: 'work', source: 'a second notice' },
        { date: '2026-06-18', kind: 'off', name: 'invented day off' },
      ],
    },
  } as const;
  const calendar = workCalendar({ shifts: [friday, winter], years });

  test('let a Friday end at noon', () => {
    const thursday = beijing('2026-06-11T09:00');
    expect(calendar.add(thursday, { value: 1, unit: 'workDay' })).toEqual(due('2026-06-12T12:00'));
  });

  test('let a make-up Saturday be worked like another weekday where the notice says so, else by its own hours', () => {
    expect(calendar.shiftsOn('2026-06-13')).toEqual({ ok: true, shifts: friday.shifts });
    expect(calendar.shiftsOn('2026-06-20')).toEqual({ ok: true, shifts: winter.shifts });
    expect(calendar.dayKind('2026-06-13')).toEqual({
      ok: true,
      kind: 'makeUp',
      working: true,
      source: 'an invented notice',
      as: 5,
    });
  });

  test('leave it to each day to say what makes it worked or not', () => {
    expect(calendar.dayKind('2026-06-20')).toMatchObject({ source: 'a second notice' });
    expect(calendar.dayKind('2026-06-18')).toEqual({
      ok: true,
      kind: 'off',
      working: false,
      name: 'invented day off',
      source: 'an invented notice',
    });
    expect(calendar.dayKind('2026-06-17')).toMatchObject({
      kind: 'workday',
      source: 'an invented notice',
    });
    const bare = workCalendar({ shifts: winter.shifts, years: { 2026: years[2026].days } });
    expect(bare.dayKind('2026-06-17')).toEqual({ ok: true, kind: 'workday', working: true });
    expect(bare.dayKind('2026-06-20')).toMatchObject({ source: 'a second notice' });
  });
});

test('a weekend is what the place says: none, one day, or two that are not the last', () => {
  const week = [4, 5, 6, 7, 8, 9, 10].map((day) => `2026-05-${String(day).padStart(2, '0')}`);
  const worked = (weekends?: readonly number[]) => {
    const calendar = workCalendar({
      shifts: winter.shifts,
      years: { 2026: [{ date: '2026-05-08', kind: 'work' }] },
      ...(weekends && { weekends }),
    });
    return week.map((date) => {
      const day = calendar.dayKind(date);
      return day.ok && day.working ? '工' : '休';
    });
  };
  expect(worked().join('')).toBe('工工工工工休休');
  expect(worked([7]).join('')).toBe('工工工工工工休');
  expect(worked([]).join('')).toBe('工工工工工工工');
  // 2026-05-08 is a Friday, worked by notice
  expect(worked([6, 5]).join('')).toBe('工工工工工休工');
});

test('a shift over midnight goes on by the hours of the day on which it began', () => {
  const nights: Timetable = { shifts: [['20:00', '06:00']], from: '06-01', to: '08-31' };
  const calendar = workCalendar({
    shifts: [nights, { shifts: [['08:00', '16:00']] }],
    weekends: [],
    years: { 2026: [] },
  });
  const open = (text: string) => calendar.isOpen(beijing(text));
  expect(open('2026-06-01T05:00')).toEqual({ ok: true, open: false });
  expect(open('2026-09-01T05:59')).toEqual({ ok: true, open: true });
  expect(open('2026-09-01T20:00')).toEqual({ ok: true, open: false });
  const at = beijing('2026-08-31T21:00');
  expect(calendar.add(at, { value: 10, unit: 'workHour' })).toEqual(due('2026-09-01T09:00'));
  expect(calendar.add(beijing('2026-08-30T21:00'), { value: 1, unit: 'workDay' })).toEqual(
    due('2026-09-01T06:00'),
  );
});

test('of a night before the first known day nothing is known as long as any timetable of that day could go on', () => {
  const nights: Timetable = { shifts: [['22:00', '06:00']], weekdays: [1] };
  // 2023-12-31 was a Sunday; a notice may have had it worked like a Monday
  const calendar = workCalendar({
    shifts: [nights, { shifts: [['08:00', '16:00']] }],
    years: { 2024: [] },
  });
  const open = (text: string) => calendar.isOpen(beijing(text));
  expect(open('2024-01-01T05:59')).toMatchObject({ ok: false, year: 2023 });
  expect(open('2024-01-01T06:00')).toEqual({ ok: true, open: false });
  // 2024-12-31 is a Tuesday: its day ends at midnight
  expect(open('2025-01-01T00:00')).toMatchObject({ ok: false, year: 2025 });
});

const timetable = (place: number) => ({ code: 'calendar/bad-timetable', timetable: place });

test.each<readonly [string, unknown, object]>([
  ['nothing at all', [null, winter], { code: 'calendar/bad-timetable', timetable: 0 }],
  ['a shift among timetables', [summer, ['08:30', '12:00']], timetable(1)],
  ['a season without an end', [{ ...winter, from: '05-01' }, winter], timetable(0)],
  ['a season without a beginning', [{ ...winter, to: '05-01' }, winter], timetable(0)],
  ['a season from a day that is none', [{ ...summer, from: '04-31' }, winter], timetable(0)],
  ['a season of one year', [{ ...summer, from: '2026-05-01' }, winter], timetable(0)],
  ['a season that is no text', [{ ...summer, to: 930 }, winter], timetable(0)],
  ['no weekday', [{ ...winter, weekdays: [] }, winter], timetable(0)],
  ['an eighth weekday', [{ ...winter, weekdays: [8] }, winter], timetable(0)],
  ['weekdays by name', [{ ...winter, weekdays: 'Monday' }, winter], timetable(0)],
  ['a weekday twice', [{ ...winter, weekdays: [1, 1] }, winter], timetable(0)],
  ['the general one first', [winter, summer], timetable(1)],
  ['a misspelt season', [{ shifts: summer.shifts, form: '05-01' }, winter], timetable(1)],
  [
    'a shift that is none',
    [summer, { shifts: [['08:30', '12:00'], ['14:00']] }],
    { code: 'calendar/bad-shift', timetable: 1, index: 1 },
  ],
  ['no shifts', [summer, {}], { code: 'calendar/bad-shift', timetable: 1 }],
])('timetables with %s are refused', (_, shifts, found) => {
  expect(refusal({ shifts })).toEqual(found);
});

test('shifts with a gap in their list, or with a timetable among them, are refused', () => {
  const gap: unknown[] = [['08:00', '12:00']];
  gap[2] = ['14:00', '18:00'];
  expect(refusal({ shifts: gap })).toEqual({ code: 'calendar/bad-shift', index: 1 });
  const mixed = [['08:30', '12:00'], summer];
  expect(refusal({ shifts: mixed })).toEqual({ code: 'calendar/bad-shift', index: 1 });
});

test('a workday without a timetable is refused, in whatever year it may come', () => {
  const code = 'calendar/no-timetable';
  expect(refusal({ shifts: [summer] })).toEqual({ code, day: '01-01', weekday: 1 });
  const spring = { ...winter, from: '10-01', to: '04-29' };
  expect(refusal({ shifts: [summer, spring] })).toEqual({ code, day: '04-30', weekday: 1 });
  const february = { ...winter, from: '03-01', to: '02-28' };
  expect(refusal({ shifts: [february] })).toEqual({ code, day: '02-29', weekday: 1 });
  const week = { ...winter, weekdays: [1, 2, 3, 4, 5] };
  expect(refusal({ shifts: [week] })).toBe('not refused');
  expect(refusal({ shifts: [week], weekends: [7] })).toEqual({ code, day: '01-01', weekday: 6 });
  const saturday = { date: '2026-05-09', kind: 'work' };
  expect(refusal({ shifts: [week], years: { 2026: [saturday] } })).toEqual({
    code,
    date: '2026-05-09',
  });
  expect(refusal({ shifts: [week], years: { 2026: [{ ...saturday, as: 1 }] } })).toBe(
    'not refused',
  );
});

test('a night that runs into the next morning is refused: between seasons, between weekdays, before a make-up day', () => {
  const code = 'calendar/bad-shift';
  const long = { shifts: [['20:00', '07:00']], from: '10-01', to: '02-28' };
  const early = { shifts: [['06:00', '12:00']] };
  expect(refusal({ shifts: [long, early] })).toEqual({ code, day: '02-28', weekday: 1 });
  // in most years 1 March comes after 28 February, whatever stands between them in a leap year
  const leap = { shifts: [['08:00', '12:00']], from: '02-29', to: '02-29' };
  expect(refusal({ shifts: [long, leap, early] })).toEqual({ code, day: '02-28', weekday: 1 });
  const touching = { shifts: [['07:00', '12:00']] };
  expect(refusal({ shifts: [long, touching] })).toBe('not refused');
  const fridays = { shifts: [['20:00', '07:00']], weekdays: [5] };
  expect(refusal({ shifts: [fridays, early] })).toBe('not refused');
  expect(refusal({ shifts: [fridays, early], weekends: [7] })).toEqual({
    code,
    day: '01-01',
    weekday: 5,
  });
  const years = { 2026: [{ date: '2026-05-09', kind: 'work' }] };
  expect(refusal({ shifts: [fridays, early], years })).toEqual({ code, date: '2026-05-08' });
});

test.each<readonly [string, unknown]>([
  ['a number', 7],
  ['nothing', null],
  ['names', ['Saturday']],
  ['a weekday before the first', [0]],
  ['half a weekday', [6.5]],
  ['a weekday twice', [6, 6]],
  ['more weekdays than there are', [1, 2, 3, 4, 5, 6, 7, 7]],
])('a weekend of %s is refused', (_, weekends) => {
  expect(refusal({ weekends })).toEqual({ code: 'calendar/bad-weekend' });
});
