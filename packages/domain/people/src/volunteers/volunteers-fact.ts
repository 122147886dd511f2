import type { FactOf } from '../record/fact-of.ts';
import type { ActivityCancelledData, ActivityOpenedData, SignUpData } from './activity.ts';
import type {
  HoursConfirmedData,
  HoursCorrectedData,
  HoursRecordedData,
  HoursRejectedData,
} from './attendance.ts';
import type { PointsBookedData } from './booking.ts';
import type { VolunteerEnrolledData, VolunteerWithdrawnData } from './enrolment.ts';
import type { PointRule } from './point-rule.ts';
import type { RewardOfferedData, RewardWithdrawnData } from './reward.ts';
import type { TeamData, TeamMemberData } from './team.ts';

/** The facts of a volunteers' ledger by type, each with its data. */
export interface VolunteersFacts {
  readonly 'people/rule-published': PointRule;
  readonly 'people/team-formed': TeamData;
  readonly 'people/team-disbanded': TeamData;
  readonly 'people/team-joined': TeamMemberData;
  readonly 'people/team-left': TeamMemberData;
  readonly 'people/volunteer-enrolled': VolunteerEnrolledData;
  readonly 'people/volunteer-withdrawn': VolunteerWithdrawnData;
  readonly 'people/activity-opened': ActivityOpenedData;
  readonly 'people/activity-cancelled': ActivityCancelledData;
  readonly 'people/signed-up': SignUpData;
  readonly 'people/sign-up-cancelled': SignUpData;
  readonly 'people/hours-recorded': HoursRecordedData;
  readonly 'people/hours-confirmed': HoursConfirmedData;
  readonly 'people/hours-rejected': HoursRejectedData;
  readonly 'people/hours-corrected': HoursCorrectedData;
  readonly 'people/reward-offered': RewardOfferedData;
  readonly 'people/reward-withdrawn': RewardWithdrawnData;
  readonly 'people/points-booked': PointsBookedData;
}

/** What happens to a volunteers' ledger. */
export type VolunteersFact = {
  readonly [Type in keyof VolunteersFacts]: FactOf<VolunteersFacts, Type>;
}[keyof VolunteersFacts];
