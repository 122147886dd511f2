import type { Rule, Table } from '../table.ts';
import { editedProof } from './edited-proof.ts';
import type { Proof } from './proof.ts';
import { reportOf, type Shown } from './report.ts';
import type { Universe } from './universe.ts';
import { validRules } from './valid-rules.ts';
import type { ProofLimits, Verification } from './verification.ts';
import { nothingShown, provenTable } from './verify-table.ts';

/** One change of a table: from a place on so many rules go and these come. */
export interface TableEdit {
  readonly at: number;
  /** How many rules go; none if left out. */
  readonly remove?: number;
  /** The rules that come; none if left out. */
  readonly insert?: readonly Rule[];
}

/** A proof about a table that follows its edits (增量核验). It never changes; an edit gives another one. */
export interface TableVerifier {
  /** The table that the proof is about. */
  readonly table: Table;
  readonly report: Verification;
  /**
   * The proof of the edited table; only what the edited rules touch is proven again. Refuses rules with issues with
   * `tables/invalid`; a place outside of the table is moved to its end.
   */
  edit(change: TableEdit): TableVerifier;
}

/**
 * Proves a table and stays ready for its edits (增量核验). Refuses as `verifyTable` does.
 *
 * @example
 * const verifier = tableVerifier(table);
 * verifier.edit({ at: 3, remove: 1, insert: [rule] }).report.complete;
 */
export function tableVerifier(
  table: unknown,
  universe?: Universe,
  limits?: ProofLimits,
): TableVerifier {
  return verifierOf(provenTable(table, universe, limits), nothingShown());
}

function verifierOf(proof: Proof, shown: Shown): TableVerifier {
  let told: Verification | undefined;
  return Object.freeze({
    table: proof.table,
    get report() {
      told ??= reportOf(proof, shown);
      return told;
    },
    edit: ({ at, remove = 0, insert = [] }: TableEdit) => {
      const { rules } = proof.table;
      const from = Math.max(0, Math.min(Math.floor(at), rules.length));
      const until = Math.max(from, Math.min(from + Math.floor(remove), rules.length));
      const fresh = validRules(proof.table, insert, { from, until });
      return verifierOf(editedProof(proof, { from, until, fresh }), shown);
    },
  });
}
