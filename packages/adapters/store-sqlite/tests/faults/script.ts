import { createHash, randomUUID } from 'node:crypto';
import {
  type AppendEntry,
  type Appended,
  actorId,
  type CommandId,
  commandId,
  correlationId,
  type DeadLetter,
  type Deadline,
  type DeadlineChange,
  type Draft,
  type EventId,
  type Expected,
  eventId,
  isDomainError,
  type Json,
  type MediaRef,
  mediaRef,
  memoryStore,
  type Recorded,
  type Store,
  type StreamId,
  type SubjectRef,
  streamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import { nodeDigest, type SqliteVault } from '@civigrid/store-sqlite';

export const street = tenantId('street');
export const elsewhere = tenantId('elsewhere');
export const noon = 1_772_409_600_000;
const clerk = { actor: actorId('clerk'), correlation: correlationId('script') };

/** What a script is run on, and the references that it was told. */
export interface World {
  readonly store: Store;
  readonly vault: SqliteVault;
  readonly told: Map<string, string>;
}

/** One thing that is asked; its answer is what is acknowledged. Asked again it does the same once. */
export interface Step {
  readonly name: string;
  readonly run: (world: World) => Promise<Json>;
  /** The command of a plain append: its first answer must be given for ever. */
  readonly command?: CommandId;
}

function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

const commandOf = (name: string) => commandId(uuid(`command ${name}`));
const eventOf = (name: string, n: number): EventId => eventId(uuid(`event ${name} ${n}`));
const caseOf = (name: string): StreamId => streamId('case', name);

function draft(name: string, n: number, of: number): Draft {
  const data = { step: name, n, of, words: 'the bin is full '.repeat(12) };
  return { id: eventOf(name, n), type: 'cases/reported', schema: 1, data, at: noon, ...clerk };
}

interface Part {
  readonly to: string;
  readonly partition: number;
  readonly expected?: Expected;
  readonly events: number;
}

function entriesOf(name: string, parts: readonly Part[]): readonly AppendEntry[] {
  const of = parts.reduce((sum, { events }) => sum + events, 0);
  let n = 0;
  return parts.map(({ to, partition, expected = 'any', events }) => ({
    stream: caseOf(to),
    partition,
    expected,
    events: Array.from({ length: events }, () => draft(name, ++n, of)),
  }));
}

/** The entries of an answer, whichever time it was given. */
export const answered = (entries: readonly Appended[]): Json =>
  entries.map(({ stream, partition, versions, positions }) => ({
    stream,
    partition,
    versions: [...versions],
    positions: [...positions],
  }));

function append(
  name: string,
  parts: readonly Part[],
  deadlines: readonly DeadlineChange[] = [],
): Step {
  const command = commandOf(name);
  return {
    name,
    command,
    run: async ({ store }) => {
      const entries = entriesOf(name, parts);
      const result = await store.append({ tenant: street, command, entries, deadlines });
      return result.outcome === 'conflict' ? { actual: result.actual } : answered(result.entries);
    },
  };
}

/** The same event as of an earlier step, under another command: refused, while its neighbours in the group are not. */
async function poisoned(store: Store, name: string): Promise<Json> {
  const entry = { stream: caseOf('poison'), partition: 1, expected: 'any' as const };
  const events = [draft('first report', 1, 2)];
  const batch = { tenant: street, command: commandOf(name), entries: [{ ...entry, events }] };
  try {
    return (await store.append(batch)).outcome;
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}

/** The control of what is doubled: the first report once more, with ids that were not derived from it. */
export async function reportedAnew(store: Store): Promise<void> {
  const { data, at, type, schema } = draft('first report', 1, 2);
  const event = { id: eventId(randomUUID()), type, schema, data, at, ...clerk };
  const entry = { stream: caseOf('bin'), partition: 1, expected: 'any' as const, events: [event] };
  await store.append({ tenant: street, command: commandId(randomUUID()), entries: [entry] });
}

function together(name: string): Step {
  return {
    name,
    run: async ({ store }) => {
      const one = (n: number) =>
        append(`${name} ${n}`, [
          { to: `crowd-${n}`, partition: n % 3, events: n },
          { to: 'crowd', partition: 1, events: 1 },
        ]).run({ store } as World);
      const asked = [one(1), one(2), poisoned(store, `${name} poison`), one(3)];
      return Promise.all(asked);
    },
  };
}

function sealed(name: string, to: string, person: string): Step {
  const command = commandOf(name);
  return {
    name,
    command,
    run: async ({ store, vault }) => {
      const known = await store.first(street, command);
      if (known !== undefined) return answered(known);
      const stream = caseOf(to);
      const event = draft(name, 1, 1);
      const context = { tenant: street, stream, event: event.id, schema: 1 };
      const parts = [{ subject: subjectRef(person), purpose: 'told', value: `phone of ${person}` }];
      const events = [{ ...event, sealed: await vault.seal(parts, context) }];
      const entries = [{ stream, partition: 2, expected: 'any' as const, events }];
      const result = await store.append({ tenant: street, command, entries });
      return result.outcome === 'conflict' ? { actual: result.actual } : answered(result.entries);
    },
  };
}

const key = (n: number) => `wake ${n}`;
const armed = (n: number, command: string, due = noon + n * 1_000): Deadline => ({
  tenant: street,
  key: key(n),
  due,
  stream: caseOf('bin'),
  armed: commandOf(command),
});

function letter(n: number): DeadLetter {
  return {
    id: `letter-${n}`,
    tenant: street,
    source: 'reports',
    at: noon,
    keepUntil: noon + 1,
    reasons: [{ code: 'reports/no-place' }],
    sealed: [],
  };
}

async function record(): Promise<readonly Recorded[]> {
  const store = memoryStore({ digest: nodeDigest, clock: { now: () => noon } });
  for (let n = 1; n <= 3; n++) {
    const entry = { stream: caseOf('moved'), partition: 0, expected: 'any' as const };
    const entries = [{ ...entry, events: [draft(`moved ${n}`, 1, 1)] }];
    await store.append({ tenant: elsewhere, command: commandOf(`moved ${n}`), entries });
  }
  const events: Recorded[] = [];
  for await (const event of store.readLog(elsewhere, 0)) events.push(event);
  return events;
}

function remember(world: World, name: string, reference: string): Json {
  world.told.set(name, reference);
  return { [name]: reference };
}

const bytesOf = (name: string) => new TextEncoder().encode(`photo of ${name} `.repeat(300));

function photo(name: string): Step {
  const context = {
    tenant: street,
    stream: caseOf('bin'),
    subject: subjectRef('wang'),
    type: 'image/jpeg',
  };
  return {
    name,
    run: async (world) =>
      remember(world, name, await world.vault.media.put(bytesOf(name), context)),
  };
}

const did =
  (work: (world: World) => Promise<unknown>): Step['run'] =>
  async (world) => {
    await work(world);
    return null;
  };

/** The photos of the script. */
export const mediaNames: readonly string[] = ['bin', 'face'];

const refOf = (world: World, name: string): MediaRef => mediaRef(world.told.get(name) ?? 'none');
const personOf = (world: World): SubjectRef => subjectRef(world.told.get('phone') ?? 'none');

/** Everything that a store and a vault are asked for, each step one change that is there or not. */
export const script: readonly Step[] = [
  append('first report', [{ to: 'bin', partition: 1, expected: 'none', events: 2 }]),
  append('several streams', [
    { to: 'bin', partition: 1, expected: 'exists', events: 1 },
    { to: 'cover', partition: 2, expected: 'none', events: 2 },
    { to: 'lamp', partition: 1, expected: 'none', events: 1 },
  ]),
  append('conflict', [{ to: 'bin', partition: 1, expected: 'none', events: 1 }]),
  together('together'),
  sealed('told by wang', 'bin', 'wang'),
  sealed('told by li', 'cover', 'li'),
  append(
    'armed',
    [{ to: 'bin', partition: 1, events: 1 }],
    [1, 2, 3].map((n) => ({ key: key(n), due: noon + n * 1_000, stream: caseOf('bin') })),
  ),
  {
    name: 'claimed',
    run: async ({ store }) =>
      (await store.deadlines.claim(street, noon + 1_500, 10, 0)).map((one) => one.key),
  },
  append(
    'fired',
    [{ to: 'bin', partition: 1, events: 1 }],
    [{ key: key(2), due: noon + 5_000, stream: caseOf('bin') }],
  ),
  { name: 'done', run: did(({ store }) => store.deadlines.done([armed(1, 'armed')])) },
  append('cancelled', [{ to: 'bin', partition: 1, events: 1 }], [{ key: key(3), cancel: true }]),
  { name: 'progress', run: did(({ store }) => store.progress.save('board', 1, 3, { open: 3 })) },
  { name: 'more progress', run: did(({ store }) => store.progress.save('board', 1, 5)) },
  { name: 'a letter', run: did(({ store }) => store.deadLetters.keep(letter(1))) },
  { name: 'another letter', run: did(({ store }) => store.deadLetters.keep(letter(2))) },
  { name: 'a letter handled', run: did(({ store }) => store.deadLetters.remove('letter-1')) },
  {
    name: 'a phone',
    run: async (world) =>
      remember(world, 'phone', await world.vault.subjects.put(street, 'phone', '13800000000')),
  },
  photo('bin'),
  photo('face'),
  {
    name: 'a photo destroyed',
    run: did((world) => world.vault.media.destroy(refOf(world, 'face'))),
  },
  {
    name: 'li forgotten',
    run: did(({ vault }) => vault.destroy({ tenant: street, subject: subjectRef('li') })),
  },
  {
    name: 'the phone erased',
    run: did((world) => world.vault.subjects.erase(street, personOf(world))),
  },
  { name: 'sealed', run: did(({ store }) => store.archive.seal(street, 1, noon + 1)) },
  append('behind the seal', [{ to: 'bin', partition: 1, expected: 'exists', events: 1 }]),
  {
    name: 'restored',
    run: did(async ({ store }) => store.restore.restore(elsewhere, await record())),
  },
  append('last', [{ to: 'fence', partition: 1, expected: 'none', events: 3 }]),
];
