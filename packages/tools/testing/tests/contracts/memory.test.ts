import { createHash } from 'node:crypto';
import {
  type DeadLetter,
  type DeadLetters,
  type Digest,
  memoryDeadLetters,
  memoryMediaStore,
  memoryMessageStream,
  memoryProgress,
  memoryStore,
  memorySubjectIndex,
  memoryVault,
  type Recorded,
  type Store,
} from '@civigrid/kernel';
import {
  archiveContract,
  type ContractCase,
  crashWalk,
  deadLettersContract,
  deadlinesContract,
  eventStoreContract,
  mediaStoreContract,
  messageStreamContract,
  progressContract,
  restoreContract,
  sealingEverything,
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
  'event store that seals everything at once': eventStoreContract(() => ({
    port: sealingEverything(store()),
  })),
  archive: archiveContract((settings) => ({ port: memoryStore({ digest, ...settings }) })),
  restore: restoreContract(() => ({ port: store() })),
  'restore into a store that seals everything at once': restoreContract(() => {
    const whole = store();
    const restore: Store['restore']['restore'] = async (tenant, events) => {
      try {
        return await whole.restore.restore(tenant, events);
      } finally {
        for (const { partition } of await whole.heads(tenant))
          await whole.archive.seal(tenant, partition, 8.64e15);
      }
    };
    return { port: sealingEverything({ ...whole, restore: { restore } }) };
  }),
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

async function broken(cases: readonly ContractCase[]): Promise<readonly string[]> {
  const results = await Promise.allSettled(cases.map(({ run }) => run()));
  return cases.filter((_, i) => results[i]?.status === 'rejected').map(({ name }) => name);
}

test('a suite finds out dead letters that are not copied, when kept or when listed', async () => {
  const careless = (copiesWhenKept: boolean): DeadLetters => {
    const kept = new Map<string, DeadLetter>();
    return {
      keep: async (letter) => {
        if (!kept.has(letter.id))
          kept.set(letter.id, copiesWhenKept ? structuredClone(letter) : letter);
      },
      list: async (filter) => {
        const answering = memoryDeadLetters();
        for (const letter of kept.values()) await answering.keep(letter);
        const found = await answering.list(filter);
        return found.flatMap(({ id }) => kept.get(id) ?? []);
      },
      remove: async (id) => {
        kept.delete(id);
      },
    };
  };
  const afterwards = 'a letter that its maker changes afterwards does not change what is kept';
  const reader = 'a letter that its reader changes does not change what is kept';
  const suite = (copies: boolean) => deadLettersContract(() => ({ port: careless(copies) }));
  expect(await broken(suite(true))).toEqual([reader]);
  expect(await broken(suite(false))).toEqual([afterwards, reader]);
});

test('a suite finds out a store whose readers change the record', async () => {
  const cases = eventStoreContract(() => {
    const whole = store();
    const out = new Map<string, Recorded>();
    const open = async function* (events: AsyncIterable<Recorded>) {
      for await (const event of events) {
        const shared = out.get(event.id) ?? structuredClone(event);
        out.set(event.id, shared);
        yield shared;
      }
    };
    return { port: { ...whole, read: (...place) => open(whole.read(...place)) } };
  });
  expect(await broken(cases)).toContain(
    'what a reader changes in an event or an answer does not change the record',
  );
});

function archiveSuite(spoil: (whole: Store) => Partial<Store>): readonly ContractCase[] {
  return archiveContract((settings) => {
    const whole = memoryStore({ digest, ...settings });
    return { port: { ...whole, ...spoil(whole) } };
  });
}

test('a suite finds out a store that forgets what it has sealed', async () => {
  const cases = archiveSuite((whole) => ({
    readLog: async function* (tenant, partition, options) {
      const sealed = await whole.archive.list(tenant);
      const gone = sealed.filter((file) => file.partition === partition).at(-1)?.to ?? 0;
      for await (const event of whole.readLog(tenant, partition, options))
        if (event.position > gone) yield event;
    },
  }));
  expect((await broken(cases)).length).toBeGreaterThan(5);
});

test('a suite finds out an archive that sees no damage', async () => {
  const cases = archiveSuite((whole) => ({
    archive: { ...whole.archive, verify: async () => [] },
  }));
  expect(await broken(cases)).toEqual([
    'a byte that was changed in a file is found, and where',
    'a file that is gone, and one that lies under the name of another, are found',
  ]);
});

test('a suite finds out a store that frees the ids of sealed events, and one that begins its streams anew', async () => {
  const again = () => {
    const cases = archiveSuite((whole) => {
      let sealed = false;
      const fresh = store();
      return {
        append: (batch) => (sealed ? fresh : whole).append(batch),
        archive: {
          ...whole.archive,
          seal: (...asked) => {
            sealed = true;
            return whole.archive.seal(...asked);
          },
        },
      };
    });
    return broken(cases);
  };
  const names = await again();
  expect(names).toContain('a sealed command is a duplicate, and a sealed event id stays taken');
  expect(names).toContain(
    'an append goes on behind what is sealed: versions, positions, chain, expectations',
  );
});

test('a suite finds out a store that restores whatever it is given', async () => {
  const cases = restoreContract(() => {
    const whole = store();
    const restore: Store['restore']['restore'] = async (tenant, events) => {
      let restored = 0;
      for await (const { command, stream, partition, ...event } of events) {
        const entries = [{ stream, partition, expected: 'any' as const, events: [event] }];
        await whole.append({ tenant, command, entries });
        restored++;
      }
      return { restored, known: 0 };
    };
    return { port: { ...whole, restore: { restore } } };
  });
  expect((await broken(cases)).length).toBeGreaterThan(10);
});
