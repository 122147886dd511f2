import type { GridCode, SubjectRef } from '@civigrid/kernel';
import { checkedInstant } from '../record/checked.ts';
import type { CareState, ListedPerson } from './care-state.ts';
import type { HouseholdErrorCode } from './household-error.ts';
import type { HouseholdState, KnownHousehold } from './household-state.ts';
import { nextVisit, type VisitRhythm, type VisitRhythms } from './rhythm.ts';
import { isDone, type VisitLog } from './visit.ts';

/** Whom a visit is paid to: a person of the care list, or a household. */
export interface VisitTarget {
  readonly person?: SubjectRef;
  readonly household?: string;
  readonly grid: GridCode;
}

/** A visit that is due (应访) or overdue (逾期未访), or help that was promised until now. */
export interface DueVisit extends VisitTarget {
  /** By rhythm, or because help was promised. */
  readonly why: 'rhythm' | 'help';
  /** The kinds of visits that would do. */
  readonly kinds: readonly string[];
  /** The promise, where help was promised. */
  readonly help?: string;
  /** UTC milliseconds. */
  readonly due: number;
  readonly status: 'due' | 'overdue';
  /** How often nobody was met since the last visit that took place. */
  readonly attempts: number;
}

/** An entry whose visits nobody can plan. */
export interface VisitIssue extends VisitTarget {
  readonly code: Extract<HouseholdErrorCode, 'people/unknown-level'>;
  readonly level: string;
}

/** Which visits are due, earliest first, and which entries have a level that the town does not know. */
export interface DueVisits {
  readonly due: readonly DueVisit[];
  readonly issues: readonly VisitIssue[];
}

function byRhythm(
  log: VisitLog & { readonly since: number },
  rhythm: VisitRhythm,
  target: VisitTarget,
  at: number,
): readonly DueVisit[] {
  const counting = log.visits.filter(({ kind }) => rhythm.kinds.includes(kind));
  const last = counting
    .filter(isDone)
    .reduce((latest, { visitedAt }) => Math.max(latest, visitedAt), log.since);
  const { due, overdue } = nextVisit(rhythm, last);
  if (due > at) return [];
  const missed = counting.filter((visit) => !isDone(visit) && visit.visitedAt >= last);
  return [
    {
      ...target,
      why: 'rhythm',
      kinds: rhythm.kinds,
      due,
      status: overdue <= at ? 'overdue' : 'due',
      attempts: missed.length,
    },
  ];
}

/** Promises whose day has come: what was promised until an instant is overdue from then on. */
function byPromise({ helps }: VisitLog, target: VisitTarget, at: number): readonly DueVisit[] {
  return helps
    .filter(({ by }) => by <= at)
    .map(({ help, service, by }) => ({
      ...target,
      why: 'help',
      kinds: [service],
      help,
      due: by,
      status: 'overdue',
      attempts: 0,
    }));
}

function ofPerson(entry: ListedPerson, { careLevels }: VisitRhythms, at: number): DueVisits {
  const { person, household, grid, level } = entry;
  const target = { person, ...(household !== undefined && { household }), grid };
  const promised = byPromise(entry, target, at);
  // A lapsed entry asks for no visits: `dueReviews` names it.
  if (entry.until <= at) return { due: promised, issues: [] };
  const rhythm = careLevels.get(level);
  if (rhythm === undefined)
    return { due: promised, issues: [{ ...target, code: 'people/unknown-level', level }] };
  return { due: [...byRhythm(entry, rhythm, target, at), ...promised], issues: [] };
}

function ofHousehold(state: KnownHousehold, { household: rhythm }: VisitRhythms, at: number) {
  const { household, grid } = state;
  const target = { household, grid };
  const planned = rhythm === undefined ? [] : byRhythm(state, rhythm, target, at);
  return { due: [...planned, ...byPromise(state, target, at)], issues: [] };
}

function dueOf(state: HouseholdState | CareState, rhythms: VisitRhythms, at: number): DueVisits {
  if (state.status === 'listed') return ofPerson(state, rhythms, at);
  if (state.status === 'open') return ofHousehold(state, rhythms, at);
  return { due: [], issues: [] };
}

/**
 * Whose visit is due or overdue at an instant, among persons of the care list and households (走访提醒). Earliest due
 * first and nothing else: nobody is weighed against another. Refuses with `people/invalid-rhythm`.
 */
export function dueVisits(
  states: readonly (HouseholdState | CareState)[],
  at: number,
  rhythms: VisitRhythms,
): DueVisits {
  checkedInstant(at, '/at');
  const all = states.map((state) => dueOf(state, rhythms, at));
  return {
    due: all.flatMap(({ due }) => due).sort((one, other) => one.due - other.due),
    issues: all.flatMap(({ issues }) => issues),
  };
}

/** An entry of the care list that somebody must look at again (待复核), or that has lapsed. */
export interface DueReview extends VisitTarget {
  /** UTC milliseconds. */
  readonly review: number;
  readonly until: number;
  readonly lapsed: boolean;
}

/** Which entries of the care list are due for review at an instant; one that lapsed stays named until it is renewed or ended. */
export function dueReviews(states: readonly CareState[], at: number): readonly DueReview[] {
  checkedInstant(at, '/at');
  return states
    .flatMap((state): readonly DueReview[] => {
      if (state.status !== 'listed' || state.review > at) return [];
      const { person, household, grid, review, until } = state;
      const target = { person, ...(household !== undefined && { household }), grid };
      return [{ ...target, review, until, lapsed: until <= at }];
    })
    .sort((one, other) => one.review - other.review);
}
