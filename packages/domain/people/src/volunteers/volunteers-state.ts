import type { ActorId, GridCode, SubjectRef } from '@civigrid/kernel';
import type { SealedBox } from '../record/sealed-box.ts';
import type { Booking, Lot } from './booking.ts';
import type { PointRule } from './point-rule.ts';
import { refusal } from './volunteer-error.ts';

/** A team of volunteers (志愿服务队). */
export type Team = {
  readonly team: string;
  /** UTC milliseconds. */
  readonly since: number;
  /** Since when it is no more. */
  readonly until?: number;
};

/** A volunteer (志愿者): a reference, and boxes. */
export type Volunteer = {
  readonly volunteer: SubjectRef;
  /** The actors as which the volunteer acts or once acted: nobody confirms their own hours. */
  readonly selves: readonly ActorId[];
  /** UTC milliseconds. */
  readonly since: number;
  /** Since when they have withdrawn; the account stays. */
  readonly until?: number;
  readonly teams: readonly string[];
  readonly boxes: readonly SealedBox[];
};

/** What the help is for (六助): 助老, 助孤, 助学, 助医, 助困, 助残. */
export const sixHelps = [
  'old',
  'orphans',
  'schooling',
  'medicine',
  'hardship',
  'disability',
] as const;

/** An activity of a team (志愿活动). */
export type Activity = {
  readonly activity: string;
  readonly team: string;
  /** One of `sixHelps`, or another code of the town. */
  readonly help: string;
  readonly grid: GridCode;
  /** UTC milliseconds, included. */
  readonly from: number;
  /** UTC milliseconds, not included. */
  readonly until: number;
  /** How many can take part; left out where everybody can. */
  readonly places?: number;
  /** The programme that it belongs to. */
  readonly programme?: string;
  readonly cancelled: boolean;
  readonly signedUp: readonly SubjectRef[];
};

/** Time that a volunteer gave (服务时长), recorded by one actor and confirmed by another. */
export type Attendance = {
  readonly attendance: string;
  readonly activity: string;
  readonly volunteer: SubjectRef;
  /** UTC milliseconds. */
  readonly from: number;
  readonly minutes: number;
  /** Minutes that counter-entries took back. */
  readonly takenBack: number;
  readonly by: ActorId;
  readonly status: 'recorded' | 'confirmed' | 'rejected';
  /** Who confirmed or rejected it. */
  readonly settledBy?: ActorId;
  /** The rule by which its points were worked out. */
  readonly rule?: string;
  /** The lot of points that came of it. */
  readonly lot?: number;
};

/** What points can be given for (积分兑换): the price as it is published. */
export type Reward = { readonly reward: string; readonly points: number };

/** The state of a volunteers' ledger (志愿服务台账); plain JSON without any opened value. */
export type VolunteersState = {
  /** The stream's last instant, UTC milliseconds; null before the first fact. */
  readonly at: number | null;
  /** In the order of `from`. */
  readonly rules: readonly PointRule[];
  readonly teams: readonly Team[];
  readonly volunteers: readonly Volunteer[];
  readonly activities: readonly Activity[];
  readonly attendances: readonly Attendance[];
  readonly rewards: readonly Reward[];
  /** Every booking in its order: booking n stands at place n - 1. */
  readonly bookings: readonly Booking[];
  readonly lots: readonly Lot[];
};

/** The later of the command's time and the stream's last. */
export function momentOf({ at }: { readonly at: number }, state: VolunteersState): number {
  return Math.max(at, state.at ?? at);
}

/** The team that stands, or a refusal. */
export function standingTeam(team: string, { teams }: VolunteersState): Team {
  const found = teams.find((each) => each.team === team && each.until === undefined);
  if (found === undefined) throw refusal('people/team-unknown', 'No such team stands.');
  return found;
}

/** Whoever is or was enrolled, or a refusal. */
export function knownVolunteer(volunteer: SubjectRef, { volunteers }: VolunteersState): Volunteer {
  const found = volunteers.find((each) => each.volunteer === volunteer);
  if (found === undefined)
    throw refusal('people/volunteer-unknown', 'This person was never enrolled.', { volunteer });
  return found;
}

/** The volunteer who is enrolled now, or a refusal. */
export function enrolledVolunteer(volunteer: SubjectRef, state: VolunteersState): Volunteer {
  const found = knownVolunteer(volunteer, state);
  if (found.until !== undefined)
    throw refusal('people/volunteer-unknown', 'This person has withdrawn.', { volunteer });
  return found;
}

/** The activity that was not cancelled, or a refusal. */
export function standingActivity(activity: string, { activities }: VolunteersState): Activity {
  const found = activities.find((each) => each.activity === activity);
  if (found === undefined) throw refusal('people/activity-unknown', 'There is no such activity.');
  if (found.cancelled)
    throw refusal('people/activity-cancelled', 'The activity was cancelled.', { activity });
  return found;
}

/** The attendance, or a refusal. */
export function knownAttendance(attendance: string, { attendances }: VolunteersState): Attendance {
  const found = attendances.find((each) => each.attendance === attendance);
  if (found === undefined)
    throw refusal('people/attendance-unknown', 'No such attendance was recorded.');
  return found;
}
