import { isWellFormed } from '@civigrid/kernel';
import { fromBase64, toBase64 } from '../base64.ts';
import { isHash } from '../hash.ts';
import { refuse } from '../ledger-error.ts';
import { type Checked, wrong } from './issue.ts';
import { signNote } from './note.ts';
import type { Signer } from './signer.ts';

/** The state of a log at a size (检查点), which is signed and published. */
export interface Checkpoint {
  /** Which log it is: a line of text, by custom a web address without its scheme, and the name of the log's key. */
  readonly origin: string;
  /** How many entries the log had. */
  readonly size: number;
  /** The root of those entries. */
  readonly root: Uint8Array;
  /** Further lines. Witnesses sign them without a look: leave them away where you can. */
  readonly extensions?: readonly string[];
}

const isLine = (line: unknown): line is string => {
  if (typeof line !== 'string' || line === '' || !isWellFormed(line)) return false;
  for (let i = 0; i < line.length; i++) if (line.charCodeAt(i) < 0x20) return false;
  return true;
};

/**
 * The text of a checkpoint, byte for byte as C2SP tlog-checkpoint has it. Refuses with `ledger/bad-checkpoint` an
 * origin or extension that is no line, a size that is no whole number from 0 on, a root that is not 32 bytes.
 * @see https://c2sp.org/tlog-checkpoint
 */
export function checkpointText({ origin, size, root, extensions = [] }: Checkpoint): string {
  const bad = (what: string) =>
    refuse('ledger/bad-checkpoint', `Not a checkpoint: its ${what}.`, { what });
  if (!isLine(origin)) throw bad('origin');
  if (!Number.isSafeInteger(size) || size < 0) throw bad('size');
  if (!isHash(root)) throw bad('root');
  if (!extensions.every(isLine)) throw bad('extensions');
  return [origin, size, toBase64(root), ...extensions].map((line) => `${line}\n`).join('');
}

/** A checkpoint's text under signatures. Refuses as `checkpointText` and `signNote` do. A log must never sign two that contradict each other. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly Signer[]): string {
  return signNote(checkpointText(checkpoint), signers);
}

const decimal = /^(?:0|[1-9][0-9]*)$/;

/** A whole number as it is written in checkpoints, requests and receipts, or undefined; also where it passes 2^53. */
export function wholeNumber(text: string): number | undefined {
  const number = decimal.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** A hash as it is written there. */
export function writtenHash(text: string): Uint8Array | undefined {
  const bytes = fromBase64(text);
  return isHash(bytes) ? bytes : undefined;
}

/** Reads the text of a checkpoint, which is not believed before its signatures are: see `openCheckpoint`. */
export function parseCheckpoint(text: string): Checked<Required<Checkpoint>> {
  if (typeof text !== 'string') return wrong('ledger/not-text');
  const [origin = '', count = '', hash = '', ...extensions] = text.split('\n');
  if (!isLine(origin)) return wrong('ledger/bad-origin', { line: 1 });
  const size = wholeNumber(count);
  if (size === undefined) return wrong('ledger/bad-tree-size', { line: 2 });
  const root = writtenHash(hash);
  if (root === undefined) return wrong('ledger/bad-root', { line: 3 });
  // what follows the last newline
  if (extensions.pop() !== '')
    return wrong('ledger/bad-extension', { line: 4 + extensions.length });
  const odd = extensions.findIndex((line) => !isLine(line));
  if (odd !== -1) return wrong('ledger/bad-extension', { line: 4 + odd });
  return { ok: true, value: { origin, size, root, extensions } };
}
