import {
  type Appended,
  type DomainError,
  fromHex,
  type PreparedRecorded,
  type RestoreErrorCode,
  type RestoreStep,
  type RestoreTables,
  restorable,
  type StreamId,
  type TenantId,
  withRestored,
} from '@civigrid/kernel';
import { answerFrom, answerText, nodeDigest } from '@civigrid/store-core';
import type { Database, Statement } from './database.ts';
import type { KnownNames } from './known-names.ts';
import { sameMonth } from './month-of-id.ts';
import { packedId } from './packed-id.ts';
import { restText } from './rest-text.ts';
import { storedText } from './stored-text.ts';

/** How a stream ends. */
interface StreamEnd {
  readonly partition: number;
  readonly version: number;
  readonly digest: string;
}

/** What the schema holds where the events are to lie, brought on with each that is taken. */
interface Ground {
  head: number;
  readonly streams: Map<StreamId, StreamEnd>;
  readonly taken: Set<string>;
  readonly answers: Map<string, readonly Appended[]>;
}

/** Writes events of another store behind what is there, in one transaction. */
export function postgresRestore(
  database: Database,
  schema: string,
  names: KnownNames,
): RestoreTables['write'] {
  /** Rows that others might change meanwhile are held: the counter first, behind which every append of the partition waits. */
  async function groundOf(
    run: Statement,
    tenant: number,
    events: readonly PreparedRecorded[],
  ): Promise<Ground> {
    const partition = events[0]?.partition ?? 0;
    const streams = [...new Set(events.map(({ stream }) => stream))];
    const ids = events.map(({ id }) => packedId(id));
    const commands = [...new Set(events.map(({ command }) => packedId(command)))];
    const ends = await run<readonly [StreamId, number, number, Buffer]>(
      'restore-streams',
      `SELECT name, partition, version, digest FROM ${schema}.streams WHERE tenant = $1 AND name = ANY ($2)
       ORDER BY name COLLATE "C" FOR UPDATE`,
      [tenant, streams],
    );
    const [head] = await run<readonly [number]>(
      'restore-head',
      `SELECT position FROM ${schema}.heads WHERE tenant = $1 AND partition = $2 FOR UPDATE`,
      [tenant, partition],
    );
    const taken = await run<readonly [string]>(
      'restore-taken',
      `SELECT id FROM ${schema}.events WHERE tenant = $1 AND id = ANY ($2)
       UNION ALL SELECT id FROM ${schema}.sealed_ids WHERE tenant = $1 AND id = ANY ($2)`,
      [tenant, ids],
    );
    const answers = await run<readonly [string, string | null]>(
      'restore-answers',
      `SELECT c, ${schema}.first_answer($1, c) FROM unnest($2::uuid[]) c`,
      [tenant, commands],
    );
    return {
      head: head?.[0] ?? 0,
      streams: new Map(
        ends.map(([name, at, version, digest]) => [
          name,
          { partition: at, version, digest: digest.toString('hex') },
        ]),
      ),
      taken: new Set(taken.map(([id]) => id)),
      answers: new Map(
        answers.flatMap(([command, text]) =>
          text === null ? [] : [[command, answerFrom(text)] as const],
        ),
      ),
    };
  }

  /** How many of the events continue what is there; the ground is brought on with each. */
  function continuing(
    ground: Ground,
    events: readonly PreparedRecorded[],
  ): { readonly count: number; readonly refusal?: DomainError<RestoreErrorCode> } {
    for (const [count, event] of events.entries()) {
      const { stream, partition, version, digest, position } = event;
      const place = {
        head: ground.head,
        stream: ground.streams.get(stream),
        taken: ground.taken.has(packedId(event.id)),
      };
      const may = restorable(event, place, nodeDigest);
      if (may === 'known') return { count };
      if (may !== 'yes') return { count, refusal: may };
      const command = packedId(event.command);
      ground.head = position;
      ground.streams.set(stream, { partition, version, digest });
      ground.taken.add(packedId(event.id));
      ground.answers.set(command, withRestored(ground.answers.get(command) ?? [], event));
    }
    return { count: events.length };
  }

  async function keep(
    run: Statement,
    tenant: number,
    { ground, events }: { readonly ground: Ground; readonly events: readonly PreparedRecorded[] },
  ): Promise<void> {
    const streams = [...new Set(events.map(({ stream }) => stream))];
    const ends = streams.map((stream) => ground.streams.get(stream));
    const commands = [...new Set(events.map(({ command }) => packedId(command)))];
    const bytes = (hex: string) => Buffer.from(fromHex(hex));
    await run('write-restored', `SELECT ${schema}.write_restored(${marks})`, [
      tenant,
      events[0]?.partition ?? 0,
      ground.head,
      streams,
      ends.map((end) => end?.version ?? 0),
      ends.map((end) => bytes(end?.digest ?? '')),
      events.map(({ position }) => position),
      events.map(({ at }) => at),
      events.map(({ recordedAt }) => recordedAt),
      events.map(({ stream }) => stream),
      events.map(({ version }) => version),
      events.map((event) => names.kindNumber(event)),
      events.map(({ id }) => packedId(id)),
      events.map(({ command }) => packedId(command)),
      events.map(({ data }) => data),
      events.map(({ digest }) => bytes(digest)),
      events.map(({ actor }) => storedText(actor)),
      events.map(({ correlation }) => storedText(correlation)),
      events.map((event) => restText(event, event.command)),
      events.map(({ id, command }) => !sameMonth(packedId(command), packedId(id))),
      commands,
      commands.map((command) => answerText(ground.answers.get(command) ?? [])),
    ]);
  }

  return async (tenant: TenantId, events): Promise<RestoreStep> => {
    if (events.length === 0) return { written: 0 };
    await names.learn([tenant], events);
    const number = names.tenantNumber(tenant);
    return database.transaction(async ({ query: run }) => {
      const ground = await groundOf(run, number, events);
      const { count, refusal } = continuing(ground, events);
      if (count > 0) await keep(run, number, { ground, events: events.slice(0, count) });
      return { written: count, ...(refusal === undefined ? {} : { refusal }) };
    });
  };
}

const marks: string = Array.from({ length: 22 }, (_, i) => `$${i + 1}`).join(', ');
