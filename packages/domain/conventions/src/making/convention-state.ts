import type { AppliedRule, Track } from '../ballots/outcome.ts';
import type { Vote } from '../ballots/vote.ts';
import type { StatuteId } from '../statutes/statute.ts';
import type { Clause } from './clause.ts';
import type { Deliberation } from './deliberation.ts';
import type { FilingOffice, Publication } from './publication.ts';
import type { Suggestion } from './suggestion.ts';
import type { Topic } from './topic.ts';

/** A draft (草案): its number, from 1, and its clauses in order. */
export interface ConventionDraft {
  readonly draft: number;
  readonly clauses: readonly Clause[];
}

/** How a vote ended (表决结果). */
export interface VoteResult {
  readonly rule: AppliedRule;
  readonly tracks: readonly Track[];
  readonly statutes: readonly StatuteId[];
  /** UTC milliseconds. */
  readonly at: number;
}

/** What every convention has from its topic on. */
export interface ConventionMatter {
  readonly topic: Topic;
  readonly suggestions: readonly Suggestion[];
  readonly deliberations: readonly Deliberation[];
}

/** Nothing was proposed yet. */
export interface Unproposed {
  readonly status: 'unproposed';
}

/** Suggestions are gathered (征集). */
export interface Gathering extends ConventionMatter {
  readonly status: 'gathering';
}

/** It is known which suggestions were kept (已采纳). */
export interface Selected extends ConventionMatter {
  readonly status: 'selected';
}

/** There is a draft (草案). */
export interface DraftedConvention extends ConventionMatter {
  readonly status: 'drafted';
  readonly draft: ConventionDraft;
}

/** The vote is open (表决中). */
export interface Voting extends ConventionMatter {
  readonly status: 'voting';
  readonly draft: ConventionDraft;
  readonly vote: Vote;
}

/** The vote is over (已表决); after a failed one a new draft may be laid down. */
export interface Voted extends ConventionMatter {
  readonly status: 'passed' | 'failed';
  readonly draft: ConventionDraft;
  readonly vote: Vote;
  readonly result: VoteResult;
}

/** It is shown to everybody (公示). */
export interface PublishedConvention extends ConventionMatter {
  readonly status: 'published';
  readonly draft: ConventionDraft;
  readonly vote: Vote;
  readonly result: VoteResult;
  readonly publication: Publication;
}

/** It is filed (已备案). */
export interface FiledConvention extends ConventionMatter {
  readonly status: 'filed';
  readonly draft: ConventionDraft;
  readonly vote: Vote;
  readonly result: VoteResult;
  readonly publication: Publication;
  readonly office: FilingOffice;
}

/** Where a convention stands (公约状态). */
export type ConventionState =
  | Unproposed
  | Gathering
  | Selected
  | DraftedConvention
  | Voting
  | Voted
  | PublishedConvention
  | FiledConvention;

/** The word for where a convention stands. */
export type ConventionStatus = ConventionState['status'];
