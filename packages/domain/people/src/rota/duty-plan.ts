import { localDay, yearOf, type Zone } from '@civigrid/calendar';
import type { PostHours } from './read-rota.ts';
import { noSpans, type Span, type Spans, spanAt } from './span.ts';
import type { WorkDays } from './work-days.ts';

/** When one post is on duty by one rota, ready to be asked. */
export interface DutyPlan {
  readonly hours: PostHours;
  readonly work: WorkDays;
  readonly zone: Zone;
  /** The offset that holds from the zone's last change on. */
  readonly steadyOffset: number;
  /** Whether a shift of the plan runs over midnight. */
  readonly overnight: boolean;
  /** Whether some shift names a person. */
  readonly named: boolean;
}

const dayMs = 86_400_000;

const nobody = { from: 0, to: 0, person: undefined };
/** Not on duty. */
export const offDuty: Span = Object.freeze({ ...nobody });
/** It depends on a day of a year that the calendar does not know: the day itself, or the one before. */
export const unknownToday: Span = Object.freeze({ ...nobody });
export const unknownEve: Span = Object.freeze({ ...nobody });

export function dutyPlan(hours: PostHours, work: WorkDays, zone: Zone): DutyPlan {
  const planned = hours.days.flat();
  const changed = [...(hours.changes?.values() ?? [])].flat();
  return {
    hours,
    work,
    zone,
    steadyOffset: zone.offsetAt(Math.max(zone.steadyFrom, 0)),
    overnight: planned.some(({ to }) => to > dayMs),
    named: [...planned, ...changed].some(({ person }) => person !== undefined),
  };
}

function offsetAt({ zone, steadyOffset }: DutyPlan, at: number): number {
  return at >= zone.steadyFrom ? steadyOffset : zone.offsetAt(at);
}

/** The plan of a day, changes aside; undefined where it depends on a year that nobody knows. */
function plannedOn({ hours, work }: DutyPlan, day: number): Spans | undefined {
  const { kind, days } = hours;
  switch (kind) {
    case 'cycle': {
      const length = days.length;
      // the second remainder brings days before the anchor above zero
      return days[(((day - hours.anchor) % length) + length) % length] ?? noSpans;
    }
    case 'office':
      return work.shiftsOn(day);
    case 'workdays':
    case 'daysOff': {
      const worked = work.isWorked(day);
      if (worked === undefined) return undefined;
      return worked === (kind === 'workdays') ? days[0] : noSpans;
    }
  }
}

/** Whether the plan of a day would cover a time counted from its midnight, if the day were one of the plan's. */
function couldCover({ hours }: DutyPlan, time: number): boolean {
  return hours.kind === 'office' || spanAt(hours.days[0] ?? noSpans, time) !== undefined;
}

/** The shift of the plan that came from the day before. */
function fromEve(plan: DutyPlan, day: number, time: number, at: number): Span | undefined {
  const { kind } = plan.hours;
  if (kind !== 'office' && !plan.overnight) return undefined;
  const eve = plannedOn(plan, day - 1);
  if (eve !== undefined) return spanAt(eve, time + dayMs);
  if (kind !== 'office') return couldCover(plan, time + dayMs) ? unknownEve : undefined;
  // where the day itself is unknown as well, that is the answer
  const today = plan.work.shiftsOn(day);
  return today !== undefined && !plan.work.knows(at) ? unknownEve : undefined;
}

/** The shift that is on at an instant, or {@link offDuty}, {@link unknownToday}, {@link unknownEve}. */
export function dutyAt(plan: DutyPlan, at: number): Span {
  const local = at + offsetAt(plan, at);
  const day = Math.floor(local / dayMs);
  const time = local - day * dayMs;
  const { changes } = plan.hours;
  let eveChange: Spans | undefined;
  let change: Spans | undefined;
  if (changes !== undefined) {
    eveChange = changes.get(day - 1);
    change = changes.get(day);
    const changed =
      (eveChange && spanAt(eveChange, time + dayMs)) ?? (change && spanAt(change, time));
    if (changed !== undefined) return changed;
  }
  if (eveChange === undefined) {
    const span = fromEve(plan, day, time, at);
    if (span !== undefined) return span;
  }
  if (change !== undefined) return offDuty;
  const today = plannedOn(plan, day);
  if (today === undefined) return couldCover(plan, time) ? unknownToday : offDuty;
  return spanAt(today, time) ?? offDuty;
}

/** The year on which an answer of {@link unknownToday} or {@link unknownEve} depends. */
export function missingYear(plan: DutyPlan, at: number, answer: Span): number {
  return yearOf(localDay(at, plan.zone) - (answer === unknownEve ? 1 : 0));
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

/** Instants at which a plan may change its answer within a window; some of them change nothing. */
export function dutyChanges(
  plan: DutyPlan,
  from: number,
  until: number,
  add: (at: number) => void,
): void {
  const { zone, hours, work } = plan;
  const first = localDay(from, zone) - 1;
  const last = localDay(until, zone) + 1;
  for (let day = first; day <= last; day++) {
    const before = offsetAt(plan, (day - 1) * dayMs);
    const after = offsetAt(plan, (day + 3) * dayMs);
    const place = (time: number) => {
      add(day * dayMs + time - before);
      if (after !== before) add(day * dayMs + time - after);
    };
    place(0);
    const planned = plannedOn(plan, day) ?? hours.days[0] ?? noSpans;
    const changed = hours.changes?.get(day);
    for (const spans of changed === undefined ? [planned] : [planned, changed])
      for (const span of spans) {
        place(span.from);
        place(span.to);
      }
    const next = offsetAt(plan, (day + 1) * dayMs);
    const here = offsetAt(plan, day * dayMs);
    if (next !== here)
      add(firstAt(day * dayMs, (day + 1) * dayMs, (at) => offsetAt(plan, at) === next));
    const begin = day * dayMs - before;
    if (hours.kind === 'office' && work.shiftsOn(day) && !work.shiftsOn(day - 1))
      if (!work.knows(begin)) add(firstAt(begin, begin + dayMs, work.knows));
  }
}
