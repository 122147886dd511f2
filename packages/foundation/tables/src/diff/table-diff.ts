import type { Outcome } from '../table.ts';
import type { TableInput } from '../table-input.ts';
import type { Witness } from '../verify/verification.ts';
import type { Region } from '../verify/where.ts';

/**
 * What a table answers: one outcome, or under multi-hit policies all of them in order; a refusal by its code; undefined
 * where no rule of a single-hit table matches.
 */
export type TableAnswer =
  | Outcome
  | readonly Outcome[]
  | 'tables/not-any'
  | 'tables/not-unique'
  | undefined;

/** Inputs that are answered differently (变动区域): all of a region, and one of them. */
export interface ChangedRegion {
  /** The rule that decides before, by its index; left out where none or several do. */
  readonly before?: number;
  /** The rule that decides after. */
  readonly after?: number;
  /** The answers on the witness; where one rule decides, all over the region. */
  readonly from: TableAnswer;
  readonly to: TableAnswer;
  readonly witness: Witness;
  readonly where: Region;
}

/** What the comparison could not settle (未决). */
export interface UndecidedChange {
  /** `parents`, `path` and `zone`: a column is read differently by the two tables, so that only a replay can tell. */
  readonly why: 'budget' | 'computed' | 'namesInput' | 'parents' | 'path' | 'zone';
  readonly column?: string;
  readonly where?: Region;
}

/** Inputs of a replay whose answers changed alike (变动统计): how many, and the first of them. */
export interface ReplayedChange {
  readonly from: TableAnswer;
  readonly to: TableAnswer;
  /** The rules that decided the example. */
  readonly before?: number;
  readonly after?: number;
  readonly count: number;
  readonly example: TableInput;
}

/** What a replay of inputs through both tables gives (回放), the most frequent change first. */
export interface Replay {
  readonly total: number;
  readonly changed: number;
  readonly changes: readonly ReplayedChange[];
}

/** How two tables differ in what they answer (决策表差异). */
export interface TableDiff {
  /** Every input that is answered differently lies in one of these, unless `more` or `undecided` say otherwise. */
  readonly regions: readonly ChangedRegion[];
  /** Proven: every input whatsoever, missing values included, is answered alike. */
  readonly same: boolean;
  /** Whether there are more regions than the list holds. */
  readonly more: boolean;
  readonly undecided: readonly UndecidedChange[];
  readonly replay?: Replay;
}
