import { toBase64 } from '../base64.ts';
import { sameBytes } from '../hash.ts';
import { refuse } from '../ledger-error.ts';
import { parseCheckpoint, wholeNumber, writtenHash } from '../notes/checkpoint.ts';
import { type Checked, wrong } from '../notes/issue.ts';
import { parseNote } from '../notes/note.ts';
import type { MerkleLog } from '../tree/merkle-log.ts';

/** What a resident takes home (回执): plain data that proves an entry's place in a log to whoever knows the log's key. */
export interface Receipt {
  /** The entry's index. */
  readonly index: number;
  /** The inclusion proof, hashes in base64 from the leaf's sibling up. */
  readonly proof: readonly string[];
  /** The signed checkpoint as it was published, cosignatures and all. */
  readonly checkpoint: string;
}

/**
 * A receipt of an entry under a published checkpoint. Refuses with `ledger/bad-checkpoint` what is no signed
 * checkpoint, with `ledger/other-root` one that is not of this log, with `ledger/beyond-size` one that does not hold
 * the entry yet or is ahead of the log.
 */
export function receiptFor(log: MerkleLog, index: number, checkpoint: string): Receipt {
  const note = parseNote(checkpoint);
  const parsed = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!parsed.ok)
    throw refuse('ledger/bad-checkpoint', 'No signed checkpoint.', {
      codes: parsed.issues.map(({ code }) => code),
    });
  const { size, root } = parsed.value;
  if (!sameBytes(log.root(size), root))
    throw refuse('ledger/other-root', 'The checkpoint is not of this log.', { size });
  return { index, proof: log.inclusionProof(index, size).map(toBase64), checkpoint };
}

const form = 'c2sp.org/tlog-proof@v1';

/** Longer than a proof of any log. */
const mostHashes = 63;

/** A receipt as text for paper, a QR code or a file `.tlog-proof` (C2SP tlog-proof v1): about 1.2 kB in a log of a million. */
export function receiptText({ index, proof, checkpoint }: Receipt): string {
  return [form, `index ${index}`, ...proof, '', checkpoint].join('\n');
}

/**
 * Reads a receipt from its text, and believes nothing: see `verifyReceipt`. A line `extra` of the standard is passed
 * over, for nothing in it is proved.
 * @see https://c2sp.org/tlog-proof
 */
export function parseReceipt(text: string): Checked<Receipt> {
  if (typeof text !== 'string') return wrong('ledger/not-text');
  const end = text.indexOf('\n\n');
  if (end === -1) return wrong('ledger/not-a-receipt');
  const [first, ...lines] = text.slice(0, end).split('\n');
  if (first !== form) return wrong('ledger/not-a-receipt', { line: 1 });
  const extra = lines[0]?.startsWith('extra ') ? 1 : 0;
  const row = lines[extra] ?? '';
  const index = row.startsWith('index ') ? wholeNumber(row.slice(6)) : undefined;
  if (index === undefined) return wrong('ledger/not-a-receipt', { line: 2 + extra });
  const proof = lines.slice(extra + 1);
  const odd = oddHash(proof);
  if (odd !== undefined) return wrong('ledger/bad-proof', { line: 3 + extra + odd });
  return { ok: true, value: { index, proof, checkpoint: text.slice(end + 2) } };
}

/** The place, from 0 on, of the first that is no hash in base64, or at which there are too many. */
export function oddHash(proof: readonly string[]): number | undefined {
  const odd = proof.findIndex((text, i) => i >= mostHashes || writtenHash(text) === undefined);
  return odd === -1 ? undefined : odd;
}

/** A receipt from a value of unknown form: its text, or what came out of JSON. */
export function readReceipt(given: unknown): Checked<Receipt> {
  if (typeof given === 'string') return parseReceipt(given);
  if (typeof given !== 'object' || given === null) return wrong('ledger/not-a-receipt');
  const { index, proof, checkpoint } = given as { readonly [Key in keyof Receipt]?: unknown };
  if (typeof index !== 'number' || wholeNumber(String(index)) !== index)
    return wrong('ledger/not-a-receipt');
  if (typeof checkpoint !== 'string' || !isTexts(proof)) return wrong('ledger/not-a-receipt');
  const odd = oddHash(proof);
  if (odd !== undefined) return wrong('ledger/bad-proof', { line: odd + 1 });
  return { ok: true, value: { index, proof, checkpoint } };
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
