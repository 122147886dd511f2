import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type AppendBatch,
  actorId,
  commandHandler,
  commandId,
  correlationId,
  type Decider,
  eventId,
  type Fact,
  step,
  streamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import { nodeDigest, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import type { HoldContest } from '../../../tools/testing/bench/contests.ts';
import { short, type Target } from '../../../tools/testing/bench/report.ts';
import { type Load, perSecond, takeTurns } from '../../../tools/testing/bench/take-turns.ts';

const tenant = tenantId('street');
const who = { actor: actorId('post/LS.01/gridLeader'), correlation: correlationId('matter-1') };
let made = 0;

function id(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

function dataOf(n: number): { readonly [key: string]: string | number } {
  const text = 'A car stands on the fire lane before door 3, since this morning';
  return { grid: 'LS.01.02.003', category: 'fire-lane', text, n: 1_000_000 + n, level: 'normal' };
}

function batchOf(stream: string, partition: number): AppendBatch {
  const event = {
    id: eventId(id()),
    type: 'cases/reported',
    schema: 1,
    data: dataOf(++made),
    at: Date.now(),
    ...who,
  };
  const name = streamId('case', stream);
  return {
    tenant,
    command: commandId(id()),
    entries: [{ stream: name, partition, expected: 'any', events: [event] }],
  };
}

/** What a hand writes without a store: one table of the same columns, durable, a transaction for each event. */
function rawLoop(file: string, seconds: number): Load {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL,
      id BLOB NOT NULL, command BLOB NOT NULL, type TEXT NOT NULL, schema INTEGER NOT NULL, data TEXT NOT NULL,
      at INTEGER NOT NULL, actor TEXT NOT NULL, correlation TEXT NOT NULL, UNIQUE (stream, version)) STRICT`);
  const add = database.prepare(
    `INSERT INTO events (stream, version, id, command, type, schema, data, at, actor, correlation)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let version = 0;
  return {
    name: 'raw insert loop',
    run: async () => {
      const end = performance.now() + 1000 * seconds;
      let count = 0;
      return perSecond(1, async () => {
        while (performance.now() < end) {
          const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
          const text = JSON.stringify(dataOf(++made));
          const values = ['cases/reported', 1, text, Date.now(), who.actor, who.correlation];
          add.run('case/raw', ++version, uuid, uuid, ...values);
          count++;
        }
      }).then((rate) => rate * count);
    },
  };
}

/** So many callers for so long, each waiting for its answer before it asks again. */
function load(
  name: string,
  callers: number,
  seconds: number,
  ask: (c: number) => Promise<void>,
): Load {
  return {
    name,
    run: async () => {
      const end = performance.now() + 1000 * seconds;
      let count = 0;
      const caller = async (c: number) => {
        while (performance.now() < end) {
          await ask(c);
          count++;
        }
      };
      const rate = await perSecond(1, () =>
        Promise.all(Array.from({ length: callers }, (_, c) => caller(c))),
      );
      return rate * count;
    },
  };
}

interface Told extends Fact {
  readonly type: 'cases/told';
  readonly schema: 1;
  readonly data: { readonly [key: string]: string | number };
}

interface Tell {
  readonly type: 'tell';
  readonly at: number;
  readonly subject: string;
}

const teller: Decider<number, Tell, Told> = {
  initial: 0,
  decide: ({ subject }) => [
    {
      type: 'cases/told',
      schema: 1,
      data: dataOf(++made),
      personal: [{ subject: subjectRef(subject), purpose: 'contact', value: '13800000000' }],
    },
  ],
  evolve: (count) => count + 1,
};

/** One object for all commands: what was folded is kept under it. */
const handling = { decider: teller };

/** Durable appends to one file: by one caller beside the plainest loop, by many bare and through the whole of `handle`. */
export const appendContest: HoldContest = async (quick) => {
  const folder = mkdtempSync(join(tmpdir(), 'civigrid-bench-'));
  const [rounds, seconds] = quick ? [1, 0.2] : [7, 2];
  const store = sqliteStore({ file: join(folder, 'ours.db') });
  const vault = sqliteVault({ file: join(folder, 'keys.db') });
  try {
    const append = async (stream: string, c: number) => {
      const { outcome } = await store.append(batchOf(stream, c % 16));
      if (outcome !== 'appended') throw new Error(`A batch was answered: ${outcome}.`);
    };
    const single = await takeTurns(
      [
        load('civigrid', 1, seconds, (c) => append('one', c)),
        rawLoop(join(folder, 'raw.db'), seconds),
      ],
      rounds,
    );
    const { handle } = commandHandler({ store, vault, digest: nodeDigest });
    const tell = async (c: number) => {
      const at = Date.now();
      const command = { type: 'tell', at, subject: `person-${c}` } as const;
      const stream = streamId('case', `told-${c}`);
      const { outcome } = await handle({ id: commandId(id()), tenant, at, ...who }, [
        step({ handling, stream, partition: c % 16, command }),
      ]);
      if (outcome !== 'appended') throw new Error(`A command was answered: ${outcome}.`);
    };
    const many = await takeTurns(
      [
        load('bare', 256, seconds, (c) => append(`many-${c}`, c)),
        load('handle', 256, seconds, tell),
      ],
      rounds,
    );
    let held = 0;
    for (const { position } of await store.heads(tenant)) held += position;
    const times = (single[0]?.perSecond ?? 0) / (single[1]?.perSecond ?? Number.NaN);
    const [bare, through] = many.map((speed) => speed.perSecond);
    const told = single.map(({ name, perSecond: of }) => `${name} ${short(of)}/s`).join(', ');
    const targets: Target[] = [
      {
        what: '1 caller, beside a raw insert loop',
        wanted: '≥ 0.8 ×',
        measured: `${times.toFixed(2)} × (${told})`,
        met: times >= 0.8,
      },
      {
        what: '256 callers, bare',
        wanted: '≥ 20,000/s',
        measured: `${short(bare ?? 0)}/s`,
        met: (bare ?? 0) >= 20_000,
      },
      {
        what: '256 callers, through handle with one sealed part',
        wanted: '≥ 12,000/s',
        measured: `${short(through ?? 0)}/s`,
        met: (through ?? 0) >= 12_000,
      },
    ];
    return { results: { rounds, seconds, held, single, many }, targets };
  } finally {
    await store.close();
    await vault.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
