import { isWellFormed, utf8Bytes } from '@civigrid/kernel';
import { fromBase64, toBase64 } from '../base64.ts';
import { joinedBytes } from '../joined-bytes.ts';
import { refuse } from '../ledger-error.ts';
import { type Checked, wrong } from './issue.ts';
import { isKeyName } from './key-id.ts';
import type { Signer } from './signer.ts';

/** One signature under a note, not verified (签名行). */
export interface NoteSignature {
  /** The name of the key that is said to have made it. */
  readonly name: string;
  /** The id of that key. */
  readonly keyId: number;
  readonly signature: Uint8Array;
  /** The line of the note that it stands on, from 1 on. */
  readonly line: number;
}

/** A text and the signatures under it, not verified (签名文本). */
export interface Note {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** More signatures than anybody collects; the standard wants 16 to be taken. */
const mostSignatures = 100;

const dash = '\u2014 ';

/** Where a text holds a control character other than newline: its line, from 1 on. */
function controlLine(text: string): number | undefined {
  let line = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0a) line++;
    else if (code < 0x20) return line;
  }
  return undefined;
}

const linesOf = (text: string) => text.split('\n').length - 1;

/**
 * Takes a C2SP signed note apart, at its last empty line, and verifies nothing: use `openNote` for what is to be
 * believed. A text's bytes are decoded as UTF-8 before; a decoder that is not strict would change what was signed.
 * @see https://c2sp.org/signed-note
 */
export function parseNote(note: string): Checked<Note> {
  if (typeof note !== 'string' || !isWellFormed(note)) return wrong('ledger/not-text');
  const control = controlLine(note);
  if (control !== undefined) return wrong('ledger/bad-character', { line: control });
  const end = note.lastIndexOf('\n\n');
  if (end < 1 || end + 2 === note.length) return wrong('ledger/no-signature');
  const text = note.slice(0, end + 1);
  const first = linesOf(text) + 2;
  const lines = note.slice(end + 2).split('\n');
  if (lines.pop() !== '') return wrong('ledger/bad-signature-line', { line: first + lines.length });
  if (lines.length > mostSignatures)
    return wrong('ledger/too-many-signatures', { found: lines.length, wanted: mostSignatures });
  const signatures: NoteSignature[] = [];
  for (const [i, row] of lines.entries()) {
    const found = parseSignature(row, first + i);
    if (found === undefined) return wrong('ledger/bad-signature-line', { line: first + i });
    signatures.push(found);
  }
  return { ok: true, value: { text, signatures } };
}

function parseSignature(row: string, line: number): NoteSignature | undefined {
  const [name = '', base64 = '', ...more] = row.slice(dash.length).split(' ');
  if (!row.startsWith(dash) || more.length > 0 || !isKeyName(name)) return undefined;
  const bytes = fromBase64(base64);
  if (bytes === undefined || bytes.length < 5) return undefined;
  const keyId = new DataView(bytes.buffer).getUint32(0);
  return { name, keyId, signature: bytes.slice(4), line };
}

/** The line of a signature, with its newline. */
export function signatureLine(name: string, keyId: number, signature: Uint8Array): string {
  const id = [keyId >>> 24, (keyId >>> 16) & 255, (keyId >>> 8) & 255, keyId & 255];
  return `${dash}${name} ${toBase64(joinedBytes(id, signature))}\n`;
}

/**
 * A text signed by all of the signers, in their order. Refuses with `ledger/bad-note-text` a text that does not end in
 * a newline, holds another control character or a lone surrogate, with `ledger/no-signer` an empty list.
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (typeof text !== 'string' || !text.endsWith('\n') || !isWellFormed(text))
    throw refuse('ledger/bad-note-text', 'A text of a note is well formed and ends in a newline.');
  const line = controlLine(text);
  if (line !== undefined)
    throw refuse('ledger/bad-note-text', 'A text of a note has no control characters.', { line });
  if (signers.length === 0) throw refuse('ledger/no-signer', 'A note has at least one signature.');
  const bytes = utf8Bytes(text);
  const lines = signers.map(({ name, keyId, sign }) => signatureLine(name, keyId, sign(bytes)));
  return `${text}\n${lines.join('')}`;
}
