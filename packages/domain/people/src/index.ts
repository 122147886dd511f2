export type { DecidedBy } from './decided-by.ts';
export type {
  AbolishPost,
  Appoint,
  ChangeShifts,
  CreatePost,
  Elect,
  EndLeave,
  EndRota,
  EndStandIn,
  GrantLeave,
  HolderContact,
  NameStandIn,
  Relieve,
  RosterCommand,
  SetRota,
  Taking,
} from './decider/roster-command.ts';
export { rosterDecider } from './decider/roster-decider.ts';
export type {
  Appointed,
  Elected,
  LeaveEnded,
  LeaveGranted,
  PostAbolished,
  PostCreated,
  Relieved,
  RosterFact,
  RotaEnded,
  RotaSet,
  ShiftsChanged,
  StandInEnded,
  StandInNamed,
} from './decider/roster-fact.ts';
export type { RosterState, SealedContact } from './decider/roster-state.ts';
export { contactPurpose, rosterInput } from './decider/roster-state.ts';
export type { ChatGroup, ExcludedGroup, GroupExclusion, OwnersOnline } from './group-online.ts';
export { ownersOnline } from './group-online.ts';
export type { Succession } from './ladder.ts';
export { fieldSuccession, ladderFrom } from './ladder.ts';
export { fieldLevelLeaders } from './level-leaders.ts';
export type { PeopleErrorCode } from './people-error.ts';
export type { Post } from './post.ts';
export type { LevelPattern, PostPattern } from './presets.ts';
export {
  buildingLeaderPosts,
  communityPosts,
  fourLeaders,
  gridParties,
  microGridPosts,
  oneLeaderThreeMembers,
  onePlusSixPlusN,
  postsFor,
  postsOnLevels,
  streetServices,
} from './presets.ts';
export type { FieldRole, Role } from './role.ts';
export { fieldRoles } from './role.ts';
export type {
  Answer,
  DutyInterval,
  Held,
  NobodyAnswers,
  PassedPost,
  Silence,
  UnknownAnswer,
} from './roster/answer.ts';
export type { ParentLink } from './roster/cell-tree.ts';
export type { Coverage, MissingCell } from './roster/coverage.ts';
export type { Acting, ActingAs } from './roster/holding.ts';
export type { PostInterval, PostState } from './roster/post-hours.ts';
export type { Roster, RosterInput } from './roster/roster.ts';
export { roster } from './roster/roster.ts';
export type { RosterIssue, RosterIssueCode } from './roster/roster-issue.ts';
export type {
  CyclePattern,
  CycleShift,
  DayPattern,
  DutyHours,
  DutyPattern,
  DutyShift,
  OfficePattern,
  Rota,
  ShiftChange,
} from './rota/rota.ts';
export type { RotaFault, RotaFaultCode } from './rota/rota-fault.ts';
export type { Leave, StandIn, Tenure, Term } from './tenure.ts';
