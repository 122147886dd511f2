export type { Succession } from './ladder.ts';
export { fieldSuccession, ladderFrom } from './ladder.ts';
export { fieldLevelLeaders } from './level-leaders.ts';
export type { PeopleErrorCode } from './people-error.ts';
export type { Post } from './post.ts';
export type { PostPattern } from './presets.ts';
export {
  buildingLeaderPosts,
  communityPosts,
  microGridPosts,
  oneLeaderThreeMembers,
  onePlusSixPlusN,
  postsFor,
  streetServices,
} from './presets.ts';
export type { FieldRole, Role } from './role.ts';
export { fieldRoles } from './role.ts';
export type { Acting, Answer, Roster, RosterInput, VacantPost } from './roster.ts';
export { roster } from './roster.ts';
export type {
  AbolishPost,
  Appoint,
  CreatePost,
  HolderContact,
  Relieve,
  RosterCommand,
} from './roster-command.ts';
export { rosterDecider } from './roster-decider.ts';
export type { Appointed, PostAbolished, PostCreated, Relieved, RosterFact } from './roster-fact.ts';
export type { RosterIssue, RosterIssueCode } from './roster-issue.ts';
export type { RosterState, SealedContact } from './roster-state.ts';
export { contactPurpose, rosterInput } from './roster-state.ts';
export type { StandIn, Tenure } from './tenure.ts';
