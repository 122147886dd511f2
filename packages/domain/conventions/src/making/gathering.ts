import { isWellFormed } from '@civigrid/kernel';
import { refuse } from '../error-code.ts';
import type { Deliberate, ProposeTopic, SelectSuggestions, Suggest } from './convention-command.ts';
import type { ConventionFact } from './convention-fact.ts';
import type { ConventionState } from './convention-state.ts';
import { checkDeliberation } from './deliberation.ts';
import { gathering, proposed } from './step.ts';

const isText = (text: string): boolean => text.trim() !== '' && isWellFormed(text);

/** Opens a convention with its topic (提出话题). */
export function proposeTopic(
  command: ProposeTopic,
  state: ConventionState,
): readonly ConventionFact[] {
  if (state.status !== 'unproposed')
    throw refuse('already-proposed', 'This convention has its topic.', { status: state.status });
  const { convention, kind, community, title, revises } = command;
  if (!isText(title)) throw refuse('invalid-text', 'A topic has a title.', { field: 'title' });
  const data = {
    convention,
    kind,
    community,
    title,
    ...(revises === undefined ? {} : { revises }),
  };
  return [{ type: 'conventions/topic-proposed', schema: 1, data }];
}

/** Takes in one resident's words (提出建议). */
export function suggest(command: Suggest, state: ConventionState): readonly ConventionFact[] {
  const { suggestions } = gathering(state);
  const { suggestion, subject, words, origin, table, round } = command;
  if (suggestions.some((one) => one.suggestion === suggestion))
    throw refuse('suggestion-taken', 'A suggestion has this id already.', { suggestion });
  if (suggestion === '' || !isText(words))
    throw refuse('invalid-text', 'A suggestion has an id and words.', { field: 'words' });
  const place = {
    origin,
    ...(table === undefined ? {} : { table }),
    ...(round === undefined ? {} : { round }),
  };
  return [
    {
      type: 'conventions/suggested',
      schema: 1,
      data: { suggestion, subject, place },
      personal: [{ subject, purpose: 'suggestion', value: { words } }],
    },
  ];
}

/** Says what became of every suggestion (意见采纳). */
export function selectSuggestions(
  { kept, dropped }: SelectSuggestions,
  state: ConventionState,
): readonly ConventionFact[] {
  const { suggestions } = gathering(state);
  const open = new Set(suggestions.map(({ suggestion }) => suggestion));
  const known = new Set(open);
  for (const suggestion of [...kept, ...dropped.map((one) => one.suggestion)]) {
    if (!known.has(suggestion))
      throw refuse('unknown-suggestion', 'Nobody made this suggestion.', { suggestion });
    if (!open.delete(suggestion))
      throw refuse('suggestion-twice', 'A suggestion is named twice.', { suggestion });
  }
  if (open.size > 0)
    throw refuse('suggestion-undecided', 'Every suggestion is kept, or dropped with a reason.', {
      suggestions: Array.from(open),
    });
  return [{ type: 'conventions/suggestions-selected', schema: 1, data: { kept, dropped } }];
}

/** Records a talk before the vote (协商). */
export function deliberate(
  { deliberation }: Deliberate,
  state: ConventionState,
): readonly ConventionFact[] {
  const { status } = proposed(state);
  if (
    status !== 'gathering' &&
    status !== 'selected' &&
    status !== 'drafted' &&
    status !== 'failed'
  )
    throw refuse('vote-begun', 'People talk before the vote.', {
      status,
      statute: 'residents-2026-32',
    });
  checkDeliberation(deliberation);
  return [{ type: 'conventions/deliberated', schema: 1, data: deliberation }];
}
