import type { PersonId, PostId } from '@civigrid/kernel';
import type { Term } from '../tenure.ts';

/**
 * Hours of a day (时段) by the clock on the wall, `'HH:MM'`, from inclusive, to exclusive; `to` may be `'24:00'`, and
 * what is not later than `from` lies on the next day: a night belongs to the day on which it begins.
 */
export type DutyHours = {
  readonly from: string;
  readonly to: string;
  /** Who takes the shift in the post's name; if left out, whoever holds the post or stands in. */
  readonly person?: PersonId;
};

/** A shift of a post (班次). Those of one post do not overlap; two posts may well be on duty at once. */
export type DutyShift = DutyHours & { readonly post: PostId };

/** A shift of a cycle, with its day there: 0 is the day of the anchor. */
export type CycleShift = DutyShift & { readonly day: number };

/** On duty while the work calendar is open (随工作时间): the six departments of a centre. */
export type OfficePattern = { readonly kind: 'office'; readonly posts: readonly PostId[] };

/** The same shifts on every workday, or on every day off (工作日班、休息日班), by the work calendar. */
export type DayPattern = {
  readonly kind: 'workdays' | 'daysOff';
  readonly shifts: readonly DutyShift[];
};

/** Shifts that come round again (轮班): three shifts round the clock, a week, seven days of a fire station. */
export type CyclePattern = {
  readonly kind: 'cycle';
  /** How many days the cycle has, 1 to 366. */
  readonly days: number;
  /** The local day `'YYYY-MM-DD'` on which a cycle begins, any of them. */
  readonly anchor: string;
  readonly shifts: readonly CycleShift[];
};

/** At which hours posts are on duty (排班方式). */
export type DutyPattern = OfficePattern | DayPattern | CyclePattern;

/**
 * What a post does on one day instead (换班、调班): the shifts that begin on that day, none where it is off. Where they
 * meet a shift of the plan that came from the day before or begins on the day after, these hold.
 */
export type ShiftChange = {
  /** The local day `'YYYY-MM-DD'`. */
  readonly date: string;
  readonly post: PostId;
  readonly shifts: readonly DutyHours[];
};

/**
 * A duty roster (值班表): its posts answer in its hours only, as long as it is in force. A later version of a rota is a
 * rota of the same id that begins where the one before ended.
 */
export type Rota = Term & {
  readonly id: string;
  /** 1, 2, 3 … of one id; for people, nothing is counted by it. */
  readonly version?: number;
  /** Whose clock on the wall it goes by; `'Asia/Shanghai'` if left out. */
  readonly zone?: string;
  readonly pattern: DutyPattern;
  readonly changes?: readonly ShiftChange[];
};
