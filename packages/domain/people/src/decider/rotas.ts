import { dayNumber, findZone } from '@civigrid/calendar';
import type { PostId } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import { readRota } from '../rota/read-rota.ts';
import type { DutyPattern, Rota, ShiftChange } from '../rota/rota.ts';
import { covers, endOf, overlap } from '../tenure.ts';
import { cut, given, momentOf, refusal } from './moment.ts';
import type { ChangeShifts, EndRota, SetRota } from './roster-command.ts';
import type { RosterFact, RotaSet, ShiftsChanged } from './roster-fact.ts';
import type { RosterState } from './roster-state.ts';

type Facts = readonly RosterFact[];

function postsOf(pattern: DutyPattern): ReadonlySet<PostId> {
  return new Set(
    pattern.kind === 'office' ? pattern.posts : pattern.shifts.map(({ post }) => post),
  );
}

/** Refuses a rota in which anything is wrong, with the first code; the details list everything. */
function refuseFaults(rota: Rota, { posts }: RosterState): void {
  const ids = new Set(posts.map(({ id }) => id));
  const { faults } = readRota(rota, (post) => ids.has(post));
  const [first] = faults;
  if (first !== undefined)
    throw refusal(first.code, 'The rota cannot be set as it is.', { rota: rota.id, faults });
}

function versionOf(id: string, { rotas }: RosterState): number {
  return (
    1 + rotas.reduce((most, rota) => (rota.id === id ? Math.max(most, rota.version ?? 0) : most), 0)
  );
}

/** The versions that remain where a rota of one id is replaced from an instant on. */
function replacedFrom(rotas: readonly Rota[], id: string, from: number): readonly Rota[] {
  const kept = rotas.filter((rota) => rota.id !== id || rota.from < from);
  return cut(kept, (rota) => rota.id === id, from);
}

export function setRota(command: SetRota, state: RosterState): Facts {
  const { rota: id, zone, pattern } = command;
  const version = versionOf(id, state);
  const bounds = given(command);
  const named = zone === undefined ? {} : { zone };
  const rota: Rota = { id, version, from: momentOf(command, state), ...bounds, ...named, pattern };
  refuseFaults(rota, state);
  const posts = postsOf(pattern);
  for (const post of state.posts)
    if (posts.has(post.id) && post.until !== undefined)
      throw refusal('people/post-abolished', 'A post of the rota was abolished.', {
        rota: id,
        post: post.id,
      });
  for (const other of replacedFrom(state.rotas, id, rota.from))
    for (const post of overlap(other, rota) ? postsOf(other.pattern) : [])
      if (posts.has(post))
        throw refusal('people/rotas-overlap', 'Another rota rules the post in that time.', {
          rota: id,
          other: other.id,
          post,
        });
  return [
    {
      type: 'people/rota-set',
      schema: 1,
      data: { rota: id, version, ...bounds, ...named, pattern },
    },
  ];
}

function inForce(id: string, at: number, { rotas }: RosterState): Rota {
  const rota = rotas.find((each) => each.id === id && covers(each, at));
  if (rota === undefined)
    throw refusal('people/rota-not-in-force', 'No such rota is in force then.', { rota: id });
  return rota;
}

export function endRota(command: EndRota, state: RosterState): Facts {
  const { rota: id, until } = command;
  const { version = 0 } = inForce(id, until ?? momentOf(command, state), state);
  const data = { rota: id, version, ...(until !== undefined && { until }) };
  return [{ type: 'people/rota-ended', schema: 1, data }];
}

/** The changes of a rota with one more, which replaces an earlier one of the same post and day. */
function withChange({ changes = [] }: Rota, change: ShiftChange): readonly ShiftChange[] {
  const { post, date } = change;
  return [...changes.filter((each) => each.post !== post || each.date !== date), change];
}

export function changeShifts(command: ChangeShifts, state: RosterState): Facts {
  const { rota: id, post, date, shifts } = command;
  const day = dayNumber(date);
  if (day === undefined)
    throw refusal('people/bad-date', "A day is written 'YYYY-MM-DD'.", { rota: id });
  /** The version that rules the day's noon, by its own clock. */
  const noon = (rota: Rota) => {
    const at = (day + 0.5) * dayMs;
    return at - (findZone(rota.zone ?? 'Asia/Shanghai')?.offsetAt(at) ?? 0);
  };
  const rota = state.rotas.find((each) => each.id === id && covers(each, noon(each)));
  if (rota === undefined)
    throw refusal('people/rota-not-in-force', 'No such rota is in force on that day.', {
      rota: id,
      date,
    });
  const change: ShiftChange = { date, post, shifts };
  refuseFaults({ ...rota, changes: withChange(rota, change) }, state);
  const { version = 0 } = rota;
  return [
    { type: 'people/shifts-changed', schema: 1, data: { rota: id, version, post, date, shifts } },
  ];
}

/** The rotas after a version was set. */
export function afterSet(
  rotas: readonly Rota[],
  data: RotaSet['data'],
  moment: number,
): readonly Rota[] {
  const { rota: id, ...rest } = data;
  const rota: Rota = { id, from: moment, ...rest };
  return [...replacedFrom(rotas, id, rota.from), rota];
}

/** The rotas after one ended: later versions of it, if any, are not touched. */
export function afterEnd(rotas: readonly Rota[], id: string, until: number): readonly Rota[] {
  return cut(rotas, (rota) => rota.id === id && endOf(rota) > until, until);
}

/** The rotas after shifts were changed. */
export function afterChange(
  rotas: readonly Rota[],
  { rota: id, version, ...change }: ShiftsChanged['data'],
): readonly Rota[] {
  return rotas.map((rota) =>
    rota.id === id && rota.version === version
      ? { ...rota, changes: withChange(rota, change) }
      : rota,
  );
}
