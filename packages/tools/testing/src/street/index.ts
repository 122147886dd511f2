export type { Bilingual } from './bilingual.ts';
export type {
  AlarmRule,
  CaseCategory,
  MappedChoice,
  RoutingBudget,
  RoutingCell,
  RoutingOutcome,
  RoutingRule,
  RoutingTable,
  StreetLadder,
  StreetMapping,
  StreetRung,
} from './catalogue.ts';
export {
  alarmRules,
  caseCategories,
  deviceMappings,
  escalationLadders,
  routingTable,
} from './catalogue.ts';
export type { StreetCellProperties, StreetCells, StreetFeature, StreetLevel } from './cells.ts';
export type {
  CategoryFacts,
  DeviceCategory,
  DeviceProtocol,
  FireLoop,
  StreetDevice,
} from './devices.ts';
export { deviceCategories } from './devices.ts';
export type {
  DogClause,
  DogConvention,
  DogRepresentative,
  DogSuggestion,
  DogVote,
} from './dog-convention.ts';
export type { DogDropReason } from './dog-words.ts';
export type { FireFrame } from './fire-frame.ts';
export { analogValue, componentState, fireFrame, transmitterState } from './fire-frame.ts';
export type { PayloadInput, ReportInput, StreetInput } from './input.ts';
export type { InventedPerson } from './invented-person.ts';
export type { StreetPoint } from './mesh.ts';
export type { StreetPhoto } from './photo.ts';
export type { StreetPost, StreetRole, StreetRoster, StreetTenure } from './posts.ts';
export { streetRoles } from './posts.ts';
export type { ReportCounts } from './reports.ts';
export type { StaffPlan } from './staff-plan.ts';
export { staffPlan } from './staff-plan.ts';
export type { DayCounts, StreetStories, SyntheticStreet } from './synthetic-street.ts';
export { syntheticStreet } from './synthetic-street.ts';
export type { PayloadCounts } from './telemetry.ts';
