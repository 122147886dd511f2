import {
  type AppendBatch,
  type AppendEntry,
  canonicalJson,
  contentOf,
  type DeadlineChange,
  type Draft,
  type Expected,
  isWellFormed,
  type StreamId,
} from '@civigrid/kernel';
import { nodeDigest } from './node-digest.ts';
import { packId } from './packed-id.ts';
import type { SqlValue } from './sql-driver.ts';

/** A draft as its row will hold it. */
export interface PreparedEvent {
  /** id, command, type, schema, data, sealed, at, actor, cause, correlation: in the order of the columns. */
  readonly values: readonly SqlValue[];
  readonly content: Uint8Array;
}

/** An entry, cut loose from what the caller holds. */
export interface PreparedEntry {
  readonly stream: StreamId;
  readonly partition: number;
  readonly expected: Expected;
  readonly events: readonly PreparedEvent[];
}

/** A batch, cut loose from what the caller holds: what the caller changes afterwards changes nothing. */
export interface PreparedBatch {
  readonly tenant: string;
  readonly command: string | Uint8Array;
  readonly entries: readonly PreparedEntry[];
  readonly deadlines: readonly DeadlineChange[];
  /** Why it cannot be written; told only if it is neither a duplicate nor a conflict. */
  readonly flaw?: { readonly error: unknown };
}

function prepared(draft: Draft, batch: AppendBatch, stream: StreamId): PreparedEvent {
  const { id, type, schema, data, sealed, at, actor, cause, correlation } = draft;
  return {
    content: contentOf(draft, { tenant: batch.tenant, stream, command: batch.command }, nodeDigest),
    values: [
      packId(id),
      packId(batch.command),
      type,
      schema,
      canonicalJson(data),
      sealed === undefined ? null : canonicalJson(sealed),
      at,
      actor,
      cause === undefined ? null : packId(cause),
      correlation,
    ],
  };
}

/** A lone surrogate has no form in UTF-8: two names would become one. */
function refuseBugs({ tenant, command, entries, deadlines = [] }: AppendBatch): void {
  const names = entries.map(({ stream }) => stream);
  const keys = deadlines.map(({ key }) => key);
  if (![tenant, command, ...names, ...keys].every(isWellFormed))
    throw new Error('Names and keys hold no lone surrogate.');
  if (new Set(names).size < names.length) throw new Error('A batch names each stream once.');
}

/** Everything about an append that needs no database. */
export function prepareBatch(batch: AppendBatch): PreparedBatch {
  const { tenant, command, entries, deadlines = [] } = batch;
  const prepare = (eventsOf: (entry: AppendEntry) => readonly PreparedEvent[]) => ({
    tenant,
    command: packId(command),
    deadlines: deadlines.map((change) => ({ ...change })),
    entries: entries.map((entry) => {
      const { stream, partition, expected } = entry;
      return { stream, partition, expected, events: eventsOf(entry) };
    }),
  });
  try {
    refuseBugs(batch);
    return prepare(({ stream, events }) => events.map((draft) => prepared(draft, batch, stream)));
  } catch (error) {
    return { ...prepare(() => []), flaw: { error } };
  }
}
