import { type HashOption, sameBytes } from '../hash.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { timestampOf } from './cosigned-message.ts';
import { type Checked, wrong } from './issue.ts';
import { openNote, type VerifiedSignature } from './open-note.ts';
import type { Verifier } from './verifier-key.ts';
import type { WitnessPolicy } from './witness-policy.ts';

/** Whom a reader believes about a log (信任设定). */
export interface LogTrust extends HashOption {
  /** The keys of the log, as it published them; one of them must have signed. */
  readonly keys: readonly Verifier[];
  /** The origin that the checkpoint must name; if left out, the name of a key that signed it. */
  readonly origin?: string;
  /** Who must have co-signed; nobody if left out. */
  readonly witnesses?: WitnessPolicy;
}

/** A witness's word that it saw the checkpoint, and nothing taken out before it (会签). */
export interface Cosignature {
  readonly name: string;
  /** When, in UTC milliseconds, by the witness's own clock. */
  readonly at: number;
}

/** A checkpoint whose signatures are good (已验检查点). */
export interface OpenedCheckpoint extends Required<Checkpoint> {
  /** The names of the log's keys that signed it. */
  readonly signedBy: readonly string[];
  /** The known witnesses that co-signed it, each once with its last time. */
  readonly cosignatures: readonly Cosignature[];
}

/**
 * Opens a signed checkpoint: its note with the keys that are known, the log's and the witnesses'; then its text, its
 * origin and whether enough witnesses co-signed.
 */
export function openCheckpoint(note: string, trust: LogTrust): Checked<OpenedCheckpoint> {
  const { keys, witnesses } = trust;
  const opened = openNote(note, [...keys, ...(witnesses?.witnesses ?? [])]);
  if (!opened.ok) return opened;
  const { text, signatures } = opened.value;
  const names = signatures
    .filter(({ verifier }) => verifier.kind === 'signature' && keys.includes(verifier))
    .map(({ verifier }) => verifier.name);
  const signedBy = [...new Set(names)];
  if (signedBy.length === 0) return wrong('ledger/unknown-signers');
  const parsed = parseCheckpoint(text);
  if (!parsed.ok) return parsed;
  const { origin } = parsed.value;
  if (trust.origin === undefined ? !signedBy.includes(origin) : trust.origin !== origin)
    return wrong('ledger/other-origin', { line: 1 });
  const cosigned = byWitness(signatures, witnesses?.witnesses ?? []);
  const { threshold = 0 } = witnesses ?? {};
  if (!(cosigned.length >= threshold))
    return wrong('ledger/too-few-witnesses', { found: cosigned.length, wanted: threshold });
  return { ok: true, value: { ...parsed.value, signedBy, cosignatures: cosigned } };
}

/** Each witness once, however many lines and whichever names its key has. */
function byWitness(
  signatures: readonly VerifiedSignature[],
  witnesses: readonly Verifier[],
): readonly Cosignature[] {
  const latest: { readonly publicKey: Uint8Array; name: string; at: number }[] = [];
  for (const { verifier, signature } of signatures) {
    const { kind, name, publicKey } = verifier;
    if (kind !== 'cosignature' || !witnesses.includes(verifier)) continue;
    const at = 1000 * (timestampOf(signature) ?? 0);
    const known = latest.find((one) => sameBytes(one.publicKey, publicKey));
    if (known === undefined) latest.push({ publicKey, name, at });
    else known.at = Math.max(known.at, at);
  }
  return latest.map(({ name, at }) => ({ name, at }));
}
