import type { Decider } from '@civigrid/kernel';
import { checkedInstant } from '../record/checked.ts';
import {
  type CancelActivity,
  type CancelSignUp,
  cancelActivity,
  cancelSignUp,
  type OpenActivity,
  openActivity,
  type SignUp,
  signUp,
} from './activity.ts';
import {
  type Attend,
  attend,
  type ConfirmHours,
  type CorrectHours,
  confirmHours,
  correctHours,
  type RejectHours,
  rejectHours,
} from './attendance.ts';
import { type CorrectPoints, correctPoints } from './correct-points.ts';
import { type EnrolVolunteer, enrol, type WithdrawVolunteer, withdraw } from './enrolment.ts';
import { evolve } from './evolve.ts';
import { type ExpirePoints, expire } from './expire.ts';
import { type PublishRule, publishRule } from './point-rule.ts';
import {
  type OfferReward,
  offerReward,
  type Redeem,
  redeem,
  type WithdrawReward,
  withdrawReward,
} from './reward.ts';
import {
  type DisbandTeam,
  disbandTeam,
  type FormTeam,
  formTeam,
  type JoinTeam,
  joinTeam,
  type LeaveTeam,
  leaveTeam,
} from './team.ts';
import { refusal } from './volunteer-error.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import type { VolunteersState } from './volunteers-state.ts';

/** What can be asked of a volunteers' ledger. */
export type VolunteersCommand =
  | PublishRule
  | FormTeam
  | DisbandTeam
  | JoinTeam
  | LeaveTeam
  | EnrolVolunteer
  | WithdrawVolunteer
  | OpenActivity
  | CancelActivity
  | SignUp
  | CancelSignUp
  | Attend
  | ConfirmHours
  | RejectHours
  | CorrectHours
  | OfferReward
  | WithdrawReward
  | Redeem
  | ExpirePoints
  | CorrectPoints;

function decided(command: VolunteersCommand, state: VolunteersState): readonly VolunteersFact[] {
  switch (command.type) {
    case 'publishRule':
      return publishRule(command, state);
    case 'formTeam':
      return formTeam(command, state);
    case 'disbandTeam':
      return disbandTeam(command, state);
    case 'joinTeam':
      return joinTeam(command, state);
    case 'leaveTeam':
      return leaveTeam(command, state);
    case 'enrol':
      return enrol(command, state);
    case 'withdraw':
      return withdraw(command, state);
    case 'openActivity':
      return openActivity(command, state);
    case 'cancelActivity':
      return cancelActivity(command, state);
    case 'signUp':
      return signUp(command, state);
    case 'cancelSignUp':
      return cancelSignUp(command, state);
    case 'attend':
      return attend(command, state);
    case 'confirmHours':
      return confirmHours(command, state);
    case 'rejectHours':
      return rejectHours(command, state);
    case 'correctHours':
      return correctHours(command, state);
    case 'offerReward':
      return offerReward(command, state);
    case 'withdrawReward':
      return withdrawReward(command, state);
    case 'redeem':
      return redeem(command, state);
    case 'expire':
      return expire(command, state);
    case 'correctPoints':
      return correctPoints(command, state);
  }
}

/**
 * A volunteers' ledger (志愿服务台账) of a community, in a stream of {@link volunteersStream}: teams, enrolment, activities,
 * hours that a second actor confirms, points booked twice, rewards. One stream for all its teams, so that a volunteer
 * has one account and every redemption is checked against the whole of it.
 *
 * A ledger serves its volunteers and ranks none: there is no list of persons by hours or points, and no code that
 * would give one.
 */
export const volunteersDecider: Decider<VolunteersState, VolunteersCommand, VolunteersFact> = {
  initial: {
    at: null,
    rules: [],
    teams: [],
    volunteers: [],
    activities: [],
    attendances: [],
    rewards: [],
    bookings: [],
    lots: [],
  },
  decide: (command, state) => {
    checkedInstant(command.at, '/at');
    const facts: readonly VolunteersFact[] | undefined = decided(command, state);
    if (facts !== undefined) return facts;
    throw refusal('people/unknown-command', 'The ledger knows no such command.', {
      path: '/type',
    });
  },
  evolve,
};
