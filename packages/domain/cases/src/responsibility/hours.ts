/**
 * Slots of the matrix, from the first up to just before the second: `[0, 24]` is Monday of a week cut into hours,
 * `[9, 18]` its office hours.
 */
export type HourSpan = readonly [from: number, until: number];

/** A typical week (典型周), cut into slots of equal length; slot 0 begins on Monday 00:00. */
export interface WeekHours {
  readonly kind: 'week';
  /** Length of a slot in minutes, a divisor of a day; 60 if left out, which gives 168 slots. */
  readonly slotMinutes?: number;
}

/** A window of real time, cut into slots as the caller likes; each has its own label for people. */
export interface WindowHours {
  readonly kind: 'window';
  /** In order of time, half-open, UTC ms. */
  readonly slots: readonly TimeSlot[];
}

/** One slot of a window of real time. */
export interface TimeSlot {
  readonly from: number;
  readonly until: number;
  readonly label: string;
  /** The day of the week on which it begins (1 = Monday), told before the label. */
  readonly day?: number;
}

/** The hours over which the matrix is proved (时段). */
export type MatrixHours = WeekHours | WindowHours;

/** A slot as people name it: a local time of a day of the week (1 = Monday), or the label of its window. */
export type SlotName =
  | { readonly day: number; readonly time: string }
  | { readonly label: string; readonly day?: number };

const dayMinutes = 1440;

/** Length of a slot of the week in minutes; undefined where it does not divide a day. */
function weekSlotMinutes({ slotMinutes = 60 }: WeekHours): number | undefined {
  return Number.isInteger(slotMinutes) && slotMinutes > 0 && dayMinutes % slotMinutes === 0
    ? slotMinutes
    : undefined;
}

/** How many slots there are; 0 where the hours are none. */
export function slotCount(hours: MatrixHours): number {
  if (hours.kind === 'window') return hours.slots.length;
  const minutes = weekSlotMinutes(hours);
  return minutes === undefined ? 0 : (7 * dayMinutes) / minutes;
}

function clock(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The name of a slot. */
export function slotName(hours: MatrixHours, slot: number): SlotName {
  if (hours.kind === 'window') {
    const { label = String(slot), day } = hours.slots[slot] ?? {};
    return { label, ...(day === undefined ? {} : { day }) };
  }
  const minutes = slot * (weekSlotMinutes(hours) ?? 60);
  return { day: Math.floor(minutes / dayMinutes) + 1, time: clock(minutes % dayMinutes) };
}

function minuteOf(time: string): number | undefined {
  const read = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time);
  const minutes = Number(read?.[1]) * 60 + Number(read?.[2]);
  return minutes <= dayMinutes ? minutes : undefined;
}

/**
 * The slots of a week between two local times, on the days on which the window opens (1 = Monday; all if left out):
 * `22:00–06:00` on day 5 holds Saturday 03:00. An end that is not later than the start lies on the next day, `00:00`
 * and `24:00` as an end mean midnight. Undefined where a time is none, both are equal, a day is not 1 to 7, or a time
 * lies inside a slot.
 */
export function weekSpans(
  window: {
    readonly between: readonly [from: string, to: string];
    readonly days?: readonly number[];
  },
  hours: WeekHours = { kind: 'week' },
): readonly HourSpan[] | undefined {
  const { between, days = [1, 2, 3, 4, 5, 6, 7] } = window;
  const [from, to] = [minuteOf(between[0]), minuteOf(between[1])];
  const length = weekSlotMinutes(hours);
  if (from === undefined || to === undefined || length === undefined) return undefined;
  if (from === to || from === dayMinutes || from % length !== 0 || to % length !== 0)
    return undefined;
  const until = to > from ? to : to + dayMinutes;
  const spans = days.map((day): HourSpan | undefined =>
    Number.isInteger(day) && day >= 1 && day <= 7
      ? [((day - 1) * dayMinutes + from) / length, ((day - 1) * dayMinutes + until) / length]
      : undefined,
  );
  const known = spans.filter((span) => span !== undefined);
  if (known.length < spans.length || known.length === 0) return undefined;
  const week = (7 * dayMinutes) / length;
  // Sunday night goes on in Monday's first hours
  return known.flatMap(([start, end]): readonly HourSpan[] =>
    end <= week
      ? [[start, end]]
      : [
          [start, week],
          [0, end - week],
        ],
  );
}

/**
 * The slots of a window of real time that intervals of instants (half-open, UTC ms) take: `'whole'` counts a slot that
 * lies within one interval, as for being on duty; `'touched'` one of which any part does, as for leave.
 */
export function windowSpans(
  hours: WindowHours,
  intervals: readonly { readonly from: number; readonly until: number }[],
  counts: 'whole' | 'touched',
): readonly HourSpan[] {
  return hours.slots.flatMap(({ from, until }, slot): readonly HourSpan[] =>
    intervals.some((taken) =>
      counts === 'whole'
        ? taken.from <= from && until <= taken.until
        : taken.from < until && from < taken.until,
    )
      ? [[slot, slot + 1]]
      : [],
  );
}
