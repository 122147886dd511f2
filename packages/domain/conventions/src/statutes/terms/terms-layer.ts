import type { RuleId } from '../rule-id.ts';
import type { StatuteId } from '../statute.ts';
import type { TermsSaid } from './vote-terms.ts';

/** What sentences of one text say of votes under some rules, on their days: each sentence with what it says. */
export interface TermsLayer {
  readonly rules: readonly RuleId[];
  readonly from: string;
  /** Its last day; absent while it holds. */
  readonly until?: string;
  readonly says: readonly (readonly [statute: StatuteId, said: TermsSaid])[];
}
