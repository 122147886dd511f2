import type { CaseId } from '@civigrid/kernel';
import type { Assignment } from '../assignment.ts';
import type { DueCalendar } from '../budget.ts';
import type { KnownCase } from '../case-state.ts';
import type { LoopFacts } from './exclusion.ts';
import type { CountName, RateName } from './figure-names.ts';
import type { Verdict } from './figures.ts';
import type { Outcome } from './run-history.ts';

/** Under what a life is read. */
export interface MarkOptions {
  /** The end of the period, not included: what comes later is not looked at. */
  readonly until: number;
  readonly calendar: DueCalendar;
  readonly unitOf: (lead: Assignment) => string;
  /** The levels that are meant by the grid and by the community. */
  readonly gridLevel: string;
  readonly communityLevel: string;
}

/** One thing that a rate counts. */
export interface RateMark {
  readonly rate: RateName;
  readonly verdict: Verdict;
  /** In which instant it was decided: UTC milliseconds. */
  readonly at: number;
  readonly unit: string;
  readonly loop: number;
}

/** One thing that is counted. */
export interface CountMark {
  readonly count: CountName;
  readonly at: number;
  readonly unit: string;
}

/** A closure, for where it was settled. */
export interface SettledMark {
  readonly level: string;
  /** The place of the level in the case's own list. */
  readonly rank: number;
  readonly at: number;
  readonly unit: string;
}

/** The whole-case limit of one loop, to be told when it is known what other cases brought into it. */
export interface WholeMark {
  readonly loop: number;
  /** From when the loop runs: UTC milliseconds. */
  readonly from: number;
  /** What is known of it by itself; undefined where the loop has no whole-case clock. */
  readonly own?: Outcome;
  /** The cases that went on in it. */
  readonly brought: readonly CaseId[];
  /** The end of the loop, or of the period: UTC milliseconds. */
  readonly end: number;
  /** Whether the loop is under way at the end of the period. */
  readonly isLast: boolean;
}

/** A time in which the case went on as part of another. */
export interface JoinMark {
  readonly into: CaseId;
  /** UTC milliseconds. */
  readonly at: number;
  /** When its own whole-case limit had run out before. */
  readonly ranOut?: number;
  readonly missedAt?: number;
  /** The cases that it brought along. */
  readonly brought: readonly CaseId[];
  /** From when its loop ran. */
  readonly from: number;
}

/** What the figures need to know of a case. */
export interface CaseMarks {
  readonly state: KnownCase;
  readonly loops: readonly LoopFacts[];
  readonly rates: readonly RateMark[];
  readonly counts: readonly CountMark[];
  readonly settled: readonly SettledMark[];
  readonly wholes: readonly WholeMark[];
  readonly joins: readonly JoinMark[];
  /** Who led at an instant. */
  readonly unitAt: (at: number) => string;
}
