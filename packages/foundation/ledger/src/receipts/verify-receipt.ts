import { fromBase64 } from '../base64.ts';
import { type HashOption, isBytes } from '../hash.ts';
import { type Checked, shifted, wrong } from '../notes/issue.ts';
import { type LogTrust, type OpenedCheckpoint, openCheckpoint } from '../notes/open-checkpoint.ts';
import { leafHash } from '../tree/leaf-hash.ts';
import { verifyInclusion } from '../tree/verify-inclusion.ts';
import { type Receipt, readReceipt } from './receipt.ts';

/** What a receipt is held against: the entry's bytes, or its leaf hash where nobody may see them (待核记录). */
export type ReceiptSubject = { readonly content: Uint8Array } | { readonly leafHash: Uint8Array };

/** What a good receipt proves (回执所证): the entry stands at this index of the log that this checkpoint is of. */
export interface ProvenReceipt extends OpenedCheckpoint {
  readonly index: number;
}

/**
 * Verifies a receipt, as data or as its text, without asking anybody: the checkpoint's signatures, its origin, enough
 * witnesses, and that the entry is in it (`ledger/not-included`). It proves THAT the entry was recorded, not that what
 * it says is true. Never throws at what came.
 */
export function verifyReceipt(
  receipt: Receipt | string,
  trust: LogTrust & ReceiptSubject,
): Checked<ProvenReceipt> {
  const read = readReceipt(receipt);
  if (!read.ok) return read;
  const { index, proof, checkpoint } = read.value;
  const opened = openCheckpoint(checkpoint, trust);
  // of a receipt's text, the checkpoint follows the head and the proof
  if (!opened.ok)
    return typeof receipt === 'string'
      ? shifted(opened, receipt.slice(0, -checkpoint.length).split('\n').length - 1)
      : opened;
  const { size, root } = opened.value;
  const options: HashOption = trust.hash === undefined ? {} : { hash: trust.hash };
  const leaf = 'leafHash' in trust ? trust.leafHash : leafOf(trust.content, options);
  const hashes = proof.map((text) => fromBase64(text) ?? new Uint8Array(0));
  if (
    leaf === undefined ||
    !verifyInclusion({ index, size, leafHash: leaf, proof: hashes, root }, options)
  )
    return wrong('ledger/not-included', { found: index, wanted: size });
  return { ok: true, value: { ...opened.value, index } };
}

function leafOf(content: unknown, options: HashOption): Uint8Array | undefined {
  return isBytes(content) ? leafHash(content, options) : undefined;
}
