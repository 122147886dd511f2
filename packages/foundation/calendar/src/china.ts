import type { CalendarYear } from './known-days.ts';

/** One notice of the State Council's General Office on the holidays of a year (国务院办公厅关于部分节假日安排的通知). */
export interface HolidayNotice extends CalendarYear {
  readonly year: number;
  /** The notice, in its own words, with the day it was issued. */
  readonly source: string;
}

/** What is off, from and to (`'MM-DD'`, inclusive), and which days are worked instead. */
type Holiday = readonly [name: string, from: string, to: string, ...worked: string[]];

/** The notices in force, the newest first. */
export const chinaHolidayNotices: readonly HolidayNotice[] = [
  notice(2026, '国务院办公厅关于2026年部分节假日安排的通知，2025年11月4日', [
    ['元旦', '01-01', '01-03', '01-04'],
    ['春节', '02-15', '02-23', '02-14', '02-28'],
    ['清明节', '04-04', '04-06'],
    ['劳动节', '05-01', '05-05', '05-09'],
    ['端午节', '06-19', '06-21'],
    ['中秋节', '09-25', '09-27'],
    ['国庆节', '10-01', '10-07', '09-20', '10-10'],
  ]),
  notice(
    2025,
    '国务院办公厅关于2025年部分节假日安排的通知，国办发明电〔2024〕12号，2024年11月12日',
    [
      ['元旦', '01-01', '01-01'],
      ['春节', '01-28', '02-04', '01-26', '02-08'],
      ['清明节', '04-04', '04-06'],
      ['劳动节', '05-01', '05-05', '04-27'],
      ['端午节', '05-31', '06-02'],
      ['国庆节、中秋节', '10-01', '10-08', '09-28', '10-11'],
    ],
  ),
  notice(
    2024,
    '国务院办公厅关于2024年部分节假日安排的通知，国办发明电〔2023〕7号，2023年10月25日',
    [
      ['元旦', '01-01', '01-01'],
      ['春节', '02-10', '02-17', '02-04', '02-18'],
      ['清明节', '04-04', '04-06', '04-07'],
      ['劳动节', '05-01', '05-05', '04-28', '05-11'],
      ['端午节', '06-10', '06-10'],
      ['中秋节', '09-15', '09-17', '09-14'],
      ['国庆节', '10-01', '10-07', '09-29', '10-12'],
    ],
  ),
];

/** Days off and make-up workdays of mainland China (节假日与调休) for `workCalendar`: the notice of each year. */
export const chinaCalendarYears: Readonly<Record<number, HolidayNotice>> = Object.freeze(
  Object.fromEntries(chinaHolidayNotices.map((notice) => [notice.year, notice])),
);

function notice(year: number, source: string, holidays: readonly Holiday[]): HolidayNotice {
  const days = holidays.flatMap(([name, from, to, ...worked]) => [
    ...datesFrom(`${year}-${from}`, `${year}-${to}`).map(
      (date) => ({ date, kind: 'off', name }) as const,
    ),
    ...worked.map((date) => ({ date: `${year}-${date}`, kind: 'work', name }) as const),
  ]);
  days.sort((a, b) => (a.date < b.date ? -1 : 1));
  return Object.freeze({ year, source, days: Object.freeze(days) });
}

function datesFrom(from: string, to: string): readonly string[] {
  const first = Date.parse(from);
  const count = Math.round((Date.parse(to) - first) / 86_400_000) + 1;
  return Array.from({ length: count }, (_, i) =>
    new Date(first + i * 86_400_000).toISOString().slice(0, 10),
  );
}
