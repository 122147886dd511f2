import type { SubjectRef } from './ids.ts';
import type { Json } from './json.ts';

/** What belongs to one person in a fact; sealed before anything is stored. */
export interface PersonalPart {
  readonly subject: SubjectRef;
  /** Why it is kept; (subject, purpose) stands once per fact. */
  readonly purpose: string;
  readonly value: Json;
}

/** What a decider returns: something that has happened, without its time. */
export interface Fact {
  /** `${package}/${past participle}`: `cases/whistled`. */
  readonly type: string;
  /** Version of the form of `data`; upcasters lead from each to the next. */
  readonly schema: number;
  /** Nothing personal in the clear; no time of its own. */
  readonly data: Json;
  readonly personal?: readonly PersonalPart[];
}
