export type {
  Booklet,
  BookletBox,
  BookletRules,
  SectionStanding,
} from './households/booklet.ts';
export { booklet } from './households/booklet.ts';
export type {
  CareBasis,
  CareEndedData,
  CareEnteredData,
  CareTerms,
  CareTransferredData,
  EndCare,
  EnterCare,
  ReviewCare,
  TransferCare,
} from './households/care.ts';
export { careBases } from './households/care.ts';
export type { CareCommand } from './households/care-decider.ts';
export { careDecider } from './households/care-decider.ts';
export type { CareFact, CareFacts } from './households/care-fact.ts';
export type { CareState, EndedCare, ListedPerson } from './households/care-state.ts';
export type { ConfirmBooklet, ConfirmedData } from './households/confirm.ts';
export type {
  DueReview,
  DueVisit,
  DueVisits,
  VisitIssue,
  VisitTarget,
} from './households/due-visits.ts';
export { dueReviews, dueVisits } from './households/due-visits.ts';
export type { EnvironmentNotedData, NoteEnvironment } from './households/environment.ts';
export type { HouseholdCommand } from './households/household-decider.ts';
export { householdDecider } from './households/household-decider.ts';
export type { HouseholdErrorCode } from './households/household-error.ts';
export type { HouseholdFact, HouseholdFacts } from './households/household-fact.ts';
export type {
  BookletSection,
  Confirmation,
  EnvironmentFact,
  EnvironmentValue,
  HouseholdState,
  KnownHousehold,
  Member,
} from './households/household-state.ts';
export { bookletSections } from './households/household-state.ts';
export type {
  DescribeMember,
  JoinHousehold,
  LeaveHousehold,
  MemberData,
} from './households/member.ts';
export { oneBookTwoLinksThreeHelpsFourServices } from './households/presets.ts';
export { carePurposes, householdPurposes } from './households/purposes.ts';
export type {
  CloseHousehold,
  HouseholdClosedData,
  HouseholdMovedData,
  HouseholdRegisteredData,
  MoveHousehold,
  RegisterHousehold,
} from './households/register.ts';
export type { VisitRhythm, VisitRhythms } from './households/rhythm.ts';
export type {
  OpenHelp,
  RecordVisit,
  Visit,
  VisitData,
  VisitLog,
  VisitOutcome,
} from './households/visit.ts';
export type { FactOf } from './record/fact-of.ts';
export type { Given } from './record/given.ts';
export type { RecordErrorCode } from './record/record-error.ts';
export type { SealedBox } from './record/sealed-box.ts';
