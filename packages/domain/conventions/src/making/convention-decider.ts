import type { Decider } from '@civigrid/kernel';
import { castBallot } from '../ballots/casting.ts';
import { decideVote } from '../ballots/vote-decide.ts';
import type { ConventionCommand } from './convention-command.ts';
import type { ConventionFact } from './convention-fact.ts';
import type { ConventionState } from './convention-state.ts';
import { draft } from './drafting.ts';
import { evolve } from './evolve.ts';
import { deliberate, proposeTopic, selectSuggestions, suggest } from './gathering.ts';
import { openVote } from './opening-vote.ts';
import { file, publish } from './publishing.ts';
import { voting } from './step.ts';

function decide(command: ConventionCommand, state: ConventionState): readonly ConventionFact[] {
  switch (command.type) {
    case 'proposeTopic':
      return proposeTopic(command, state);
    case 'suggest':
      return suggest(command, state);
    case 'selectSuggestions':
      return selectSuggestions(command, state);
    case 'deliberate':
      return deliberate(command, state);
    case 'draft':
      return draft(command, state);
    case 'openVote':
      return openVote(command, state);
    case 'publish':
      return publish(command, state);
    case 'file':
      return file(command, state);
    case 'castBallot':
      // A ballot that comes too late is kept as evidence.
      return 'result' in state
        ? [castBallot(command, state.vote, true)]
        : decideVote(command, voting(state).vote);
    default:
      return decideVote(command, voting(state).vote);
  }
}

/**
 * The life of a convention (公约) in a stream of kind `convention`: topic, suggestions, draft, lawful vote, publication,
 * filing. An illegal step is refused with a `ConventionErrorCode`; `details.statute` names the sentence of law behind it.
 */
export const conventionDecider: Decider<ConventionState, ConventionCommand, ConventionFact> = {
  initial: { status: 'unproposed' },
  decide,
  evolve,
};
