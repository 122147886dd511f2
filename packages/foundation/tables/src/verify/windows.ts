import type { WeekTimeCell } from '../cell.ts';
import type { Spans } from '../space/spans.ts';

const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;

/** Ranks of a week as windows, each with the days on which it opens; `cuts` are the minutes at which ranks begin. */
export function windowsOf(ranks: Spans, cuts: ArrayLike<number>): readonly WeekTimeCell[] {
  const minutes = ranks.map((rank) => (rank === 0 ? 0 : (cuts[rank - 1] ?? weekMinutes)));
  const days = new Map<string, { readonly between: readonly [string, string]; days: number[] }>();
  for (const [from, until] of roundTheWeek(minutes).flatMap(byDay)) {
    const between = [clock(from % dayMinutes), clock(until % dayMinutes || dayMinutes)] as const;
    const day = Math.floor(from / dayMinutes) + 1;
    const key = between.join();
    const window = days.get(key);
    if (window) window.days.push(day);
    else days.set(key, { between, days: [day] });
  }
  return Array.from(days.values(), ({ between, days: opens }) =>
    opens.length === 7 ? { between } : { between, days: [...opens].sort((a, b) => a - b) },
  );
}

type Minutes = readonly [from: number, until: number];

/** What ends with the week and what begins it are one. */
function roundTheWeek(minutes: Spans): readonly Minutes[] {
  const all: Minutes[] = [];
  for (let i = 0; i < minutes.length; i += 2)
    all.push([minutes[i] as number, minutes[i + 1] as number]);
  const [first] = all;
  const last = all.at(-1);
  if (all.length < 2 || first?.[0] !== 0 || last?.[1] !== weekMinutes) return all;
  return [...all.slice(1, -1), [last[0], weekMinutes + first[1]]];
}

/** A window is shorter than a day unless it is one day; longer times are cut at midnight. */
function byDay([from, until]: Minutes): readonly Minutes[] {
  if (until - from < dayMinutes) return [[from % weekMinutes, until]];
  const pieces: Minutes[] = [];
  for (let at = from; at < until; ) {
    const midnight = (Math.floor(at / dayMinutes) + 1) * dayMinutes;
    // The last piece of less than a day may begin before midnight and run over it.
    const end = until - at < dayMinutes ? until : Math.min(midnight, until);
    pieces.push([at % weekMinutes, end]);
    at = end;
  }
  return pieces;
}

function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
