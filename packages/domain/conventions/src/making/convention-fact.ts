import type { PersonalPart, SubjectRef } from '@civigrid/kernel';
import type { VoteFact } from '../ballots/vote-fact.ts';
import type { Recordable } from '../recordable.ts';
import type { Clause } from './clause.ts';
import type { Deliberation } from './deliberation.ts';
import type { FilingOffice } from './publication.ts';
import type { DroppedSuggestion, SuggestionPlace } from './suggestion.ts';
import type { Topic } from './topic.ts';

/** A topic was proposed (提出话题). */
export type TopicProposed = Recordable<'topic-proposed', Topic>;

/** A resident made a suggestion (提出建议); the words are the personal part. */
export interface Suggested
  extends Recordable<
    'suggested',
    { readonly suggestion: string; readonly subject: SubjectRef; readonly place: SuggestionPlace }
  > {
  readonly personal: readonly PersonalPart[];
}

/** It was said which suggestions were kept, and why the others were not (意见采纳). */
export type SuggestionsSelected = Recordable<
  'suggestions-selected',
  { readonly kept: readonly string[]; readonly dropped: readonly DroppedSuggestion[] }
>;

/** People talked about it (协商). */
export type Deliberated = Recordable<'deliberated', Deliberation>;

/** The clauses were laid down (起草). */
export type Drafted = Recordable<
  'drafted',
  { readonly draft: number; readonly clauses: readonly Clause[] }
>;

/** What was passed was published (公示). */
export type Published = Recordable<
  'published',
  { readonly days: number; readonly from: string; readonly to: string }
>;

/** It was filed (备案). */
export type Filed = Recordable<'filed', { readonly office: FilingOffice }>;

/** Every fact of a convention. */
export type ConventionFact =
  | TopicProposed
  | Suggested
  | SuggestionsSelected
  | Deliberated
  | Drafted
  | VoteFact
  | Published
  | Filed;
