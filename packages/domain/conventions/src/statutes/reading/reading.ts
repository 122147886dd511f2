import type { Body, ThresholdBase, TrackName } from '../threshold.ts';

/**
 * What a share is for: to be valid (quorum), to decide (passing; special and ordinary where one sentence tells its
 * matters apart, rerun where seats were left empty), to ask for something (request), to make up a body (composition),
 * or to let the silent be counted at all (silence).
 */
export type ThresholdRole =
  | 'quorum'
  | 'passing'
  | 'passing-special'
  | 'passing-ordinary'
  | 'passing-rerun'
  | 'request'
  | 'composition'
  | 'composition-women'
  | 'silence';

/** A share that a sentence sets (比例). */
export interface ReadThreshold {
  readonly role: ThresholdRole;
  /** `interested` is the whole of those whom the matter touches (有利害关系的业主). */
  readonly of: ThresholdBase | 'interested';
  /** Whose share it is, where the sentence names them. */
  readonly who: readonly (Body | 'owners')[];
  readonly track: TrackName;
  readonly num: number;
  readonly den: number;
  readonly strict: boolean;
  /** `most` for 以下 and 不超过, which no quorum and no majority is. */
  readonly bound: 'least' | 'most';
  /** The items (项) of a list of matters that it is for, or all others. */
  readonly matters?: readonly number[] | 'others';
  readonly phrase: string;
  /** Where the phrase begins, in UTF-16 units from 0. */
  readonly at: number;
}

/** A length of time that a sentence sets (期间). */
export interface ReadPeriod {
  readonly length: number;
  readonly unit: 'hours' | 'days' | 'work-days' | 'months' | 'years';
  /** At least, at most or exactly so long, or so long before or after something. */
  readonly bound: 'least' | 'most' | 'exact' | 'before' | 'after';
  /** True for 超过, which does not include the number. */
  readonly strict: boolean;
  readonly phrase: string;
  readonly at: number;
}

/** A number of persons or households that a sentence sets (人数、户数). */
export interface ReadCount {
  readonly unit: 'persons' | 'households';
  readonly atLeast?: number;
  readonly atMost?: number;
  /** How many persons there are for each such number of households (每…户推选…人). */
  readonly persons?: number;
  readonly phrase: string;
  readonly at: number;
}

/** That the most votes win (得票多的当选). */
export interface ReadMostVotes {
  /** Only for seats that were left empty (另行选举). */
  readonly rerun: boolean;
  readonly phrase: string;
  readonly at: number;
}

/** An item of a list of matters (项). */
export interface ReadItem {
  readonly item: number;
  readonly text: string;
  readonly at: number;
}

/** Why something in a sentence could not be read. */
export type ReadingIssueCode =
  /** Not a text, or one that is longer than any sentence of law: nothing of it was read. */
  | 'conventions/unreadable-text'
  /** A share without a word that compares (以上, 超过 …), or with words that contradict each other, or denied. */
  | 'conventions/unread-share'
  /** A share of which nobody can say what it is for. */
  | 'conventions/unread-role'
  /** A share of nothing or of more than the whole, or a number too large. */
  | 'conventions/impossible-share';

/** A phrase that could not be read, with its place. */
export interface ReadingIssue {
  readonly code: ReadingIssueCode;
  readonly phrase: string;
  readonly at: number;
}

/** What a sentence sets, in the order of its words (读法). */
export interface Reading {
  readonly thresholds: readonly ReadThreshold[];
  readonly periods: readonly ReadPeriod[];
  readonly counts: readonly ReadCount[];
  readonly mostVotes: readonly ReadMostVotes[];
  readonly items: readonly ReadItem[];
  readonly issues: readonly ReadingIssue[];
}
