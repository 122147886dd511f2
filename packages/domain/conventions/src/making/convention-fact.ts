import type { PersonalPart, SubjectRef } from '@civigrid/kernel';
import type { Choice } from '../ballots/ballots.ts';
import type { AppliedRule, Track } from '../ballots/verdict.ts';
import type { StatuteId } from '../statutes/statute.ts';
import type { Clause } from './clause.ts';
import type { Deliberation } from './deliberation.ts';
import type { FilingOffice } from './publication.ts';
import type { DroppedSuggestion, SuggestionPlace } from './suggestion.ts';
import type { Topic } from './topic.ts';
import type { RepeatPolicy, VoteChannel, VoteRegister, VoterRef } from './vote.ts';

/** The form of every fact of this package. */
export interface Recordable<Type extends string, Data> {
  readonly type: `conventions/${Type}`;
  readonly schema: 1;
  readonly data: Data;
}

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

/** The vote was opened (发起表决). */
export type VoteOpened = Recordable<
  'vote-opened',
  {
    readonly rule: AppliedRule;
    readonly register: VoteRegister;
    readonly repeat: RepeatPolicy;
    readonly authorisedOn?: string;
    readonly closesAt?: number;
  }
>;

/** A ballot was cast by name (投票). */
export type BallotCast = Recordable<
  'ballot-cast',
  {
    readonly voter: VoterRef;
    readonly choice: Choice;
    readonly channel: VoteChannel;
    /** Where owners vote. */
    readonly units?: readonly string[];
    /** An earlier ballot of the same voter or unit no longer counts. */
    readonly replaces?: true;
  }
>;

/** The vote was closed, with the law's verdict (表决结论). */
export type VoteClosed = Recordable<
  'vote-closed',
  {
    readonly status: 'passed' | 'failed';
    readonly rule: AppliedRule;
    readonly tracks: readonly Track[];
    readonly statutes: readonly StatuteId[];
    readonly present?: number;
    /** Heads who voted differently for two units. */
    readonly splitVotes?: number;
  }
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
  | VoteOpened
  | BallotCast
  | VoteClosed
  | Published
  | Filed;
