import { sameBytes } from '../hash.ts';
import { refuse } from '../ledger-error.ts';
import type { Verifier } from './verifier-key.ts';

/** How many of which witnesses must have co-signed (见证策略). */
export interface WitnessPolicy {
  readonly threshold: number;
  readonly witnesses: readonly Verifier[];
}

/**
 * `threshold` of the witnesses. Refuses with `ledger/bad-witness-policy` a threshold that is no whole number from 1 to
 * their count, a key that is no witness's, and one name or one public key that would count twice.
 */
export function witnessPolicy(threshold: number, witnesses: readonly Verifier[]): WitnessPolicy {
  const bad = (why: string) => refuse('ledger/bad-witness-policy', `No policy: ${why}.`, { why });
  if (!Number.isInteger(threshold) || threshold < 1 || threshold > witnesses.length)
    throw bad('threshold');
  witnesses.forEach(({ kind, name, publicKey }, i) => {
    if (kind !== 'cosignature') throw bad('not a witness key');
    for (const other of witnesses.slice(0, i))
      if (other.name === name || sameBytes(other.publicKey, publicKey)) throw bad('twice');
  });
  return { threshold, witnesses: [...witnesses] };
}
