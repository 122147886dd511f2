import type { SubjectRef } from '@civigrid/kernel';
import { checkedCode, checkedCount } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { drawn, type PointsBookedData, usable } from './booking.ts';
import { refusal } from './volunteer-error.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import { knownVolunteer, momentOf, type VolunteersState } from './volunteers-state.ts';

/** Publishes what a reward costs (公布兑换), in place of an earlier price. */
export interface OfferReward extends Given {
  readonly type: 'offerReward';
  readonly reward: string;
  /** Whole, 1 to a billion. */
  readonly points: number;
}

/** Takes a reward off the list. Refused with `people/reward-unknown`. */
export interface WithdrawReward extends Given {
  readonly type: 'withdrawReward';
  readonly reward: string;
}

/**
 * A volunteer takes rewards for points (积分兑换), also one who has withdrawn. What expires first goes first. Refused with
 * `people/volunteer-unknown`, `reward-unknown`, and `points-insufficient` beyond what can be used at that instant.
 */
export interface Redeem extends Given {
  readonly type: 'redeem';
  readonly volunteer: SubjectRef;
  readonly reward: string;
  /** 1 to a million; one if left out. */
  readonly count?: number;
}

/** Data of `people/reward-offered`. */
export type RewardOfferedData = { readonly reward: string; readonly points: number };

/** Data of `people/reward-withdrawn`. */
export type RewardWithdrawnData = { readonly reward: string };

/** Decides {@link OfferReward}. */
export function offerReward(
  command: OfferReward,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const reward = checkedCode(command.reward, '/reward');
  const points = checkedCount(command.points, '/points', { least: 1, most: 1e9 });
  const same = state.rewards.some((each) => each.reward === reward && each.points === points);
  return same ? [] : [factOf('people/reward-offered', { reward, points })];
}

function offered(reward: string, { rewards }: VolunteersState): RewardOfferedData {
  const found = rewards.find((each) => each.reward === reward);
  if (found === undefined) throw refusal('people/reward-unknown', 'No such reward is offered.');
  return found;
}

/** Decides {@link WithdrawReward}. */
export function withdrawReward(
  command: WithdrawReward,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const { reward } = offered(command.reward, state);
  return [factOf('people/reward-withdrawn', { reward })];
}

/** Decides {@link Redeem}. */
export function redeem(command: Redeem, state: VolunteersState): readonly VolunteersFact[] {
  const { volunteer } = knownVolunteer(command.volunteer, state);
  const { reward, points: price } = offered(command.reward, state);
  const count = checkedCount(command.count ?? 1, '/count', { least: 1, most: 1e6 });
  const points = price * count;
  const at = momentOf(command, state);
  const purse = state.lots
    .filter((lot) => lot.volunteer === volunteer && usable(lot, at))
    .sort(
      (one, other) =>
        (one.expires ?? Infinity) - (other.expires ?? Infinity) || one.lot - other.lot,
    )
    .map(({ lot, left }) => ({ lot, points: left }));
  const lots = drawn(purse, points);
  if (lots === undefined)
    throw refusal('people/points-insufficient', 'The points do not suffice.', { reward, count });
  const booked: PointsBookedData = {
    booking: state.bookings.length + 1,
    volunteer,
    from: 'held',
    to: 'redeemed',
    points,
    lots,
    cause: { kind: 'reward', reward, count },
  };
  return [factOf('people/points-booked', booked)];
}
