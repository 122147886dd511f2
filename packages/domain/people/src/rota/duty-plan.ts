import { localDay, yearOf, type Zone } from '@civigrid/calendar';
import { dayMs } from '../day.ts';
import type { PostHours } from './read-rota.ts';
import { noShift, type SpanLists } from './span-lists.ts';
import type { WorkDays } from './work-days.ts';

/** When one post is on duty by one rota, ready to be asked. */
export interface DutyPlan {
  readonly kind: PostHours['kind'];
  /** The list of each day of the cycle; of a pattern by workdays its one day, of an office none. */
  readonly days: readonly number[];
  readonly anchor: number;
  /** The lists of days that differ, by day number. */
  readonly changes: ReadonlyMap<number, number> | undefined;
  /** Whether a shift of the plan may run over midnight. */
  readonly overnight: boolean;
  /** Whether some shift names a person. */
  readonly named: boolean;
  readonly lists: SpanLists;
  readonly work: WorkDays;
  readonly zone: Zone;
  /** From when on the zone's clocks are never moved, and how far they are ahead then. */
  readonly steadyFrom: number;
  readonly steadyOffset: number;
}

/** The last instant that there is. */
const latest = 8.64e15;

/** It depends on a day of a year that the calendar does not know: the day itself, or the one before. */
const unknownToday = -3;
const unknownEve = -4;

export function dutyPlan(
  { kind, days, anchor, changes }: PostHours,
  lists: SpanLists,
  work: WorkDays,
  zone: Zone,
): DutyPlan {
  const planned = days.flat();
  const changed = Array.from(changes ?? []);
  const spans = [...planned, ...changed.flatMap(([, each]) => each)];
  return {
    kind,
    days: days.map((each) => lists.intern(each)),
    anchor,
    changes: changes && new Map(changed.map(([day, each]) => [day, lists.intern(each)])),
    overnight: kind === 'office' || planned.some(({ to }) => to > dayMs),
    named: spans.some(({ person }) => person !== undefined),
    lists,
    work,
    zone,
    steadyFrom: zone.steadyFrom,
    // Infinity where the engine's own tables have to be asked each time
    steadyOffset: zone.steadyFrom < latest ? zone.offsetAt(Math.max(zone.steadyFrom, 0)) : 0,
  };
}

function offsetAt({ zone, steadyFrom, steadyOffset }: DutyPlan, at: number): number {
  return at >= steadyFrom ? steadyOffset : zone.offsetAt(Math.max(-latest, Math.min(at, latest)));
}

/** The list of a day by the plan, changes aside; below 0 where it depends on a year that nobody knows. */
function plannedOn({ kind, days, anchor, work }: DutyPlan, day: number): number {
  switch (kind) {
    case 'cycle': {
      const place = (day - anchor) % days.length;
      return days[place < 0 ? place + days.length : place] as number;
    }
    case 'office':
      return work.listOn(day);
    case 'workdays':
    case 'daysOff': {
      const list = work.listOn(day);
      if (list < 0) return list;
      return list > 0 === (kind === 'workdays') ? (days[0] as number) : 0;
    }
  }
}

/** Whether the plan would cover a time counted from midnight on a day that were one of the plan's. */
function couldCover({ kind, days, lists }: DutyPlan, time: number): boolean {
  return kind === 'office' || lists.find(days[0] ?? 0, time) !== noShift;
}

/** The shift of the plan that came from the day before, if any. */
function fromEve(plan: DutyPlan, day: number, time: number, at: number): number {
  const eve = plannedOn(plan, day - 1);
  if (eve >= 0) return plan.lists.find(eve, time + dayMs);
  if (plan.kind !== 'office') return couldCover(plan, time + dayMs) ? unknownEve : noShift;
  // where the day itself is unknown as well, that is the answer
  return plan.work.listOn(day) >= 0 && !plan.work.knows(at) ? unknownEve : noShift;
}

/** The shift of the plan at a time of a day of which changes say nothing. */
function byPlan(plan: DutyPlan, day: number, time: number): number {
  const today = plannedOn(plan, day);
  if (today >= 0) return plan.lists.find(today, time);
  return couldCover(plan, time) ? unknownToday : noShift;
}

/** The same where some days differ: their own shifts hold before those of the plan. */
function withChanges(
  plan: DutyPlan,
  changes: ReadonlyMap<number, number>,
  day: number,
  time: number,
  at: number,
): number {
  const eve = changes.get(day - 1);
  const today = changes.get(day);
  let found = eve === undefined ? noShift : plan.lists.find(eve, time + dayMs);
  if (found === noShift && today !== undefined) found = plan.lists.find(today, time);
  if (found === noShift && eve === undefined && plan.overnight)
    found = fromEve(plan, day, time, at);
  return found === noShift && today === undefined ? byPlan(plan, day, time) : found;
}

/**
 * Who takes the shift at an instant: 0 and above the number of a person, `unnamed`, `noShift` where nobody is on duty,
 * or a number below these where the year that decides has no data.
 */
export function dutyAt(plan: DutyPlan, at: number): number {
  const local = at + offsetAt(plan, at);
  // whole numbers of 32 bits: their remainders are far cheaper
  const day = Math.floor(local / dayMs) | 0;
  const time = (local - day * dayMs) | 0;
  if (plan.changes !== undefined) return withChanges(plan, plan.changes, day, time, at);
  if (plan.overnight) {
    const found = fromEve(plan, day, time, at);
    if (found !== noShift) return found;
  }
  return byPlan(plan, day, time);
}

/** The year without data that decides at an instant. */
export function missingYear(plan: DutyPlan, at: number): number {
  return yearOf(localDay(at, plan.zone) - (dutyAt(plan, at) === unknownEve ? 1 : 0));
}

/** The first instant after `from`, up to `until`, at which something holds that then goes on to hold, by halving. */
function firstAt(from: number, until: number, holds: (at: number) => boolean): number {
  let [low, high] = [from, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** When the shifts of a day may begin and end, counted from its midnight, and that midnight. */
function boundsOf(plan: DutyPlan, day: number): readonly number[] {
  const { lists, days, changes } = plan;
  const planned = plannedOn(plan, day);
  const changed = changes?.get(day);
  return [
    0,
    ...lists.bounds(planned < 0 ? (days[0] ?? 0) : planned),
    ...(changed === undefined ? [] : lists.bounds(changed)),
  ];
}

/** Instants at which a plan may change its answer within a window; some of them change nothing. */
export function dutyChanges(
  plan: DutyPlan,
  from: number,
  until: number,
  add: (at: number) => void,
): void {
  const { zone, kind, work } = plan;
  const last = localDay(until, zone) + 1;
  for (let day = localDay(from, zone) - 1; day <= last; day++) {
    // a shift ends two days after its midnight at the latest, and no clock is a whole day from UTC
    const before = offsetAt(plan, (day - 1) * dayMs);
    const after = offsetAt(plan, (day + 3) * dayMs);
    for (const time of boundsOf(plan, day)) {
      add(day * dayMs + time - before);
      if (after !== before) add(day * dayMs + time - after);
    }
    const [here, next] = [offsetAt(plan, day * dayMs), offsetAt(plan, (day + 1) * dayMs)];
    if (next !== here)
      add(firstAt(day * dayMs, (day + 1) * dayMs, (at) => offsetAt(plan, at) === next));
    const begin = day * dayMs - before;
    const lateKnown = kind === 'office' && work.listOn(day) >= 0 && work.listOn(day - 1) < 0;
    if (lateKnown && !work.knows(begin)) add(firstAt(begin, begin + dayMs, work.knows));
  }
}
