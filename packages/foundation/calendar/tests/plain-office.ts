import type { CalendarDay, InstantResult, MinutesResult, Timetable } from '@civigrid/calendar';

/** Everything about one place of work, as a person would write it down. */
export interface Office {
  readonly zone: string;
  readonly timetables: readonly Timetable[];
  readonly weekends: readonly number[];
  readonly years: Readonly<Record<string, readonly CalendarDay[]>>;
}

/** What a wall shows: found by Intl, which the engine does not use for these zones or uses in another way. */
function wall(zone: string): (at: number) => readonly [date: string, time: string] {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (at) => {
    const [date = '', time = ''] = format.format(at).split(' ');
    return [date, time];
  };
}

export function nextDate(date: string, days: number): string {
  const at = new Date(`${date}T00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export function weekdayOfDate(date: string): number {
  return new Date(`${date}T00:00Z`).getUTCDay() || 7;
}

/** The first timetable that applies to a date when it is worked like some weekday. */
export function timetableFor(
  timetables: readonly Timetable[],
  date: string,
  weekday: number,
): Timetable | undefined {
  const monthDay = date.slice(5);
  return timetables.find(({ from, to, weekdays }) => {
    if (weekdays && !weekdays.includes(weekday)) return false;
    if (from === undefined || to === undefined) return true;
    return from <= to ? from <= monthDay && monthDay <= to : monthDay >= from || monthDay <= to;
  });
}

type State =
  | { readonly ok: true; readonly open: boolean; readonly home: string }
  | { readonly ok: false; readonly code: 'calendar/unknown-year'; readonly year: number };

function unknown(date: string): State & { ok: false } {
  return { ok: false, code: 'calendar/unknown-year', year: Number(date.slice(0, 4)) };
}

/** The plain reading of an office: is a clerk at work at this instant? Everything else walks from minute to minute. */
export function plainOffice({ zone, timetables, weekends, years }: Office) {
  const rows = new Map<string, CalendarDay>();
  for (const row of Object.values(years).flat()) rows.set(row.date, row);
  const look = wall(zone);
  const isKnown = (date: string) => Object.hasOwn(years, date.slice(0, 4));

  const remembered = new Map<string, Timetable['shifts']>();
  const shiftsOn = (date: string): Timetable['shifts'] => {
    const known = remembered.get(date);
    if (known) return known;
    const row = rows.get(date);
    const isWorked = row ? row.kind === 'work' : !weekends.includes(weekdayOfDate(date));
    const shifts = isWorked
      ? (timetableFor(timetables, date, row?.as ?? weekdayOfDate(date))?.shifts ?? [])
      : [];
    remembered.set(date, shifts);
    return shifts;
  };
  const lastsUntil = (shifts: Timetable['shifts'], time: string) =>
    shifts.some(([from, to]) => to < from && time < to);

  const stateOfMinute = (at: number): State => {
    const [date, time] = look(at);
    const eve = nextDate(date, -1);
    if (isKnown(eve)) {
      if (lastsUntil(shiftsOn(eve), time)) return { ok: true, open: true, home: eve };
    } else {
      // the notice of that year may have had it worked like any day of the week
      const any = [1, 2, 3, 4, 5, 6, 7].some((weekday) =>
        lastsUntil(timetableFor(timetables, eve, weekday)?.shifts ?? [], time),
      );
      if (any) return unknown(eve);
    }
    if (!isKnown(date)) return unknown(date);
    const open = shiftsOn(date).some(([from, to]) => from <= time && (to < from || time < to));
    return { ok: true, open, home: date };
  };
  const seen = new Map<number, State>();
  const state = (at: number): State => {
    const minute = Math.floor(at / 60_000);
    const known = seen.get(minute);
    if (known) return known;
    const found = stateOfMinute(minute * 60_000);
    seen.set(minute, found);
    return found;
  };

  return {
    state,
    shiftsOn,
    addWork(at: number, count: number, step: number): InstantResult {
      let t = at;
      for (let done = 0; done < count; t += step) {
        const now = state(t);
        if (!now.ok) return now;
        if (now.open) done++;
      }
      return { ok: true, at: t };
    },
    addDays(at: number, count: number): InstantResult {
      const [start] = look(at);
      if (!isKnown(start)) return unknown(start);
      const days: { date: string; end: number }[] = [];
      // walks on until a workday more has begun, or a year that nobody knows: only then is the n-th over
      for (let t = Math.floor(at / 60_000) * 60_000; ; t += 60_000) {
        const now = state(t);
        if (!now.ok && !isKnown(look(t)[0])) {
          const last = days[count - 1];
          return last ? { ok: true, at: last.end } : now;
        }
        if (!now.ok || !now.open || now.home <= start) continue;
        if (days[days.length - 1]?.date !== now.home) days.push({ date: now.home, end: t });
        days[days.length - 1] = { date: now.home, end: t + 60_000 };
        const last = days[count - 1];
        if (last && days.length > count) return { ok: true, at: last.end };
      }
    },
    between(from: number, to: number): MinutesResult {
      let minutes = 0;
      for (let t = from; t < to; t += 60_000) {
        const now = state(t);
        if (!now.ok) return now;
        if (now.open) minutes++;
      }
      return { ok: true, minutes };
    },
  };
}
