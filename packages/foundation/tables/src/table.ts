import type { Json, JsonObject } from '@civigrid/kernel';
import type { Cell } from './cell.ts';
import type { Column } from './column.ts';
import type { Aggregate, HitPolicy } from './hit-policy.ts';

/** One output of a table; the order of its values is their rank, best first (DMN output values). */
export interface Output {
  readonly name: string;
  readonly values?: readonly Json[];
}

/** What a rule says when it holds: a value by the name of each output. */
export type Outcome = JsonObject;

/** One row (规则): the conditions by column, a missing one matches anything; and what follows. */
export interface Rule {
  readonly id?: string;
  readonly when: Readonly<Record<string, Cell | undefined>>;
  readonly then: { readonly [output: string]: Json | undefined };
}

/** A decision table (决策表), plain JSON that a clerk can edit. */
export interface Table<Hit extends HitPolicy = HitPolicy> {
  readonly hit: Hit;
  /** Only with `collect`: what becomes of the first output. */
  readonly aggregate?: Aggregate;
  /** The zone in which `weekTime` is read; `'Asia/Shanghai'` if left out. */
  readonly zone?: string;
  readonly inputs: readonly Column[];
  readonly outputs: readonly Output[];
  readonly rules: readonly Rule[];
}
