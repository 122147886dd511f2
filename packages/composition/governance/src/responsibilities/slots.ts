import { weekMinute, type Zone, zonedTime } from '@civigrid/calendar';
import type { HourSpan, TimeSlot } from '@civigrid/cases/responsibility';

/** A window of real time cut so that within a slot nothing changes (时段切分). */
export interface TownSlots {
  readonly slots: readonly TimeSlot[];
  /** The slot of an instant; -1 outside of the window. */
  slotAt(at: number): number;
  /** The slots from one cut to another. */
  between(from: number, until: number): HourSpan;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const weekMinutes = 10_080;

/** The instants of a window at which the clock on the wall shows one of some minutes of the week, or jumps. */
function cutsByClock(
  minutes: ReadonlySet<number>,
  [from, until]: readonly [from: number, until: number],
  where: Zone,
): readonly number[] {
  if (minutes.size === 0) return [];
  const cuts: number[] = [];
  const phase = (((from + where.offsetAt(from)) % minuteMs) + minuteMs) % minuteMs;
  let expected = -1;
  for (let at = from - phase; at < until; at += minuteMs) {
    const minute = weekMinute(at, where);
    if (at > from && (minutes.has(minute) || minute !== expected)) cuts.push(at);
    expected = (minute + 1) % weekMinutes;
  }
  return cuts;
}

function labelOf(at: number, where: Zone): Pick<TimeSlot, 'label' | 'day'> {
  const { date, minute, weekday } = zonedTime(at, where);
  const two = (n: number) => String(n).padStart(2, '0');
  const within = (((at + where.offsetAt(at)) % minuteMs) + minuteMs) % minuteMs;
  const seconds = within === 0 ? '' : `:${(within / 1000).toFixed(3).padStart(6, '0')}`;
  const clock = `${two(Math.floor(minute / 60))}:${two(minute % 60)}${seconds}`;
  return { label: `${date} ${clock}`, day: weekday };
}

/** Cuts a window into hours, and further where a rule begins or ends to hold or somebody's duty changes. */
export function townSlots(
  [from, until]: readonly [from: number, until: number],
  where: Zone,
  {
    minutes,
    instants,
  }: { readonly minutes: ReadonlySet<number>; readonly instants: Iterable<number> },
): TownSlots {
  const cuts = new Set<number>([from]);
  for (let at = from; at < until; at += hourMs) cuts.add(at);
  for (const at of cutsByClock(minutes, [from, until], where)) cuts.add(at);
  for (const at of instants) if (at > from && at < until) cuts.add(at);
  const starts = Float64Array.from(cuts).sort();
  const slots = Array.from(starts, (start, i) => ({
    from: start,
    until: starts[i + 1] ?? until,
    ...labelOf(start, where),
  }));
  const places = new Map<number, number>([[until, slots.length]]);
  starts.forEach((start, i) => {
    places.set(start, i);
  });

  return {
    slots,
    slotAt: (at) => {
      if (!(at >= from && at < until)) return -1;
      let [low, high] = [0, starts.length];
      // starts[low] <= at < starts[high]
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((starts[middle] as number) <= at) low = middle;
        else high = middle;
      }
      return low;
    },
    between: (first, last) => [places.get(first) as number, places.get(last) as number],
  };
}

/** The slots of a window in which the clock on the wall lies in minutes of the week. */
export function slotsInWeek(
  { slots }: TownSlots,
  where: Zone,
  spans: readonly HourSpan[],
): readonly HourSpan[] {
  const holds = new Uint8Array(weekMinutes);
  for (const [first, end] of spans) holds.fill(1, first, end);
  const found: [number, number][] = [];
  slots.forEach(({ from }, slot) => {
    if (holds[weekMinute(from, where)] !== 1) return;
    const last = found.at(-1);
    if (last?.[1] === slot) last[1] = slot + 1;
    else found.push([slot, slot + 1]);
  });
  return found;
}
