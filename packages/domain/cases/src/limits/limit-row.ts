import type { Budget } from '../budget.ts';
import type { ClockName } from '../clock.ts';

/** The clocks that have one limit in a row (时限种类): intake, signature, the whole case, call-back, report-in. */
export type LimitClock = Exclude<ClockName, 'handle' | 'stage'>;

/** One limit of a row: of a clock, or of a stage of the handling, numbered 1, 2, 3 …, by its name. */
export type ClockLimit =
  | { readonly clock: LimitClock; readonly budget: Budget }
  | {
      readonly clock: 'stage';
      readonly stage: number;
      readonly name: string;
      readonly budget: Budget;
      /** The state in which the stage leaves the matter (结案状态). */
      readonly closing?: string;
    };

/** The hours of the day in which a row holds, half-open; it may run over midnight. */
export type LimitHours = {
  /** `'HH:MM'`, midnight if left out. */
  readonly from?: string;
  /** `'HH:MM'`, midnight if left out. */
  readonly to?: string;
};

/** What one jurisdiction gives for one category, from one day to another (处置时限). */
export type LimitRow = {
  /** Code of the jurisdiction: a city, a district. */
  readonly jurisdiction: string;
  /** Dotted code of the category; the row serves everything below it that has none of its own. */
  readonly category: string;
  /** The first day on which it is in force, `'YYYY-MM-DD'`. */
  readonly from: string;
  /** The last day; open if left out. */
  readonly to?: string;
  readonly version: string;
  /** Where it stands. */
  readonly source: string;
  /** Only for what comes up within these hours ("after 08:00"). */
  readonly hours?: LimitHours;
  readonly limits: readonly ClockLimit[];
  /** The units that are responsible. */
  readonly units?: readonly string[];
};

/** A local code put under another category (地方扩展码): what has no row of its own is looked up there. */
export type LocalCode = {
  readonly jurisdiction: string;
  readonly code: string;
  readonly under: string;
};

/** Limits as data: plain JSON, one version of a table. */
export type LimitData = {
  /** IANA name of the zone in which days and hours are read; `'Asia/Shanghai'` if left out. */
  readonly zone?: string;
  readonly rows: readonly LimitRow[];
  /** A jurisdiction that has no row for a category follows the one above it. */
  readonly jurisdictions?: readonly { readonly code: string; readonly under: string }[];
  readonly localCodes?: readonly LocalCode[];
};
