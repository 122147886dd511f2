import {
  type AppendBatch,
  type Appended,
  type AppendResult,
  appendedBehind,
  type Clock,
  type CommandId,
  type Digest,
  eventIdTaken,
  meets,
  type PreparedAppend,
  type PreparedEntry,
  preparedAppend,
  type TenantId,
} from '@civigrid/kernel';
import { answerFrom } from '@civigrid/store-core';
import type { Database } from './database.ts';
import { flatGroup, singleAppend } from './flat-group.ts';
import { groupQueue } from './group-queue.ts';
import type { KnownNames } from './known-names.ts';
import { packedId } from './packed-id.ts';

/** The append of the store, and its memory of commands. */
export interface Appender {
  append(batch: AppendBatch): Promise<AppendResult>;
  first(tenant: TenantId, command: CommandId): Promise<readonly Appended[] | undefined>;
  /** Lets everything that was asked come to its end; nothing is taken afterwards. */
  close(): Promise<void>;
}

/** What an appender stands on. */
export interface AppenderParts {
  readonly database: Database;
  readonly schema: string;
  readonly names: KnownNames;
  readonly digest: Digest;
  /** Stamps `recordedAt`; the database's clock where there is none. */
  readonly clock: Clock | undefined;
  /** How many groups may be on their way. */
  readonly writers: number;
}

/** A batch that waits for its answer. */
interface Asked {
  readonly batch: PreparedAppend;
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

type Row = readonly [
  outcomes: readonly number[],
  partitions: readonly number[],
  versions: readonly number[],
  positions: readonly number[],
];

/** What the function found for one entry. */
interface Found {
  readonly entry: PreparedEntry;
  readonly partition: number;
  readonly version: number;
  readonly position: number;
}

/** A unique index was broken. */
const brokenIndex = '23505';

/** Another process was there at the same moment: the same again finds out how it ended. */
const passing = new Set(['40001', '40P01', brokenIndex]);

const attempts = 8;

function codeOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Whether the server itself refused a statement and rolled it back; otherwise nobody knows what became of it. */
function isRefused(error: unknown): boolean {
  const code = codeOf(error);
  // Every code of the server's has a digit; EPIPE is the line's.
  return code !== undefined && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) && !/^(08|57P0)/.test(code);
}

/** Keys that no two batches in flight may share. */
function keysOf({ tenant, command, entries, deadlines }: PreparedAppend): readonly string[] {
  const keys = [`c ${tenant} ${command}`];
  for (const { stream } of entries) keys.push(`s ${tenant} ${stream}`);
  for (const { key } of deadlines) keys.push(`d ${tenant} ${key}`);
  return keys;
}

function weightOf({ entries }: PreparedAppend): number {
  let weight = 200;
  for (const { events } of entries)
    for (const { data, sealed = '' } of events) weight += 300 + 2 * (data.length + sealed.length);
  return weight;
}

/** Appends in groups: many callers, one round trip, one sync of the disk. */
export function appender(parts: AppenderParts): Appender {
  const { database, schema, names, digest, clock, writers } = parts;
  const marks = (count: number) => Array.from({ length: count }, (_, i) => `$${i + 1}`).join(', ');
  const groupText = `SELECT * FROM ${schema}.append(${marks(27)})`;
  const singleText = `SELECT * FROM ${schema}.append_one(${marks(14)})`;
  let closed = false;

  async function first(
    tenant: TenantId,
    command: CommandId,
  ): Promise<readonly Appended[] | undefined> {
    const known = await names.tenant(tenant);
    if (known === undefined) return undefined;
    const [row] = await database.query<readonly [string | null]>(
      'first',
      `SELECT ${schema}.first_answer($1, $2)`,
      [known, packedId(command)],
    );
    if (row === undefined || row[0] === null) return undefined;
    return answerFrom(row[0]);
  }

  async function takenId({ tenant, entries }: PreparedAppend): Promise<Error | undefined> {
    for (const { events } of entries)
      for (const { id } of events) {
        const rows = await database.query(
          'taken',
          `SELECT 1 FROM ${schema}.events WHERE tenant = $1 AND id = $2
           UNION ALL SELECT 1 FROM ${schema}.sealed_ids WHERE tenant = $1 AND id = $2`,
          [names.tenantNumber(tenant), packedId(id)],
        );
        if (rows.length > 0) return eventIdTaken(id);
      }
    return undefined;
  }

  async function answer(
    { batch, resolve, reject }: Asked,
    outcome: number | undefined,
    found: readonly Found[],
  ): Promise<void> {
    if (outcome === 0)
      return resolve({
        outcome: 'appended',
        entries: found.map(({ entry: { stream, events }, partition, version, position }) =>
          appendedBehind({ stream, partition }, { version, position, count: events.length }),
        ),
      });
    if (outcome === 1) {
      const entries = await first(batch.tenant, batch.command);
      if (entries === undefined) throw new Error('A known command has no answer.');
      return resolve({ outcome: 'duplicate', entries });
    }
    if (outcome === 2) return reject((await takenId(batch)) ?? new Error('A taken id is gone.'));
    const misfit = found.find(({ entry, version }) => !meets(entry.expected, version));
    if (misfit === undefined) throw new Error('A conflict has no stream.');
    return resolve({ outcome: 'conflict', stream: misfit.entry.stream, actual: misfit.version });
  }

  async function ask(batches: readonly PreparedAppend[]): Promise<Row> {
    const kinds = batches.flatMap(({ entries }) => entries.flatMap(({ events }) => events));
    await names.learn(
      batches.map(({ tenant }) => tenant),
      kinds,
    );
    const now = clock?.now() ?? null;
    const single = singleAppend(batches, names, now);
    const [row] = await (single === undefined
      ? database.query<Row>('append', groupText, flatGroup(batches, names, now))
      : database.query<Row>('append-one', singleText, single));
    if (row === undefined) throw new Error('The append function gave no answer.');
    return row;
  }

  async function write(group: readonly Asked[]): Promise<void> {
    const [outcomes, partitions, versions, positions] = await ask(group.map(({ batch }) => batch));
    let from = 0;
    for (const [i, asked] of group.entries()) {
      const behind = from;
      const found = asked.batch.entries.map((entry, j): Found => {
        const partition = partitions[behind + j] ?? 0;
        const version = versions[behind + j] ?? 0;
        const position = positions[behind + j] ?? 0;
        return { entry, partition, version, position };
      });
      from += found.length;
      await answer(asked, outcomes[i], found).catch(asked.reject);
    }
  }

  /** A lone batch that broke a unique index: its command is known, an id of its is taken, or somebody was faster. */
  async function explained({ batch, resolve, reject }: Asked): Promise<boolean> {
    const entries = await first(batch.tenant, batch.command);
    const taken = entries === undefined ? await takenId(batch) : undefined;
    if (entries !== undefined) resolve({ outcome: 'duplicate', entries });
    else if (taken !== undefined) reject(taken);
    return entries !== undefined || taken !== undefined;
  }

  /** A group that the server refused is halved until the one that is to blame stands alone. */
  async function attempt(group: readonly Asked[], left: number): Promise<void> {
    try {
      await write(group);
    } catch (error) {
      await again(group, left, error).catch((later: unknown) => {
        for (const { reject } of group) reject(later);
      });
    }
  }

  async function again(group: readonly Asked[], left: number, error: unknown): Promise<void> {
    const half = group.length >> 1;
    const [lone] = group;
    if (half > 0 && isRefused(error)) {
      await attempt(group.slice(0, half), left);
      await attempt(group.slice(half), left);
    } else if (left <= 1 || lone === undefined || !passing.has(codeOf(error) ?? '')) throw error;
    else if (codeOf(error) !== brokenIndex || !(await explained(lone)))
      await attempt(group, left - 1);
  }

  const queue = groupQueue<Asked>(writers, (group) => attempt(group, attempts));

  return {
    append: async (asked) => {
      const batch = preparedAppend(asked, digest);
      if (closed) throw new Error('The store is closed.');
      return new Promise((resolve, reject) => {
        const keys = keysOf(batch);
        queue.add({ item: { batch, resolve, reject }, keys, weight: weightOf(batch) });
      });
    },
    first,
    close: async () => {
      closed = true;
      await queue.drained();
    },
  };
}
