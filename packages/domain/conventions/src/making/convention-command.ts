import type { ConventionId, GridCode, SubjectRef } from '@civigrid/kernel';
import type { OpenVote, VoteCommand } from '../ballots/vote-command.ts';
import type { ConventionKind } from '../statutes/convention-kind.ts';
import type { Clause } from './clause.ts';
import type { Deliberation } from './deliberation.ts';
import type { FilingOffice } from './publication.ts';
import type { DroppedSuggestion, SuggestionPlace } from './suggestion.ts';

/** Says what is to be regulated (提出话题). The title is public: it names no person. */
export interface ProposeTopic {
  readonly type: 'proposeTopic';
  /** UTC milliseconds, as in every command. */
  readonly at: number;
  readonly convention: ConventionId;
  readonly kind: ConventionKind;
  readonly community: GridCode;
  readonly title: string;
  /** The convention that this one revises (修订). */
  readonly revises?: ConventionId;
}

/** One resident's words (意见建议), given online or offline; they are sealed. */
export interface Suggest extends SuggestionPlace {
  readonly type: 'suggest';
  readonly at: number;
  /** Unique within the convention; the host names it. */
  readonly suggestion: string;
  readonly subject: SubjectRef;
  readonly words: string;
}

/** Says which suggestions were kept and why the others were not (意见采纳); every one is named once. */
export interface SelectSuggestions {
  readonly type: 'selectSuggestions';
  readonly at: number;
  readonly kept: readonly string[];
  readonly dropped: readonly DroppedSuggestion[];
}

/** Records that people talked before the vote (协商): a World Café, a council, a hearing. It decides nothing. */
export interface Deliberate {
  readonly type: 'deliberate';
  readonly at: number;
  readonly deliberation: Deliberation;
}

/** Lays down the clauses (起草); a later draft takes the place of the one before, until the vote. */
export interface DraftConvention {
  readonly type: 'draft';
  readonly at: number;
  readonly clauses: readonly Clause[];
}

/** Shows what was passed to everybody (公示). */
export interface Publish {
  readonly type: 'publish';
  readonly at: number;
  /** Whole days, 15 at least and if left out; the day of `at` is not counted (民法典201). */
  readonly days?: number;
}

/** Gives it to the office that the law names (备案). */
export interface FileConvention {
  readonly type: 'file';
  readonly at: number;
  readonly office: FilingOffice;
}

/** Every command that a convention takes. */
export type ConventionCommand =
  | ProposeTopic
  | Suggest
  | SelectSuggestions
  | Deliberate
  | DraftConvention
  | OpenVote
  | VoteCommand
  | Publish
  | FileConvention;
