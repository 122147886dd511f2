import { minutesOf } from './account.ts';
import type { Booking, Lot, PointAccount } from './booking.ts';
import { refusal } from './volunteer-error.ts';
import type { Activity, VolunteersState } from './volunteers-state.ts';

/** The points of a ledger by account; `issued = held + redeemed + expired` always. */
export interface PointSums {
  readonly issued: number;
  readonly held: number;
  readonly redeemed: number;
  readonly expired: number;
}

/** What may be published of a team or a programme; `withheld` where so few gave time that a sum would speak of a person. */
export type PublishedSums =
  | (PointSums & {
      readonly of: string;
      readonly withheld: false;
      /** How many gave time. */
      readonly volunteers: number;
      /** Confirmed minutes. */
      readonly minutes: number;
    })
  | { readonly of: string; readonly withheld: true };

function net(
  bookings: readonly Booking[],
  account: PointAccount,
  lots: ReadonlySet<number>,
): number {
  let sum = 0;
  for (const { from, to, lots: shares } of bookings) {
    if (from !== account && to !== account) continue;
    for (const { lot, points } of shares)
      if (lots.has(lot)) sum += to === account ? points : -points;
  }
  return sum;
}

function pointsOf({ bookings }: VolunteersState, lots: readonly Lot[]): PointSums {
  const own = new Set(lots.map(({ lot }) => lot));
  return {
    issued: 0 - net(bookings, 'issued', own),
    // Out of the lots and not out of the bookings: the two are kept apart, and must agree.
    held: lots.reduce((sum, { left }) => sum + left, 0),
    redeemed: net(bookings, 'redeemed', own),
    expired: net(bookings, 'expired', own),
  };
}

/** The sums of a whole ledger (总账). */
export function ledgerSums(state: VolunteersState): PointSums {
  return pointsOf(state, state.lots);
}

function published(
  state: VolunteersState,
  of: string,
  among: (activity: Pick<Activity, 'team' | 'programme'>) => boolean,
  least: number,
): PublishedSums {
  const activities = new Set(state.activities.filter(among).map(({ activity }) => activity));
  const given = state.attendances.filter(
    (each) => activities.has(each.activity) && minutesOf(each) > 0,
  );
  const lots = state.lots.filter(among);
  const everybody = [...given, ...lots].map(({ volunteer }) => volunteer);
  const volunteers = new Set(everybody).size;
  if (volunteers < least) return { of, withheld: true };
  return {
    of,
    withheld: false,
    volunteers,
    minutes: given.reduce((sum, each) => sum + minutesOf(each), 0),
    ...pointsOf(state, lots),
  };
}

function checkedLeast(least: number): number {
  if (!Number.isInteger(least) || least < 2)
    throw refusal('people/too-few-to-publish', 'A sum is published of two persons or more.', {
      path: '/least',
    });
  return least;
}

/**
 * The sums of each team, in the order in which they were formed (队伍汇总). A team to which fewer than `least` volunteers
 * gave time is withheld; 5 if left out, below 2 refused with `people/too-few-to-publish`. Whoever publishes these
 * beside other sums of the same ledger looks after the differences.
 */
export function teamSums(state: VolunteersState, least = 5): readonly PublishedSums[] {
  const few = checkedLeast(least);
  return state.teams.map(({ team }) => published(state, team, (each) => each.team === team, few));
}

/** The same for each programme to which activities belong (项目汇总), by its code. */
export function programmeSums(state: VolunteersState, least = 5): readonly PublishedSums[] {
  const few = checkedLeast(least);
  const programmes = new Set(state.activities.flatMap(({ programme }) => programme ?? []));
  return [...programmes]
    .sort()
    .map((code) => published(state, code, (each) => each.programme === code, few));
}
