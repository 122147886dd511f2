import type { PersonId } from '@civigrid/kernel';
import type { Silence } from './answer.ts';
import type { Acting, Actings } from './holding.ts';
import { notStanding, type Slots, silences, unknownYear } from './slots.ts';

/** What one post says by itself at an instant, whoever answers above it (岗位状态). */
export type PostState =
  | ({ readonly status: 'acting' } & Acting)
  | {
      readonly status: 'silent';
      readonly reason: Silence;
      /** Who is off duty or away; absent where the post is vacant, or its rota names no one off duty. */
      readonly person?: PersonId;
    }
  | { readonly status: 'unknown'; readonly code: 'calendar/unknown-year'; readonly year: number }
  /** The post was abolished, or there is none of this id. */
  | { readonly status: 'notStanding' };

/** A stretch of time in which one post says the same; instants in UTC milliseconds, `until` not included. */
export interface PostInterval {
  readonly from: number;
  readonly until: number;
  readonly state: PostState;
}

function sameState(one: PostState, other: PostState): boolean {
  if (one.status === 'acting' && other.status === 'acting')
    return one.person === other.person && one.as === other.as;
  if (one.status === 'silent' && other.status === 'silent')
    return one.reason === other.reason && one.person === other.person;
  if (one.status === 'unknown' && other.status === 'unknown') return one.year === other.year;
  return one.status === other.status;
}

function stateOf(slots: Slots, actings: Actings, slot: number, at: number): PostState {
  const state = slots.stateAt(slot, at);
  if (state >= 0) return { status: 'acting', ...actings.acting(state) };
  if (state === notStanding) return { status: 'notStanding' };
  if (state === unknownYear)
    return { status: 'unknown', code: 'calendar/unknown-year', year: slots.yearAt(slot, at) };
  const reason = silences[-1 - state] as Silence;
  const person = slots.silentPerson(slot, at);
  return { status: 'silent', reason, ...(person === undefined ? {} : { person }) };
}

/** What one post says in a window, in intervals without a hole. */
export function postIntervals(
  slots: Slots,
  actings: Actings,
  slot: number,
  { from, until }: { readonly from: number; readonly until: number },
): readonly PostInterval[] {
  const points = new Set<number>([from]);
  slots.changes(slot, from, until, (at) => {
    if (at > from && at < until) points.add(at);
  });
  const intervals: { from: number; until: number; state: PostState }[] = [];
  for (const at of Float64Array.from(points).sort()) {
    const state = stateOf(slots, actings, slot, at);
    const last = intervals[intervals.length - 1];
    if (last !== undefined && sameState(last.state, state)) continue;
    if (last !== undefined) last.until = at;
    intervals.push({ from: at, until, state });
  }
  return intervals;
}
