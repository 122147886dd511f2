import { createHash } from 'node:crypto';
import { type ConventionCommand, conventionDecider, conventionWakes } from '@civigrid/conventions';
import {
  actorId,
  commandHandler,
  commandId,
  conventionId,
  correlationId,
  eventIdOf,
  fold,
  gridCode,
  memoryStore,
  memoryVault,
  partitionOf,
  step,
  streamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import { expect, test } from 'vitest';

test('a suggestion is recorded sealed, and its words are opened again from what the state keeps', async () => {
  const digest = {
    sha256: (content: string | Uint8Array) =>
      new Uint8Array(createHash('sha256').update(content).digest()),
  };
  const store = memoryStore({ digest, clock: { now: () => 0 } });
  const vault = memoryVault();
  const handler = commandHandler({ store, vault, digest });
  const tenant = tenantId('street');
  const actor = actorId('secretary');
  const stream = streamId('convention', 'dogs');
  const commands: readonly ConventionCommand[] = [
    {
      type: 'proposeTopic',
      at: 1,
      convention: conventionId('dogs'),
      kind: 'residents',
      community: gridCode('LS.01'),
      title: '文明养犬公约',
    },
    {
      type: 'suggest',
      at: 2,
      suggestion: 's1',
      subject: subjectRef('resident-1'),
      words: '遛狗请牵绳',
      origin: 'online',
    },
  ];
  for (const [i, command] of commands.entries()) {
    const id = commandId(`00000000-0000-8000-8000-00000000000${i}`);
    const meta = { id, tenant, at: command.at, actor, correlation: correlationId('matter') };
    const { outcome } = await handler.handle(meta, [
      step({
        handling: { decider: conventionDecider, wakes: conventionWakes },
        stream,
        partition: partitionOf('LS.01'),
        command,
      }),
    ]);
    expect(outcome).toBe('appended');
  }
  const { state } = await fold(conventionDecider, store.read(tenant, stream));
  expect(JSON.stringify(state)).not.toContain('遛狗');
  if (state.status !== 'gathering') throw new Error('Nothing is gathered.');
  const words = state.suggestions[0]?.words;
  const sealed = words?.sealed[0];
  if (words === undefined || sealed === undefined) throw new Error('Nothing is sealed.');
  const second = commandId('00000000-0000-8000-8000-000000000001');
  expect(words.event).toBe(eventIdOf(tenant, second, 0, 2, digest));
  expect(
    await vault.open(
      sealed,
      { tenant, stream, event: words.event, schema: words.schema },
      { actor, purpose: 'suggestion' },
    ),
  ).toEqual({ words: '遛狗请牵绳' });
});
