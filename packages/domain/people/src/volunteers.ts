export type { FactOf } from './record/fact-of.ts';
export type { Given } from './record/given.ts';
export type { RecordErrorCode } from './record/record-error.ts';
export type { SealedBox } from './record/sealed-box.ts';
export type { VolunteerAccount } from './volunteers/account.ts';
export { accountOf } from './volunteers/account.ts';
export type {
  ActivityCancelledData,
  ActivityOpenedData,
  CancelActivity,
  CancelSignUp,
  OpenActivity,
  SignUp,
  SignUpData,
} from './volunteers/activity.ts';
export type {
  Attend,
  ConfirmHours,
  CorrectHours,
  HoursConfirmedData,
  HoursCorrectedData,
  HoursRecordedData,
  HoursRejectedData,
  RejectHours,
} from './volunteers/attendance.ts';
export type {
  Booking,
  BookingCause,
  Lot,
  LotOpening,
  LotShare,
  PointAccount,
  PointsBookedData,
} from './volunteers/booking.ts';
export type { CorrectPoints } from './volunteers/correct-points.ts';
export type {
  EnrolVolunteer,
  VolunteerEnrolledData,
  VolunteerWithdrawnData,
  WithdrawVolunteer,
} from './volunteers/enrolment.ts';
export { volunteerPurposes } from './volunteers/enrolment.ts';
export type { ExpirePoints } from './volunteers/expire.ts';
export { expiryWakes } from './volunteers/expire.ts';
export type { Expiry, PointRule, PublishRule } from './volunteers/point-rule.ts';
export type {
  OfferReward,
  Redeem,
  RewardOfferedData,
  RewardWithdrawnData,
  WithdrawReward,
} from './volunteers/reward.ts';
export { volunteersStream } from './volunteers/stream.ts';
export type { PointSums, PublishedSums } from './volunteers/sums.ts';
export { ledgerSums, programmeSums, teamSums } from './volunteers/sums.ts';
export type {
  DisbandTeam,
  FormTeam,
  JoinTeam,
  LeaveTeam,
  TeamData,
  TeamMemberData,
} from './volunteers/team.ts';
export type { VolunteerErrorCode } from './volunteers/volunteer-error.ts';
export type { VolunteersCommand } from './volunteers/volunteers-decider.ts';
export { volunteersDecider } from './volunteers/volunteers-decider.ts';
export type { VolunteersFact, VolunteersFacts } from './volunteers/volunteers-fact.ts';
export type {
  Activity,
  Attendance,
  Reward,
  Team,
  Volunteer,
  VolunteersState,
} from './volunteers/volunteers-state.ts';
export { sixHelps } from './volunteers/volunteers-state.ts';
