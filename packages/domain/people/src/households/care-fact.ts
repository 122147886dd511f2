import type { FactOf } from '../record/fact-of.ts';
import type { CareEndedData, CareEnteredData, CareTerms, CareTransferredData } from './care.ts';
import type { VisitData } from './visit.ts';

/** The facts of the care list by type, each with its data. */
export interface CareFacts {
  readonly 'people/care-entered': CareEnteredData;
  readonly 'people/care-reviewed': CareTerms;
  readonly 'people/care-transferred': CareTransferredData;
  readonly 'people/care-visited': VisitData;
  readonly 'people/care-ended': CareEndedData;
}

/** What happens to a person's place on the care list. */
export type CareFact = {
  readonly [Type in keyof CareFacts]: FactOf<CareFacts, Type>;
}[keyof CareFacts];
