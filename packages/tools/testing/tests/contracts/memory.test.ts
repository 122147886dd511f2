import { createHash } from 'node:crypto';
import {
  type Digest,
  memoryDeadLetters,
  memoryMediaStore,
  memoryMessageStream,
  memoryProgress,
  memoryStore,
  memorySubjectIndex,
  memoryVault,
} from '@civigrid/kernel';
import {
  type ContractCase,
  crashWalk,
  deadLettersContract,
  deadlinesContract,
  eventStoreContract,
  mediaStoreContract,
  messageStreamContract,
  progressContract,
  subjectIndexContract,
  vaultContract,
} from '@civigrid/testing/contracts';
import { describe, expect, test } from 'vitest';

const digest: Digest = {
  sha256: (content) => new Uint8Array(createHash('sha256').update(content).digest()),
};
const clock = { now: () => 1_772_409_600_000 };

function ids() {
  let last = 0;
  return { next: () => `id-${++last}` };
}

const store = () => memoryStore({ digest, clock });

const suites: Record<string, readonly ContractCase[]> = {
  'event store': eventStoreContract(() => ({ port: store() })),
  deadlines: deadlinesContract(() => ({ port: store() })),
  progress: progressContract(() => ({ port: memoryProgress() })),
  'dead letters': deadLettersContract(() => ({ port: memoryDeadLetters() })),
  vault: vaultContract(() => ({ port: memoryVault() })),
  'subject index': subjectIndexContract(() => ({ port: memorySubjectIndex(ids()) })),
  'media store': mediaStoreContract(() => ({ port: memoryMediaStore(ids()) })),
  'message stream': messageStreamContract(() => ({ port: memoryMessageStream(clock) })),
  'crash walk': crashWalk(() => ({ port: { store: store(), vault: memoryVault() } })),
};

describe.each(Object.entries(suites))('in memory: %s', (_, cases) => {
  for (const { name, run } of cases) test(name, run);
});

test('event store and deadlines together are asked at least forty questions, each by its own name', () => {
  const names = ['event store', 'deadlines'].flatMap((suite) =>
    (suites[suite] ?? []).map(({ name }) => name),
  );
  expect(names.length).toBeGreaterThanOrEqual(40);
  expect(new Set(names).size).toBe(names.length);
});

test('a suite tells a store that forgets duplicates from one that does not', async () => {
  const cases = eventStoreContract(() => {
    const whole = store();
    return { port: { ...whole, first: async () => undefined } };
  });
  const results = await Promise.allSettled(cases.map(({ run }) => run()));
  expect(results.some(({ status }) => status === 'rejected')).toBe(true);
});
