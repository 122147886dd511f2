import type { SealedFile } from './archive.ts';
import type { Digest } from './digest.ts';
import type { Recorded } from './envelope.ts';
import { toHex } from './hexadecimal.ts';
import { closingLine, headerLine, nextSeal, type RunHeader } from './record-run.ts';
import { recordedLine } from './recorded-line.ts';
import { utf8Bytes } from './utf8.ts';

/** A run on its way into a file. */
export interface SealedRun {
  readonly file: SealedFile;
  readonly bytes: Uint8Array;
  readonly events: readonly Recorded[];
}

/** The lines of a run's file, each ended by a line feed. */
function runText(header: RunHeader, events: readonly Recorded[], digest: Digest): string {
  let text = `${headerLine(header)}\n`;
  let seal = '';
  for (const event of events) {
    text += `${recordedLine(event)}\n`;
    seal = nextSeal(seal, event.digest, digest);
  }
  return `${text}${closingLine(events.length, seal)}\n`;
}

/** The file of a run: events of one partition, one position after another, one at least. */
export function sealedRun(events: readonly Recorded[], digest: Digest): SealedRun {
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) throw new Error('A run has events.');
  const { tenant, partition, position: from } = first;
  const { position: to } = last;
  const bytes = utf8Bytes(runText({ tenant, partition, from, to }, events, digest));
  const hash = toHex(digest.sha256(bytes));
  const whose = toHex(digest.sha256(tenant)).slice(0, 16);
  const file: SealedFile = {
    // With the hash in it, another run over the same positions never meets a file that a crash left behind.
    name: `${whose}-${partition}-${from}-${to}-${hash.slice(0, 16)}.jsonl`,
    tenant,
    partition,
    from,
    to,
    since: first.recordedAt,
    until: last.recordedAt,
    bytes: bytes.length,
    hash,
  };
  return { file, bytes, events };
}
