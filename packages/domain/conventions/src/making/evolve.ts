import type { Happened } from '@civigrid/kernel';
import type { BallotCast, ConventionFact } from './convention-fact.ts';
import type { ConventionState, Voting } from './convention-state.ts';
import type { DropReason } from './suggestion.ts';
import type { CountedBallot } from './vote.ts';

/** What follows from what happened; a fact that does not fit the state leaves it as it is. */
export function evolve(
  state: ConventionState,
  happened: Happened<ConventionFact>,
): ConventionState {
  if (happened.type === 'conventions/topic-proposed')
    return { status: 'gathering', topic: happened.data, suggestions: [], deliberations: [] };
  if (state.status === 'unproposed') return state;
  switch (happened.type) {
    case 'conventions/suggested': {
      const { id: event, schema, sealed = [], at, data } = happened;
      const suggestion = { ...data, at, words: { event, schema, sealed } };
      return { ...state, suggestions: [...state.suggestions, suggestion] };
    }
    case 'conventions/suggestions-selected': {
      const { topic, deliberations } = state;
      const outcomes = new Map<string, 'kept' | DropReason>([
        ...happened.data.kept.map((id) => [id, 'kept'] as const),
        ...happened.data.dropped.map(({ suggestion, reason }) => [suggestion, reason] as const),
      ]);
      const suggestions = state.suggestions.map((one) => {
        const outcome = outcomes.get(one.suggestion);
        return outcome === undefined ? one : { ...one, outcome };
      });
      return { status: 'selected', topic, suggestions, deliberations };
    }
    case 'conventions/deliberated':
      return { ...state, deliberations: [...state.deliberations, happened.data] };
    case 'conventions/drafted': {
      const { topic, suggestions, deliberations } = state;
      return { status: 'drafted', topic, suggestions, deliberations, draft: happened.data };
    }
    case 'conventions/vote-opened': {
      if (!('draft' in state)) return state;
      const { topic, suggestions, deliberations, draft } = state;
      const { rule, register, repeat, closesAt } = happened.data;
      const vote = {
        rule,
        register,
        repeat,
        ...(closesAt === undefined ? {} : { closesAt }),
        ballots: [],
      };
      return { status: 'voting', topic, suggestions, deliberations, draft, vote };
    }
    case 'conventions/ballot-cast':
      return state.status === 'voting' ? cast(state, happened.data) : state;
    case 'conventions/vote-closed': {
      if (state.status !== 'voting') return state;
      const { status, rule, tracks, statutes } = happened.data;
      return { ...state, status, result: { rule, tracks, statutes, at: happened.at } };
    }
    case 'conventions/published':
      return 'result' in state
        ? { ...state, status: 'published', publication: happened.data }
        : state;
    case 'conventions/filed':
      return 'publication' in state
        ? { ...state, status: 'filed', office: happened.data.office }
        : state;
  }
}

function cast(state: Voting, { replaces, ...ballot }: BallotCast['data']): Voting {
  const before = replaces === true ? without(state.vote.ballots, ballot) : state.vote.ballots;
  return { ...state, vote: { ...state.vote, ballots: [...before, ballot] } };
}

/** The ballots that a new one leaves standing: those of other voters, and of other units of the same. */
function without(
  ballots: readonly CountedBallot[],
  { voter, units }: CountedBallot,
): readonly CountedBallot[] {
  return ballots.flatMap((one) => {
    if (one.voter !== voter) return [one];
    const left = one.units?.filter((unit) => units?.includes(unit) !== true) ?? [];
    return left.length === 0 ? [] : [{ ...one, units: left }];
  });
}
