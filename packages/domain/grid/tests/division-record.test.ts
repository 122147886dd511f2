import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type DivisionCommand,
  type DivisionEvent,
  divisionDecider,
  divisionTimeline,
} from '@civigrid/grid/division';
import {
  actorId,
  commandHandler,
  commandId,
  correlationId,
  type Decider,
  fold,
  type Happened,
  memoryStore,
  memoryVault,
  partitionOf,
  step,
  streamId,
  tenantId,
} from '@civigrid/kernel';
import { specification } from '@civigrid/testing';
import { expect, test } from 'vitest';
import { cell, code, rectangle } from './plot.ts';

/** One sample of every form in which a fact was ever written; new forms are added, none is taken out. */
const samples: readonly DivisionEvent[] = JSON.parse(
  readFileSync(new URL('fixtures/division-events.json', import.meta.url), 'utf8'),
);

test('every fact that was ever written in its form is still understood', () => {
  expect(samples.map(({ type, schema }) => `${type} ${schema}`)).toEqual([
    'grid/adopted 1',
    'grid/split 1',
    'grid/merged 1',
    'grid/transferred 1',
    'grid/border-moved 1',
    'grid/renumbered 1',
    'grid/corrected 1',
    'grid/rearranged 1',
    'grid/established 1',
    'grid/abolished 1',
  ]);
  const state = specification(divisionDecider).given(samples).state();
  if (state.status !== 'adopted') throw new Error('Nothing was adopted.');
  expect(Object.fromEntries(state.cells)).toEqual({
    S: { since: '2026-01-01', drawn: '2026-01-01', placed: '2026-01-01', family: '2026-10-01' },
    A: {
      parent: 'S',
      since: '2026-01-01',
      drawn: '2026-10-01',
      placed: '2026-01-01',
      family: '2026-10-01',
    },
    A3: {
      parent: 'A',
      since: '2026-03-01',
      drawn: '2026-03-01',
      placed: '2026-03-01',
      family: '2026-03-01',
    },
    A5: {
      parent: 'A',
      since: '2026-04-01',
      drawn: '2026-06-01',
      placed: '2026-04-01',
      family: '2026-04-01',
    },
    B1: {
      parent: 'D',
      since: '2026-01-01',
      drawn: '2026-10-01',
      placed: '2026-10-01',
      family: '2026-01-01',
    },
    B2: {
      parent: 'D',
      since: '2026-01-01',
      drawn: '2026-10-01',
      placed: '2026-10-01',
      family: '2026-01-01',
    },
    D: {
      parent: 'S',
      since: '2026-10-01',
      drawn: '2026-12-01',
      placed: '2026-10-01',
      family: '2026-12-01',
    },
  });
  expect(Object.fromEntries(state.retired)).toEqual({
    A1: { since: '2026-01-01', until: '2026-03-01' },
    A2: { since: '2026-01-01', until: '2026-04-01' },
    A4: { since: '2026-03-01', until: '2026-04-01' },
    B: { since: '2026-01-01', until: '2026-07-01' },
    C: { since: '2026-07-01', until: '2026-10-01' },
    E: { since: '2026-11-01', until: '2026-12-01' },
  });
  const timeline = divisionTimeline(samples);
  expect(timeline.days.map((day) => timeline.at(day)?.validate().seamless)).toEqual(
    timeline.days.map(() => true),
  );
  expect(timeline.at('2026-09-01')?.cell(code('C'))?.name).toBe('丙社区');
  expect(timeline.successorsOf(code('B1'), '2026-02-01')).toEqual(['A5', 'B1']);
  expect(timeline.successorsOf(code('B'), '2026-02-01')).toEqual(['A', 'D']);
  expect(timeline.successorsOf(code('E'), '2026-11-30')).toEqual([]);
});

test('a division is recorded in its stream, and the timeline reads what the store gives back', async () => {
  const digest = {
    sha256: (content: string | Uint8Array) =>
      new Uint8Array(createHash('sha256').update(content).digest()),
  };
  const store = memoryStore({ digest, clock: { now: () => 0 } });
  const { handle } = commandHandler({ store, vault: memoryVault(), digest });
  const tenant = tenantId('street');
  const stream = streamId('division', 'street');
  const commands: readonly DivisionCommand[] = [
    {
      type: 'adopt',
      effective: '2026-01-01',
      cells: [cell('S', null), cell('A', 'S', rectangle(0, 0, 2, 1))],
    },
    {
      type: 'split',
      effective: '2026-03-01',
      code: code('A'),
      into: [code('B'), code('C')],
      cells: [cell('B', 'S', rectangle(0, 0, 1, 1)), cell('C', 'S', rectangle(1, 0, 2, 1))],
    },
  ];
  for (const [i, command] of commands.entries()) {
    const id = commandId(`00000000-0000-8000-8000-00000000000${i}`);
    const meta = {
      id,
      tenant,
      at: i,
      actor: actorId('street-office'),
      correlation: correlationId('division'),
    };
    const order = {
      handling: { decider: divisionDecider },
      stream,
      partition: partitionOf('S'),
      command: { ...command, at: i },
    };
    expect((await handle(meta, [step(order)])).outcome).toBe('appended');
  }
  const { state } = await fold(divisionDecider, store.read(tenant, stream));
  expect(state.status === 'adopted' && [...state.cells.keys()]).toEqual(['S', 'B', 'C']);
  const all: Decider<readonly Happened<DivisionEvent>[], never, DivisionEvent> = {
    initial: [],
    decide: () => [],
    evolve: (before, happened) => [...before, happened],
  };
  const timeline = divisionTimeline((await fold(all, store.read(tenant, stream))).state);
  expect(timeline.at('2026-02-28')?.children(code('S'))).toEqual(['A']);
  expect(timeline.at('2026-03-01')?.children(code('S'))).toEqual(['B', 'C']);
});
