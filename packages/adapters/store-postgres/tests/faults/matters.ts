import { createHash } from 'node:crypto';
import {
  type AppendBatch,
  actorId,
  commandId,
  correlationId,
  type DeadlineChange,
  type Digest,
  type Draft,
  derivedId,
  eventIdOf,
  streamId,
  type TenantId,
} from '@civigrid/kernel';

/** SHA-256, as the store computes its chains. */
export const digest: Digest = {
  sha256: (content) => new Uint8Array(createHash('sha256').update(content).digest()),
};

/** 2026-03-02 08:00 in Beijing: a month without a leaf of its own. */
const morning = 1_772_409_600_000;

/** Something that is told once, whatever becomes of the line: its events say which matter they belong to, and how many there are. */
export interface Matter {
  readonly tenant: TenantId;
  readonly name: string;
  /** Its events by stream and partition, one after another. */
  readonly events: readonly { readonly stream: string; readonly partition: number }[];
  /** Stands in front of its ids; {@link morning} if left out. */
  readonly at?: number;
  readonly deadlines?: readonly DeadlineChange[];
  /** Other words give other ids for the same matter: the mistake that doubles it. */
  readonly salt?: string;
  /** Text that makes its events large. */
  readonly ballast?: string;
}

/** What an event of a matter says. */
export interface Telling {
  readonly matter: string;
  readonly of: number;
  readonly i: number;
}

/** The append of a matter: the same ids each time it is asked for. */
export function telling(matter: Matter): AppendBatch {
  const { tenant, name, events, at = morning, deadlines, salt = '', ballast } = matter;
  const id = derivedId({ tenant, at, kind: 'matter', parts: [name, salt] }, digest);
  const command = commandId(id);
  const entries = new Map<string, { readonly partition: number; readonly drafts: Draft[] }>();
  for (const [i, { stream, partition }] of events.entries()) {
    const entry = entries.get(stream) ?? { partition, drafts: [] };
    entries.set(stream, entry);
    entry.drafts.push({
      id: eventIdOf(tenant, command, i, at, digest),
      type: 'tests/told',
      schema: 1,
      data: { matter: name, of: events.length, i, ...(ballast === undefined ? {} : { ballast }) },
      at,
      actor: actorId('writer'),
      correlation: correlationId(name),
    });
  }
  return {
    tenant,
    command,
    entries: [...entries].map(([stream, { partition, drafts }]) => ({
      stream: streamId('case', stream),
      partition,
      expected: 'any' as const,
      events: drafts,
    })),
    ...(deadlines === undefined ? {} : { deadlines }),
  };
}

/** The n-th matter of a writer: one to three events in its own stream and, every other time, one in a stream that all share. */
export function matterOf(tenant: TenantId, writer: string, n: number, at: number): Matter {
  const own = { stream: `own-${writer}`, partition: 1 + (n % 2) };
  const shared = n % 2 === 0 ? [{ stream: 'shared', partition: 3 }] : [];
  const events = [...Array.from({ length: 1 + (n % 3) }, () => own), ...shared];
  return { tenant, name: `${writer}/${n}`, events, ...(n % 4 === 0 ? {} : { at }) };
}
