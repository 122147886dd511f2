import { utf8Bytes } from '@civigrid/kernel';
import { fromBase64, toBase64 } from '../base64.ts';
import { type HashOption, sameBytes, sha256 } from '../hash.ts';
import { treeHash } from '../tree/tree-hash.ts';
import { verifyConsistency } from '../tree/verify-consistency.ts';
import { type Checkpoint, parseCheckpoint, wholeNumber, writtenHash } from './checkpoint.ts';
import { type Checked, type LedgerIssue, shifted, type Wrong, wrong } from './issue.ts';
import { parseNote, signatureLine } from './note.ts';
import { openNote } from './open-note.ts';
import type { Cosigner } from './signer.ts';
import type { Verifier } from './verifier-key.ts';

/** The last checkpoint of a log that a witness co-signed (见证记录), as plain data: the host keeps one for each origin. */
export interface WitnessedHead {
  readonly origin: string;
  readonly size: number;
  /** In base64. */
  readonly root: string;
}

/** A log that a witness knows (所见证的账本). */
export interface WitnessedLog {
  readonly origin: string;
  /** One of them must have signed the checkpoint. */
  readonly keys: readonly Verifier[];
}

/** A request to co-sign (会签请求), read but not believed. */
export interface WitnessRequest {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint as it came. */
  readonly note: string;
  readonly checkpoint: Required<Checkpoint>;
}

/** What a witness goes by (见证方). */
export interface Witness extends HashOption {
  readonly logs: readonly WitnessedLog[];
  /** The heads it has kept; that of the request's origin is enough. */
  readonly heads: readonly WitnessedHead[];
  /** Its keys, one at least. */
  readonly cosigners: readonly Cosigner[];
  /** The time of the cosignature, UTC milliseconds. */
  readonly at: number;
}

/**
 * A witness's answer (见证答复). Of HTTP: accepted 200 with `cosignatures` as the body; `bad-request` and
 * `old-size-beyond` 400; `unsigned-checkpoint` 403; `unknown-log` 404; `other-size` 409 with the size and a newline as
 * the body, type `text/x.tlog.size`; `other-root` 409; `bad-consistency` 422.
 */
export type WitnessAnswer =
  | {
      readonly answer: 'cosigned';
      /** Lines to be put under the checkpoint. */
      readonly cosignatures: string;
      /** What the host keeps, before it answers and only if `before` is still what it has. */
      readonly head: WitnessedHead;
      /** The head that was compared; undefined where there was none. */
      readonly before: WitnessedHead | undefined;
    }
  | {
      readonly answer: 'other-size';
      /** The size of the last checkpoint that was co-signed. */
      readonly size: number;
    }
  | {
      readonly answer:
        | 'bad-request'
        | 'old-size-beyond'
        | 'unsigned-checkpoint'
        | 'unknown-log'
        | 'other-root'
        | 'bad-consistency';
      readonly issues: readonly LedgerIssue[];
    };

const mostProofLines = 63;

/** Reads the body of `add-checkpoint`: `old` and a size, at most 63 hashes, an empty line, the checkpoint. */
export function parseWitnessRequest(body: string): Checked<WitnessRequest> {
  if (typeof body !== 'string') return wrong('ledger/not-text');
  const end = body.indexOf('\n\n');
  if (end === -1) return wrong('ledger/bad-request');
  const [first = '', ...hashes] = body.slice(0, end).split('\n');
  const oldSize = first.startsWith('old ') ? wholeNumber(first.slice(4)) : undefined;
  if (oldSize === undefined) return wrong('ledger/bad-request', { line: 1 });
  if (hashes.length > mostProofLines)
    return wrong('ledger/bad-proof', { found: hashes.length, wanted: mostProofLines });
  const proof: Uint8Array[] = [];
  for (const [i, text] of hashes.entries()) {
    const hash = writtenHash(text);
    if (hash === undefined) return wrong('ledger/bad-proof', { line: 2 + i });
    proof.push(hash);
  }
  const note = body.slice(end + 2);
  const before = hashes.length + 2;
  const parsed = parseNote(note);
  if (!parsed.ok) return shifted(parsed, before);
  const checkpoint = parseCheckpoint(parsed.value.text);
  if (!checkpoint.ok) return shifted(checkpoint, before);
  return { ok: true, value: { oldSize, proof, note, checkpoint: checkpoint.value } };
}

/**
 * Decides about a request to co-sign (C2SP tlog-witness, `add-checkpoint`) and changes nothing: the new head comes back
 * with the cosignatures. Comparing the head with what is kept and keeping the new one must be one step at the host's,
 * before it answers; otherwise a slower request can bring an older head back.
 * @see https://c2sp.org/tlog-witness
 */
export function addCheckpoint(body: string, witness: Witness): WitnessAnswer {
  const read = parseWitnessRequest(body);
  if (!read.ok) return { answer: 'bad-request', issues: read.issues };
  const { oldSize, note, checkpoint } = read.value;
  const { origin, size } = checkpoint;
  const refused = (answer: 'unknown-log' | 'unsigned-checkpoint', { issues }: Wrong) => ({
    answer,
    issues,
  });
  const log = witness.logs.find((one) => one.origin === origin);
  if (log === undefined) return refused('unknown-log', wrong('ledger/unknown-log'));
  const opened = openNote(
    note,
    log.keys.filter(({ kind }) => kind === 'signature'),
  );
  if (!opened.ok) return refused('unsigned-checkpoint', opened);
  if (oldSize > size) {
    const { issues } = wrong('ledger/old-size-beyond', { line: 1, found: oldSize, wanted: size });
    return { answer: 'old-size-beyond', issues };
  }
  const before = witness.heads.find((head) => head.origin === origin);
  if (oldSize !== (before?.size ?? 0)) return { answer: 'other-size', size: before?.size ?? 0 };
  const issue = grown(read.value, before, witness);
  if (issue === 'ledger/split-view') return { answer: 'other-root', issues: [{ code: issue }] };
  if (issue !== undefined) return { answer: 'bad-consistency', issues: [{ code: issue }] };
  const text = utf8Bytes(opened.value.text);
  const lines = witness.cosigners.map(({ name, keyId, cosign }) =>
    signatureLine(name, keyId, cosign(text, witness.at)),
  );
  return {
    answer: 'cosigned',
    cosignatures: lines.join(''),
    head: { origin, size, root: toBase64(checkpoint.root) },
    before,
  };
}

/** Why the checkpoint does not continue what the witness saw; undefined where it does. */
function grown(
  { proof, checkpoint: { size, root } }: WitnessRequest,
  before: WitnessedHead | undefined,
  { hash = sha256 }: HashOption,
): 'ledger/split-view' | 'ledger/inconsistent' | undefined {
  if (before !== undefined && before.size === size && before.root !== toBase64(root))
    return 'ledger/split-view';
  if (size === 0 && !sameBytes(root, treeHash(hash).empty())) return 'ledger/inconsistent';
  if (before === undefined || before.size === 0)
    return proof.length === 0 ? undefined : 'ledger/inconsistent';
  const root1 = fromBase64(before.root) ?? new Uint8Array(0);
  const claim = { size1: before.size, size2: size, root1, root2: root, proof };
  return verifyConsistency(claim, { hash }) ? undefined : 'ledger/inconsistent';
}

/**
 * Puts a witness's answer under a checkpoint: of its lines those that are good cosignatures of the known witnesses and
 * do not stand there yet. Signatures of others in the answer are dropped; a failing one of a known witness refuses it.
 */
export function withCosignatures(
  note: string,
  cosignatures: string,
  witnesses: readonly Verifier[],
): Checked<string> {
  const whole = parseNote(note);
  if (!whole.ok) return whole;
  const { text } = whole.value;
  const answered = openNote(`${text}\n${cosignatures}`, witnesses);
  if (!answered.ok) return shifted(answered, -text.split('\n').length);
  // an empty line in the answer would have made another text of it
  if (answered.value.text !== text) return wrong('ledger/bad-signature-line', { line: 1 });
  const held = new Set(note.slice(text.length + 1).split('\n'));
  const added = answered.value.signatures
    .filter(({ verifier }) => verifier.kind === 'cosignature')
    .map(({ verifier, signature }) => signatureLine(verifier.name, verifier.keyId, signature))
    .filter((line) => !held.has(line.slice(0, -1)));
  return { ok: true, value: note + [...new Set(added)].join('') };
}
