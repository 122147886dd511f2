import type { WorkCalendar } from '@civigrid/calendar';
import type { PersonId, PostId } from '@civigrid/kernel';
import { type DutyPlan, dutyPlan } from '../rota/duty-plan.ts';
import { type PostHours, type ReadRota, readRota } from '../rota/read-rota.ts';
import type { Rota } from '../rota/rota.ts';
import { noSpans } from '../rota/span.ts';
import { type SpanLists, spanLists } from '../rota/span-lists.ts';
import { noWorkDays, type WorkDays, workDays } from '../rota/work-days.ts';
import { endOf, overlap, type Term } from '../tenure.ts';
import type { RosterIssue } from './roster-issue.ts';
import { addInOrder } from './terms-by-post.ts';

/** A time in which one rota rules a post. */
export type Stint = Term & { readonly plan: DutyPlan };

interface Candidate extends ReadRota {
  readonly rota: Rota;
  readonly index: number;
}

const never: PostHours = { kind: 'cycle', days: [noSpans], anchor: 0, changes: undefined };
/** For a rota whose own zone nobody knows: it gives no duty, and the day does not matter. */
const utc = Object.freeze({
  name: 'UTC',
  steadyFrom: Number.NEGATIVE_INFINITY,
  offsetAt: () => 0,
});

function placeOf({ rota, index }: Candidate): Pick<RosterIssue, 'list' | 'index' | 'rota'> {
  return { list: 'rotas', index, rota: rota.id };
}

/** What is wrong with a rota by itself, and with its calendar. */
function issuesOf(
  candidate: Candidate,
  calendar: WorkCalendar | undefined,
): readonly RosterIssue[] {
  const { rota, zone, faults } = candidate;
  const place = placeOf(candidate);
  const issues: RosterIssue[] = faults.map(({ code, ...within }) => ({
    code,
    ...place,
    ...within,
  }));
  if (rota.pattern.kind === 'cycle') return issues;
  if (calendar === undefined) issues.push({ code: 'people/no-calendar', ...place });
  else if (zone !== undefined && zone.name !== calendar.zone)
    issues.push({ code: 'people/zone-differs', ...place });
  return issues;
}

/** The plan of each post of a rota; those of an office without changes share one. */
function plansOf(
  { zone, posts }: Candidate,
  lists: SpanLists,
  work: WorkDays,
): readonly (readonly [PostId, DutyPlan])[] {
  const plans = new Map<unknown, DutyPlan>();
  return Array.from(posts, ([post, read]) => {
    const hours = zone === undefined ? never : read;
    const shared = hours.kind === 'office' && hours.changes === undefined ? 'office' : hours;
    const plan = plans.get(shared) ?? dutyPlan(hours, lists, work, zone ?? utc);
    plans.set(shared, plan);
    return [post, plan];
  });
}

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
  const candidates: Candidate[] = [];
  for (const [index, rota] of rotas.entries()) {
    const candidate = { rota, index, ...readRota(rota, (post) => known.has(post)) };
    for (const issue of issuesOf(candidate, calendar)) refused.push(issue);
    // without posts its times need not be numbers, and nothing could be ordered by them
    if (candidate.posts.size > 0) candidates.push(candidate);
  }
  candidates.sort((one, other) => one.rota.from - other.rota.from || one.index - other.index);
  const byPost = new Map<PostId, Stint[]>();
  for (const candidate of candidates) {
    const { from } = candidate.rota;
    const until = endOf(candidate.rota);
    for (const [post, plan] of plansOf(candidate, lists, work)) {
      const kept = byPost.get(post);
      const last = kept?.[kept.length - 1];
      if (last !== undefined && overlap(last, { from, until }))
        refused.push({ code: 'people/rotas-overlap', ...placeOf(candidate), post });
      else if (kept === undefined) byPost.set(post, [{ from, until, plan }]);
      else kept.push({ from, until, plan });
    }
  }
  addInOrder(issues, refused);
  return byPost;
}
