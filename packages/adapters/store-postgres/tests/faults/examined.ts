import { brokenAt, type EventStore, type Recorded, type TenantId } from '@civigrid/kernel';
import { digest, type Telling } from './matters.ts';

/** What is wrong with a record after a fault. */
export interface Findings {
  /** Matters that were acknowledged and do not stand. */
  readonly lost: number;
  /** Events that stand more than once, by what they say. */
  readonly doubled: number;
  /** Matters of which only a part stands. */
  readonly torn: number;
  /** Positions that a log should have and has not, or has out of order. */
  readonly gaps: number;
  /** Streams whose versions or digests do not follow each other. */
  readonly broken: readonly string[];
}

/** Nothing is wrong. */
export const sound: Findings = { lost: 0, doubled: 0, torn: 0, gaps: 0, broken: [] };

/** Everything in a tenant's logs, partition by partition. */
export async function everything(
  store: EventStore,
  tenant: TenantId,
): Promise<{ readonly events: readonly Recorded[]; readonly gaps: number }> {
  const events: Recorded[] = [];
  let gaps = 0;
  for (const { partition, position } of await store.heads(tenant)) {
    let next = 1;
    for await (const event of store.readLog(tenant, partition)) {
      if (event.position !== next) gaps++;
      next = event.position + 1;
      events.push(event);
    }
    gaps += Math.abs(position + 1 - next);
  }
  return { events, gaps };
}

/** Reads a tenant's record as a whole and holds it against the names of the matters that were acknowledged. */
export async function examined(
  store: EventStore,
  tenant: TenantId,
  acknowledged: Iterable<string>,
): Promise<Findings> {
  const { events, gaps } = await everything(store, tenant);
  const matters = new Map<string, Set<number>>();
  const streams = new Map<string, Recorded[]>();
  let doubled = 0;
  let torn = 0;
  for (const event of events) {
    const { matter, i } = event.data as unknown as Telling;
    const parts = matters.get(matter) ?? new Set();
    if (parts.has(i)) doubled++;
    matters.set(matter, parts.add(i));
    const stream = streams.get(event.stream) ?? [];
    stream.push(event);
    streams.set(event.stream, stream);
  }
  const sizes = new Map(
    events.map(({ data }) => [(data as unknown as Telling).matter, data as unknown as Telling]),
  );
  for (const [matter, parts] of matters) if (parts.size !== sizes.get(matter)?.of) torn++;
  const broken = [...streams].flatMap(([stream, found]) => {
    const ordered = found.toSorted((a, b) => a.version - b.version);
    return brokenAt(ordered, digest) === undefined ? [] : [stream];
  });
  const lost = [...acknowledged].filter((matter) => !matters.has(matter)).length;
  return { lost, doubled, torn, gaps, broken };
}

/** Prints what a run of faults came to. */
export function printed(
  what: string,
  counts: {
    readonly faults: number;
    readonly acknowledged: number;
    readonly lost: number;
    readonly doubled: number;
  },
): void {
  const { faults, acknowledged, lost, doubled } = counts;
  process.stdout.write(
    `${what}: faults ${faults}, acknowledged ${acknowledged}, lost ${lost}, doubled ${doubled}\n`,
  );
}

/** Whether the long versions are asked for. */
export const isLong: boolean = process.env['CIVIGRID_LONG'] === '1';
