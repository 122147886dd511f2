import type { RuleId } from '../rule-id.ts';
import type { StatuteId } from '../statute.ts';
import type { TermsSaid } from './vote-terms.ts';

/** What some sentences say of votes under some rules, on their days. */
export interface TermsLayer {
  readonly rules: readonly RuleId[];
  readonly from: string;
  /** Its last day; absent while it holds. */
  readonly until?: string;
  readonly statutes: readonly StatuteId[];
  readonly said: TermsSaid;
}
