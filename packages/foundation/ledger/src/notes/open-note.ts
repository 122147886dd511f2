import { utf8Bytes } from '@civigrid/kernel';
import { type Checked, wrong } from './issue.ts';
import { parseNote } from './note.ts';
import type { Verifier } from './verifier-key.ts';

/** A signature that was verified, and the key that did (已验签名). */
export interface VerifiedSignature {
  readonly verifier: Verifier;
  readonly signature: Uint8Array;
  /** The line of the note that it stands on, from 1 on. */
  readonly line: number;
}

/** The text of a note that known keys have signed (已验文本). */
export interface OpenedNote {
  /** With its last newline. */
  readonly text: string;
  /** One at least, all of known keys and good. */
  readonly signatures: readonly VerifiedSignature[];
}

/**
 * Opens a signed note with the keys that are known. A key is known by name and id together; signatures of unknown keys
 * are passed over; one of a known key that fails refuses the whole note (`ledger/failing-signature`), and so does a note
 * without a good one (`ledger/unknown-signers`).
 */
export function openNote(note: string, keys: readonly Verifier[]): Checked<OpenedNote> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const bytes = utf8Bytes(text);
  const good: VerifiedSignature[] = [];
  for (const { name, keyId, signature, line } of signatures) {
    const known = keys.filter((key) => key.name === name && key.keyId === keyId);
    if (known.length === 0) continue;
    const verifier = known.find((key) => holds(key, bytes, signature));
    if (verifier === undefined) return wrong('ledger/failing-signature', { line, key: name });
    good.push({ verifier, signature, line });
  }
  if (good.length === 0) return wrong('ledger/unknown-signers');
  return { ok: true, value: { text, signatures: good } };
}

/** A scheme that throws at what is no signature has not verified it. */
function holds(key: Verifier, text: Uint8Array, signature: Uint8Array): boolean {
  try {
    return key.verify(text, signature) === true;
  } catch {
    return false;
  }
}
