import type { FactOf } from '../record/fact-of.ts';
import type { ConfirmedData } from './confirm.ts';
import type { EnvironmentNotedData } from './environment.ts';
import type { MemberData } from './member.ts';
import type {
  HouseholdClosedData,
  HouseholdMovedData,
  HouseholdRegisteredData,
} from './register.ts';
import type { VisitData } from './visit.ts';

/** The facts of a household by type, each with its data. */
export interface HouseholdFacts {
  readonly 'people/household-registered': HouseholdRegisteredData;
  readonly 'people/household-moved': HouseholdMovedData;
  readonly 'people/household-closed': HouseholdClosedData;
  readonly 'people/member-joined': MemberData;
  readonly 'people/member-described': MemberData;
  readonly 'people/member-left': MemberData;
  readonly 'people/environment-noted': EnvironmentNotedData;
  readonly 'people/booklet-confirmed': ConfirmedData;
  readonly 'people/household-visited': VisitData;
}

/** What happens to a household. */
export type HouseholdFact = {
  readonly [Type in keyof HouseholdFacts]: FactOf<HouseholdFacts, Type>;
}[keyof HouseholdFacts];
