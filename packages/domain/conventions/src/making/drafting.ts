import { refuse } from '../error-code.ts';
import { checkClauses } from './clause.ts';
import type { DraftConvention } from './convention-command.ts';
import type { ConventionFact } from './convention-fact.ts';
import type { ConventionState } from './convention-state.ts';
import { proposed } from './step.ts';

/** Lays down a draft, the first or the next (起草). */
export function draft(
  { clauses }: DraftConvention,
  state: ConventionState,
): readonly ConventionFact[] {
  const found = proposed(state);
  if (found.status !== 'selected' && found.status !== 'drafted' && found.status !== 'failed')
    throw found.status === 'gathering'
      ? refuse('not-selected', 'First it is said which suggestions were kept.', {
          status: found.status,
        })
      : refuse('vote-begun', 'What is voted on, or was passed, is not drafted again.', {
          status: found.status,
        });
  const kept = found.suggestions.filter(({ outcome }) => outcome === 'kept');
  checkClauses(clauses, new Set(kept.map(({ suggestion }) => suggestion)));
  const number = found.status === 'selected' ? 1 : found.draft.draft + 1;
  return [{ type: 'conventions/drafted', schema: 1, data: { draft: number, clauses } }];
}
