import { gapInLog } from './archiving.ts';
import type { Cancellation } from './cancellation.ts';
import type { Digest } from './digest.ts';
import type { EventStore, Head } from './event-store.ts';
import type { TenantId } from './ids.ts';
import { closingLine, headerLine, nextSeal } from './record-run.ts';
import { recordedLine } from './recorded-line.ts';

/** What to export, and on what. */
export interface ExportOptions {
  readonly digest: Digest;
  /** All that have events, if left out. */
  readonly partitions?: readonly number[];
  /** Only what lies behind these: the heads of the store that takes it. */
  readonly after?: readonly Head[];
  /** Breaks off without a closing line: whoever takes the lines is told. */
  readonly cancel?: Cancellation;
}

/**
 * The record of a tenant as lines without their line feeds (导出): for each partition a run of events up to the head
 * that it has now, as sealed files have it. It holds events and nothing else: sealed parts as they are, without their
 * keys; no deadlines, progress or dead letters. Refuses with `kernel/gap-in-log` a log that lacks a position.
 *
 * @example
 * for await (const line of exportRecord(store, tenant, { digest })) file.write(`${line}\n`);
 */
export async function* exportRecord(
  store: Pick<EventStore, 'heads' | 'readLog'>,
  tenant: TenantId,
  options: ExportOptions,
): AsyncIterable<string> {
  const { digest, partitions, after = [], cancel } = options;
  const stopped = () => cancel?.aborted === true;
  for (const { partition, position: to } of await store.heads(tenant)) {
    if (partitions?.includes(partition) === false) continue;
    const begin = after.find((head) => head.partition === partition)?.position ?? 0;
    if (begin >= to) continue;
    if (stopped()) return;
    yield headerLine({ tenant, partition, from: begin + 1, to });
    let reached = begin;
    let seal = '';
    const range = { after: begin, limit: to - begin, ...(cancel === undefined ? {} : { cancel }) };
    for await (const event of store.readLog(tenant, partition, range)) {
      if (event.position !== reached + 1) throw gapInLog(partition, reached + 1);
      reached++;
      seal = nextSeal(seal, event.digest, digest);
      yield recordedLine(event);
    }
    if (stopped()) return;
    if (reached < to) throw gapInLog(partition, reached + 1);
    yield closingLine(to - begin, seal);
  }
}
