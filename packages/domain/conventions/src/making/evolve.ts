import type { Happened } from '@civigrid/kernel';
import { evolveVote, openedVote } from '../ballots/vote-evolve.ts';
import type { ConventionFact } from './convention-fact.ts';
import type { ConventionState } from './convention-state.ts';
import type { DropReason } from './suggestion.ts';

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
      const vote = openedVote(happened.data, happened.at);
      return { status: 'voting', topic, suggestions, deliberations, draft, vote };
    }
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
    default:
      return 'vote' in state ? { ...state, vote: evolveVote(state.vote, happened) } : state;
  }
}
