import { countedBallots, judge } from '@civigrid/conventions/ballots';
import { tellVerdict } from '@civigrid/conventions/messages';
import type { Town } from '@civigrid/governance';
import { dogConventionId } from './convention.ts';
import type { TownNames } from './names.ts';
import type { DemoWords } from './words.ts';

/** The convention from its topic to the notice board, line by line, with the sentence of law behind the verdict. */
export async function conventionStory(
  town: Town,
  names: TownNames,
  words: DemoWords,
): Promise<readonly string[]> {
  const state = await town.conventions.get(dogConventionId);
  if (state.status !== 'published') return [];
  const { topic, suggestions, draft, vote, publication } = state;
  const kept = suggestions.filter(({ outcome }) => outcome === 'kept').length;
  const present = countedBallots(vote).persons.length;
  return [
    `== ${words.convention} ==`,
    topic.title,
    words.suggestions(suggestions.length, kept),
    words.clauses(draft.clauses.length),
    ...draft.clauses.slice(0, 3).map(({ text }, i) => `  ${i + 1}. ${text}`),
    '  …',
    ...tellVerdict(judge(vote, { closed: true, present }), names.messageLanguage).split('\n'),
    words.published(publication.from),
  ];
}
