import { validTable } from '../valid-table.ts';
import { type Proof, proofOf } from './proof.ts';
import { reportOf, type Shown } from './report.ts';
import { realmsOf, type Universe } from './universe.ts';
import type { ProofLimits, Verification } from './verification.ts';

/**
 * Proves what a table answers (核验决策表) over a universe of inputs: what no rule answers, which rules contradict each
 * other, never win, or could go. Everything found comes with an input that shows it; `complete` is a proof over the
 * whole universe, trees of codes included. Refuses with `tables/invalid` and `tables/bad-universe`.
 *
 * @example
 * verifyTable({
 *   hit: 'first',
 *   inputs: [{ name: 'severity', type: 'integer' }],
 *   outputs: [{ name: 'lead' }],
 *   rules: [{ when: { severity: { lte: 2 } }, then: { lead: 'gridLeader' } }],
 * }, { severity: { gte: 1, lte: 4 } }).gaps; // [{ witness: { severity: 3 }, where: { severity: { gte: 3, lt: 5 } } }]
 */
export function verifyTable(
  table: unknown,
  universe?: Universe,
  limits?: ProofLimits,
): Verification {
  return reportOf(provenTable(table, universe, limits), nothingShown());
}

/** All that is proven about a table. */
export function provenTable(
  table: unknown,
  universe?: Universe,
  { findings = 1_000, nodes = 1_000_000 }: ProofLimits = {},
): Proof {
  const valid = validTable(table);
  return proofOf(valid, realmsOf(valid.inputs, universe), { findings, nodes });
}

export function nothingShown(): Shown {
  return { gaps: new WeakMap(), pairs: new WeakMap() };
}
