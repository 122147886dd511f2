import { deepStrictEqual as equal } from 'node:assert/strict';
import {
  type AppendBatch,
  type Appended,
  type AppendResult,
  brokenAt,
  type EventStore,
  type Expected,
  type StreamId,
} from '@civigrid/kernel';
import { seededRandom } from '../seeded-random.ts';
import type { Promises } from './contract.ts';
import { all, batch, caseStream, digest, draft, entry, street, upTo } from './samples.ts';

/** The record at its plainest: what a store must answer, with nothing in it that could be wrong. */
interface Model {
  readonly streams: Map<StreamId, { readonly partition: number; readonly ids: string[] }>;
  readonly logs: Map<number, string[]>;
  readonly commands: Map<string, readonly Appended[]>;
}

function fits(expected: Expected, version: number): boolean {
  return {
    any: true,
    none: version === 0,
    exists: version > 0,
    number: expected === version,
  }[typeof expected === 'number' ? 'number' : expected];
}

function told(model: Model, { command, entries }: AppendBatch): AppendResult {
  const known = model.commands.get(command);
  if (known !== undefined) return { outcome: 'duplicate', entries: known };
  for (const { stream, expected } of entries) {
    const actual = model.streams.get(stream)?.ids.length ?? 0;
    if (!fits(expected, actual)) return { outcome: 'conflict', stream, actual };
  }
  const written = entries.map(({ stream, partition: wanted, events }): Appended => {
    const { partition, ids } = model.streams.get(stream) ?? { partition: wanted, ids: [] };
    const log = model.logs.get(partition) ?? [];
    const positions = events.map(({ id }) => log.push(id));
    const versions = events.map(({ id }) => ids.push(id));
    if (ids.length > 0) model.streams.set(stream, { partition, ids });
    if (log.length > 0) model.logs.set(partition, log);
    return { stream, partition, versions, positions };
  });
  model.commands.set(command, written);
  return { outcome: 'appended', entries: written };
}

function history(seed: number): readonly AppendBatch[] {
  const random = seededRandom(seed);
  const below = (n: number) => random.integer(n);
  let events = 0;
  const expectation = (): Expected =>
    ['any', 'any', 'exists', 'none', below(4)][below(5)] as Expected;
  return upTo(150).map((n) => {
    const names = new Set(upTo(1 + below(3)).map(() => `s${below(6)}`));
    return batch(
      below(5) === 0 ? 1 + below(n) : n,
      [...names].map((name) =>
        entry(
          name,
          upTo(below(4)).map(() => draft(++events)),
          { partition: below(4), expected: expectation() },
        ),
      ),
    );
  });
}

async function agrees(store: EventStore, model: Model): Promise<void> {
  const heads = [...model.logs].map(([partition, { length }]) => ({ partition, position: length }));
  equal(
    await store.heads(street),
    heads.sort((a, b) => a.partition - b.partition),
  );
  for (const [partition, ids] of model.logs) {
    const log = await all(store.readLog(street, partition));
    equal(
      log.map(({ id, position }) => [id, position]),
      ids.map((id, i) => [id, i + 1]),
    );
  }
  for (const n of upTo(6)) {
    const stream = caseStream(`s${n - 1}`);
    const read = await all(store.read(street, stream));
    equal(
      read.map(({ id, version }) => [id, version]),
      (model.streams.get(stream)?.ids ?? []).map((id, i) => [id, i + 1]),
    );
    equal(brokenAt(read, digest), undefined);
  }
}

/** What every answer of a history says about where events lie must be found there, and nothing else. */
async function foundWhereTold(
  store: EventStore,
  orders: readonly AppendBatch[],
  answers: readonly AppendResult[],
): Promise<void> {
  const told = new Map<string, string>();
  for (const [i, answer] of answers.entries()) {
    if (answer.outcome !== 'appended') continue;
    for (const [j, { stream, versions, positions, partition }] of answer.entries.entries())
      for (const [k, { id }] of (orders[i]?.entries[j]?.events ?? []).entries())
        told.set(id, JSON.stringify([stream, versions[k], partition, positions[k]]));
  }
  let found = 0;
  for (const { partition, position } of await store.heads(street)) {
    const log = await all(store.readLog(street, partition));
    equal(
      log.map((event) => event.position),
      upTo(position),
    );
    for (const { id, stream, version, position: at } of log)
      equal(told.get(id), JSON.stringify([stream, version, partition, at]));
    found += log.length;
  }
  equal(found, told.size);
}

function oneByOne(seed: number): Promises<EventStore>[string] {
  return async (store) => {
    const model: Model = { streams: new Map(), logs: new Map(), commands: new Map() };
    for (const order of history(seed)) equal(await store.append(order), told(model, order));
    await agrees(store, model);
  };
}

function inBunches(seed: number): Promises<EventStore>[string] {
  return async (store) => {
    const orders = history(seed);
    const answers: AppendResult[] = [];
    for (let i = 0; i < orders.length; i += 10)
      answers.push(
        ...(await Promise.all(orders.slice(i, i + 10).map((order) => store.append(order)))),
      );
    await foundWhereTold(store, orders, answers);
  };
}

/** Random histories, held against the plainest of models. */
export const historyPromises: Promises<EventStore> = Object.fromEntries(
  [1, 2, 3].flatMap((seed) => [
    [
      `a random history, one append after another, is answered like the model (seed ${seed})`,
      oneByOne(seed),
    ],
    [
      `a random history, ten appends at once, lies where its answers say (seed ${seed})`,
      inBunches(seed),
    ],
  ]),
);
