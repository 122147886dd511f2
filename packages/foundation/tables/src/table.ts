import type { Json } from '@civigrid/kernel';
import type { Cell } from './cell.ts';
import type { Column } from './column.ts';
import type { Expression } from './expression.ts';
import type { Aggregate, HitPolicy } from './hit-policy.ts';

/** One output of a table; the order of its values is their rank, best first (DMN output values). */
export interface Output {
  readonly name: string;
  readonly values?: readonly Json[];
  /** Only of a table's only output: its value is the outcome itself, not a record of outputs (DMN: an output without a name). */
  readonly bare?: boolean;
}

/** What a rule says when it holds: a record of outputs by name, or the bare value of a table whose output is bare. */
export type Outcome = Json;

/** When something is in force (有效期): days, the first inclusive, the second not. Deciding does not look at it. */
export interface Effective {
  readonly from?: string;
  readonly until?: string;
}

/** One row (规则): the conditions by column, a missing one matches anything; and what follows. */
export interface Rule {
  readonly id?: string;
  readonly when: Readonly<Record<string, Cell | undefined>>;
  readonly then: { readonly [output: string]: Json | undefined };
  /** Outputs that are computed from inputs that they name; none of them stands in `then`. */
  readonly compute?: Readonly<Record<string, Expression | undefined>>;
  /** Why the rule is there (备注). */
  readonly note?: string;
  readonly effective?: Effective;
}

/** A decision table (决策表), plain JSON that a clerk can edit. */
export interface Table<Hit extends HitPolicy = HitPolicy> {
  readonly id?: string;
  readonly version?: string;
  /** What the table is for (备注). */
  readonly note?: string;
  readonly effective?: Effective;
  readonly hit: Hit;
  /** Only with `collect`: what becomes of the first output. */
  readonly aggregate?: Aggregate;
  /** The zone in which `weekTime`, and `dateTime` without an offset, are read; `'Asia/Shanghai'` if left out. */
  readonly zone?: string;
  readonly inputs: readonly Column[];
  readonly outputs: readonly Output[];
  readonly rules: readonly Rule[];
  /** Only with policies that choose one rule: what is said where none matches (兜底结论; DMN default output). */
  readonly otherwise?: Rule['then'];
}
