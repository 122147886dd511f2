import type { GridCode } from '@civigrid/kernel';
import type { Evidence } from '../record/evidence.ts';
import { refusal } from './programme-error.ts';

/** What a programme is to reach (目标指标): so many of a unit, such as 2,553 ropes. */
export type Measure = {
  readonly measure: string;
  /** A code: `rope`, `stool`, `visit`. */
  readonly unit: string;
  /** Whole, at least 1. */
  readonly goal: number;
};

/** Something that a programme does at a place and a time (活动). */
export type ProgrammeActivity = {
  readonly activity: string;
  readonly grid: GridCode;
  /** UTC milliseconds, included. */
  readonly from: number;
  /** UTC milliseconds, not included. */
  readonly until: number;
};

/** What was reached (成效), with what proves it. */
export type Outcome = {
  readonly outcome: string;
  readonly measure: string;
  /** Whole, at least 1. */
  readonly amount: number;
  /** What counter-entries took back of it. */
  readonly takenBack: number;
  readonly grid: GridCode;
  readonly activity?: string;
  readonly evidence: readonly Evidence[];
  /** UTC milliseconds. */
  readonly at: number;
};

/** Money that was spent (支出). */
export type Spending = {
  readonly spending: string;
  /** Whole fen (分), at least 1. */
  readonly fen: number;
  /** What counter-entries took back of it, in fen. */
  readonly takenBack: number;
  readonly evidence: readonly Evidence[];
  /** UTC milliseconds. */
  readonly at: number;
};

/** A programme that was launched. */
export type KnownProgramme = {
  readonly status: 'running' | 'ended';
  readonly programme: string;
  readonly title: string;
  readonly grid: GridCode;
  /** UTC milliseconds, included. */
  readonly from: number;
  /** UTC milliseconds, not included; left out while it is open. */
  readonly until?: number;
  /** The stream's last instant: UTC milliseconds. */
  readonly at: number;
  readonly measures: readonly Measure[];
  /** In whole fen (分); left out where none was given. */
  readonly budgetFen?: number;
  readonly activities: readonly ProgrammeActivity[];
  readonly outcomes: readonly Outcome[];
  readonly spendings: readonly Spending[];
};

/** The state of a programme (项目), a stream of `programmeStream`; plain JSON. */
export type ProgrammeState = { readonly status: 'planned' } | KnownProgramme;

/** The programme, refused where it was never launched. */
export function knownProgramme(state: ProgrammeState): KnownProgramme {
  if (state.status === 'planned')
    throw refusal('people/programme-unknown', 'No such programme was launched.');
  return state;
}

/** The programme, refused where it was never launched or has ended. */
export function runningProgramme(state: ProgrammeState): KnownProgramme {
  const known = knownProgramme(state);
  if (known.status === 'ended') throw refusal('people/programme-ended', 'The programme has ended.');
  return known;
}

/** What was spent, less what counter-entries took back: whole fen. */
export function spentFen({ spendings }: KnownProgramme): number {
  return spendings.reduce((sum, { fen, takenBack }) => sum + fen - takenBack, 0);
}
