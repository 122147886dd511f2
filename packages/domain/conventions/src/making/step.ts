import { refuse } from '../error-code.ts';
import type { StatuteId } from '../statutes/statute.ts';
import type {
  ConventionState,
  DraftedConvention,
  FiledConvention,
  Gathering,
  PublishedConvention,
  Unproposed,
  Voted,
  Voting,
} from './convention-state.ts';

type Proposed = Exclude<ConventionState, Unproposed>;

/** Any convention that has a topic; else refused with `conventions/not-proposed`. */
export function proposed(state: ConventionState): Proposed {
  if (state.status === 'unproposed')
    throw refuse('not-proposed', 'There is no topic yet.', { status: state.status });
  return state;
}

/** While suggestions are gathered; else refused with `conventions/not-gathering`. */
export function gathering(state: ConventionState): Gathering {
  const found = proposed(state);
  if (found.status !== 'gathering')
    throw refuse('not-gathering', 'Suggestions were selected already.', { status: found.status });
  return found;
}

/** Once there is a draft and no vote is open on it; else refused with `conventions/not-drafted`. */
export function drafted(state: ConventionState, statute: StatuteId | undefined): DraftedConvention {
  const found = proposed(state);
  if (found.status !== 'drafted')
    throw refuse('not-drafted', 'A vote is about a draft.', {
      status: found.status,
      ...(statute === undefined ? {} : { statute }),
    });
  return found;
}

/** While a vote is open; else refused with `conventions/not-voting`. */
export function voting(state: ConventionState): Voting {
  const found = proposed(state);
  if (found.status !== 'voting')
    throw refuse('not-voting', 'No vote is open.', { status: found.status });
  return found;
}

/** Once a vote has passed and before it is shown; else refused with `conventions/not-passed`, and the sentence that it fell short of. */
export function passed(state: ConventionState): Voted {
  const found = proposed(state);
  if (found.status === 'passed') return found;
  const statute = found.status === 'failed' ? found.result.statutes : undefined;
  throw refuse('not-passed', 'Only what was passed, and is not shown yet, can be published.', {
    status: found.status,
    ...(statute === undefined ? {} : { statute: statute[0] ?? null, statutes: statute }),
  });
}

/** Once it is shown; else refused with `conventions/not-published`. */
export function published(state: ConventionState): Exclude<PublishedConvention, FiledConvention> {
  const found = proposed(state);
  if (found.status !== 'published')
    throw refuse('not-published', 'Only what is published can be filed.', { status: found.status });
  return found;
}
