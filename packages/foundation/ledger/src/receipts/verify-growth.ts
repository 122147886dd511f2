import { fromBase64 } from '../base64.ts';
import { sameBytes } from '../hash.ts';
import { type Checked, wrong } from '../notes/issue.ts';
import { type LogTrust, openCheckpoint } from '../notes/open-checkpoint.ts';
import { verifyConsistency } from '../tree/verify-consistency.ts';
import { isTexts, oddHash } from './receipt.ts';

/** Two signed checkpoints of one log, such as that of a receipt and today's, and what should join them (前后检查点). */
export interface GrowthClaim {
  readonly earlier: string;
  readonly later: string;
  /** The consistency proof, hashes in base64; empty where both have one size. */
  readonly proof: readonly string[];
}

/** What two checkpoints and a good proof show (增长证明): the first `from` entries are the same among the `to`. */
export interface ProvenGrowth {
  readonly origin: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Verifies that between two signed checkpoints nothing was taken out or rewritten. Two checkpoints of one size with
 * different roots (`ledger/split-view`) are, by their signatures, evidence against the log; a proof that does not join
 * them (`ledger/inconsistent`) may also just be the wrong one. Never throws at what came.
 */
export function verifyGrowth(claim: GrowthClaim, trust: LogTrust): Checked<ProvenGrowth> {
  const { earlier, later, proof } = claim;
  const before = openCheckpoint(earlier, trust);
  if (!before.ok) return before;
  const after = openCheckpoint(later, trust);
  if (!after.ok) return after;
  const { origin, size: from, root: root1 } = before.value;
  const { size: to, root: root2 } = after.value;
  if (origin !== after.value.origin) return wrong('ledger/other-origin', { line: 1 });
  if (to < from) return wrong('ledger/older-checkpoint', { found: to, wanted: from });
  if (to === from && !sameBytes(root1, root2)) return wrong('ledger/split-view', { found: to });
  if (from === 0) return wrong('ledger/nothing-to-compare');
  if (!isTexts(proof)) return wrong('ledger/bad-proof');
  const odd = oddHash(proof);
  if (odd !== undefined) return wrong('ledger/bad-proof', { line: odd + 1 });
  const hashes = proof.map((text) => fromBase64(text) ?? new Uint8Array(0));
  const options = trust.hash === undefined ? {} : { hash: trust.hash };
  if (!verifyConsistency({ size1: from, size2: to, root1, root2, proof: hashes }, options))
    return wrong('ledger/inconsistent', { found: to, wanted: from });
  return { ok: true, value: { origin, from, to } };
}
