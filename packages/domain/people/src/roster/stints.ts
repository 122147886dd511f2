import type { WorkCalendar } from '@civigrid/calendar';
import type { PersonId, PostId } from '@civigrid/kernel';
import { type DutyPlan, dutyPlan } from '../rota/duty-plan.ts';
import { type PostHours, readRota } from '../rota/read-rota.ts';
import type { Rota } from '../rota/rota.ts';
import { noSpans } from '../rota/span.ts';
import { spanLists } from '../rota/span-lists.ts';
import { noWorkDays, workDays } from '../rota/work-days.ts';
import { endOf, overlap, type Term } from '../tenure.ts';
import type { RosterIssue } from './roster-issue.ts';

/** A time in which one rota rules a post. */
export type Stint = Term & { readonly plan: DutyPlan };

const never: PostHours = { kind: 'cycle', days: [noSpans], anchor: 0, changes: undefined };

/** The rotas of each post, in order and without overlap; of two that overlap the one that begins later is left out. */
export function stintsByPost(
  rotas: readonly Rota[],
  known: ReadonlyMap<PostId, unknown>,
  calendar: WorkCalendar | undefined,
  numberOf: (person: PersonId) => number,
  issues: RosterIssue[],
): ReadonlyMap<PostId, readonly Stint[]> {
  const lists = spanLists(numberOf);
  const work = calendar === undefined ? noWorkDays : workDays(calendar, lists);
  const refused: RosterIssue[] = [];
  const byPost = new Map<PostId, Stint[]>();
  const inOrder = rotas
    .map((rota, index) => ({ rota, index }))
    .sort((one, other) => one.rota.from - other.rota.from || one.index - other.index);
  for (const { rota, index } of inOrder) {
    const place = { list: 'rotas', index, rota: rota.id } as const;
    const { zone, posts, faults } = readRota(rota, (post) => known.has(post));
    for (const { code, ...within } of faults) refused.push({ code, ...place, ...within });
    if (rota.pattern.kind !== 'cycle') {
      if (calendar === undefined) refused.push({ code: 'people/no-calendar', ...place });
      else if (zone !== undefined && zone.name !== calendar.zone)
        refused.push({ code: 'people/zone-differs', ...place });
    }
    const { from } = rota;
    const until = endOf(rota);
    /** Posts of an office without changes share one plan. */
    const plans = new Map<unknown, DutyPlan>();
    for (const [post, read] of posts) {
      const hours = zone === undefined ? never : read;
      const shared = hours.kind === 'office' && hours.changes === undefined ? 'office' : hours;
      const plan = plans.get(shared) ?? dutyPlan(hours, lists, work, zone ?? utc);
      plans.set(shared, plan);
      const kept = byPost.get(post);
      const last = kept?.[kept.length - 1];
      if (last !== undefined && overlap(last, { from, until }))
        refused.push({ code: 'people/rotas-overlap', ...place, post });
      else if (kept === undefined) byPost.set(post, [{ from, until, plan }]);
      else kept.push({ from, until, plan });
    }
  }
  issues.push(...refused.sort((one, other) => one.index - other.index));
  return byPost;
}

/** For a rota whose own zone nobody knows: it gives no duty, and the day does not matter. */
const utc = Object.freeze({
  name: 'UTC',
  steadyFrom: Number.NEGATIVE_INFINITY,
  offsetAt: () => 0,
});
