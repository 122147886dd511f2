import type { Budget, CalendarUnit } from './budget.ts';
import type { CalendarErrorCode } from './calendar-error.ts';
import type { DayKind, UnknownYear } from './work-calendar.ts';

/** The languages that messages come in (语言). */
export type MessageLanguage = 'zh-CN' | 'en';

/** Every code that this package answers with: refusals and the unknown year. */
export type CalendarCode = CalendarErrorCode | UnknownYear['code'];

const chinese = {
  'calendar/bad-date': '日期不存在，应写作“年-月-日”。',
  'calendar/bad-day': '节假日数据中有一行不正确。',
  'calendar/bad-instant': '时刻无效。',
  'calendar/bad-shift':
    '班次不正确：应按先后排列，互不重叠；只有最后一个班次可以跨零点，且不得延到次日第一个班次。',
  'calendar/bad-timetable':
    '作息时间不正确：季节应写明起止“月-日”，星期为 1 至 7；通用的一项应排在最后，否则后面的永远用不上。',
  'calendar/bad-value': '时限数值不正确：不得为负，工作日须为整数。',
  'calendar/bad-weekend': '休息日不正确：应为 1（星期一）至 7（星期日）的列表，不得重复。',
  'calendar/bad-year': '节假日数据的年份不正确。',
  'calendar/conflicting-day': '同一天既列为放假又列为上班，或按两个不同星期的作息上班。',
  'calendar/no-timetable': '有的工作日没有作息时间。',
  'calendar/too-many-years': '节假日数据的年份过多。',
  'calendar/unknown-unit': '不认识的时间单位。',
  'calendar/unknown-year': '该年的节假日安排尚未载入，无法计算工作时间。',
  'calendar/unknown-zone': '不认识的时区。',
} satisfies Record<CalendarCode, string>;

const english = {
  'calendar/bad-date': 'There is no such day; it is written YYYY-MM-DD.',
  'calendar/bad-day': 'A row of the holiday data is not right.',
  'calendar/bad-instant': 'The instant is not valid.',
  'calendar/bad-shift':
    'The shifts are not right: they stand in order and do not overlap; only the last may run over midnight, and not into the first of the next day.',
  'calendar/bad-timetable':
    'A timetable is not right: a season has a first and a last MM-DD, weekdays are 1 to 7, and the general timetable stands last, or those behind it never come to use.',
  'calendar/bad-value': 'The limit is not right: never negative, and whole in working days.',
  'calendar/bad-weekend':
    'The weekend is not right: a list of 1 (Monday) to 7 (Sunday), each once.',
  'calendar/bad-year': 'A year of the holiday data is not right.',
  'calendar/conflicting-day':
    'One day is listed both as off and as worked, or as worked by the hours of two weekdays.',
  'calendar/no-timetable': 'There is a workday for which no timetable stands.',
  'calendar/too-many-years': 'The holiday data has too many years.',
  'calendar/unknown-unit': 'There is no such unit of time.',
  'calendar/unknown-year':
    'The holidays of that year are not loaded, so working time cannot be counted.',
  'calendar/unknown-zone': 'There is no such time zone.',
} satisfies Record<CalendarCode, string>;

/** What people read for each code, by language (提示语). */
export const calendarMessages: Readonly<
  Record<MessageLanguage, Readonly<Record<CalendarCode, string>>>
> = { 'zh-CN': chinese, en: english };

const units: Readonly<Record<CalendarUnit, readonly [zh: string, one: string, many: string]>> = {
  minute: ['分钟', 'minute', 'minutes'],
  hour: ['小时', 'hour', 'hours'],
  day: ['日', 'day', 'days'],
  workMinute: ['工作分钟', 'working minute', 'working minutes'],
  workHour: ['工作时', 'working hour', 'working hours'],
  workDay: ['工作日', 'working day', 'working days'],
};

/** A limit in words (时限): `4 工作时`, `4 working hours`. */
export function budgetText({ value, unit }: Budget, language: MessageLanguage): string {
  const [zh, one, many] = units[unit];
  const english = value === 1 ? one : many;
  return `${value} ${language === 'zh-CN' ? zh : english}`;
}

/** What a day is, in words, by language (日子的种类). */
export const dayKindMessages: Readonly<Record<MessageLanguage, Readonly<Record<DayKind, string>>>> =
  {
    'zh-CN': { workday: '工作日', weekend: '周休息日', off: '放假', makeUp: '调休上班' },
    en: { workday: 'working day', weekend: 'weekend', off: 'day off', makeUp: 'make-up workday' },
  };
