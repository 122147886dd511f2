import type { GridCode, SubjectRef } from '@civigrid/kernel';
import { checkedCode, checkedCount, checkedInstants } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { refusal } from './volunteer-error.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import {
  enrolledVolunteer,
  momentOf,
  standingActivity,
  standingTeam,
  type VolunteersState,
} from './volunteers-state.ts';

/** Opens an activity for sign-up (发布活动). Refused with `people/activity-exists`, `team-unknown`, `activity-reversed`. */
export interface OpenActivity extends Given {
  readonly type: 'openActivity';
  readonly activity: string;
  readonly team: string;
  /** One of `sixHelps`, or another code of the town. */
  readonly help: string;
  readonly grid: GridCode;
  /** UTC milliseconds, included. */
  readonly from: number;
  /** UTC milliseconds, not included. */
  readonly until: number;
  readonly places?: number;
  readonly programme?: string;
}

/** Cancels it (取消活动). Refused with `people/activity-unknown`, `activity-cancelled`, and `attended-already` once somebody gave time. */
export interface CancelActivity extends Given {
  readonly type: 'cancelActivity';
  readonly activity: string;
}

/** A volunteer signs up (报名). Refused with `people/activity-over`, `activity-full`, `signed-up-already`, `volunteer-unknown`. */
export interface SignUp extends Given {
  readonly type: 'signUp';
  readonly activity: string;
  readonly volunteer: SubjectRef;
}

/** A volunteer takes the sign-up back (取消报名). Refused with `people/not-signed-up`, and `attended-already` once they gave time. */
export interface CancelSignUp extends Given {
  readonly type: 'cancelSignUp';
  readonly activity: string;
  readonly volunteer: SubjectRef;
}

/** Data of `people/activity-opened`. */
export type ActivityOpenedData = {
  readonly activity: string;
  readonly team: string;
  readonly help: string;
  readonly grid: GridCode;
  readonly from: number;
  readonly until: number;
  readonly places?: number;
  readonly programme?: string;
};

/** Data of `people/activity-cancelled`. */
export type ActivityCancelledData = { readonly activity: string };

/** Data of `people/signed-up` and `people/sign-up-cancelled`. */
export type SignUpData = { readonly activity: string; readonly volunteer: SubjectRef };

/** Decides {@link OpenActivity}. */
export function openActivity(
  command: OpenActivity,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const activity = checkedCode(command.activity, '/activity');
  if (state.activities.some((each) => each.activity === activity))
    throw refusal('people/activity-exists', 'An activity of this name was opened.', { activity });
  const { team } = standingTeam(command.team, state);
  const { from, until } = command;
  checkedInstants({ from, until });
  if (until <= from)
    throw refusal('people/activity-reversed', 'An activity ends after it begins.', { activity });
  const { places, programme, grid } = command;
  const data: ActivityOpenedData = {
    activity,
    team,
    help: checkedCode(command.help, '/help'),
    grid,
    from,
    until,
    ...(places !== undefined && { places: checkedCount(places, '/places', { least: 1 }) }),
    ...(programme !== undefined && { programme: checkedCode(programme, '/programme') }),
  };
  return [factOf('people/activity-opened', data)];
}

function gaveTime(
  state: VolunteersState,
  activity: string,
  volunteer: SubjectRef | undefined,
): boolean {
  return state.attendances.some(
    (each) =>
      each.activity === activity &&
      each.status !== 'rejected' &&
      (volunteer === undefined || each.volunteer === volunteer),
  );
}

/** Decides {@link CancelActivity}. */
export function cancelActivity(
  command: CancelActivity,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const { activity } = standingActivity(command.activity, state);
  if (gaveTime(state, activity, undefined))
    throw refusal('people/attended-already', 'Somebody gave time to it already.', { activity });
  return [factOf('people/activity-cancelled', { activity })];
}

/** Decides {@link SignUp}. */
export function signUp(command: SignUp, state: VolunteersState): readonly VolunteersFact[] {
  const { activity, until, places, signedUp } = standingActivity(command.activity, state);
  const { volunteer } = enrolledVolunteer(command.volunteer, state);
  if (until <= momentOf(command, state))
    throw refusal('people/activity-over', 'The activity is over.', { activity });
  if (signedUp.includes(volunteer))
    throw refusal('people/signed-up-already', 'The volunteer has signed up.', { activity });
  if (places !== undefined && signedUp.length >= places)
    throw refusal('people/activity-full', 'All places are taken.', { activity, places });
  return [factOf('people/signed-up', { activity, volunteer })];
}

/** Decides {@link CancelSignUp}. */
export function cancelSignUp(
  { activity: asked, volunteer }: CancelSignUp,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const { activity, signedUp } = standingActivity(asked, state);
  if (!signedUp.includes(volunteer))
    throw refusal('people/not-signed-up', 'The volunteer has not signed up.', { activity });
  if (gaveTime(state, activity, volunteer))
    throw refusal('people/attended-already', 'The volunteer gave time to it already.', {
      activity,
    });
  return [factOf('people/sign-up-cancelled', { activity, volunteer })];
}
