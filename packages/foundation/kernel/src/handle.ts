import { type CommandMeta, meets } from './command.ts';
import { deadlineChanges } from './deadline-changes.ts';
import type { Deadline, DeadlineChange } from './deadlines.ts';
import type { Digest } from './digest.ts';
import { isDomainError } from './domain-error.ts';
import { drafted } from './drafted.ts';
import type { Draft } from './envelope.ts';
import type { AppendEntry, Appended, AppendResult, EventStore } from './event-store.ts';
import type { Folded } from './fold.ts';
import { foldedStreams } from './folded-streams.ts';
import type { StreamId } from './ids.ts';
import { checkInstant } from './instant.ts';
import { queue } from './queue.ts';
import type { Step } from './step.ts';
import type { Vault } from './vault.ts';

/** The drafts that a command wrote to one stream. */
export interface Written {
  readonly stream: StreamId;
  readonly drafts: readonly Draft[];
}

/** What became of a command. */
export type Handled =
  /** It was done now. */
  | {
      readonly outcome: 'appended';
      readonly entries: readonly Appended[];
      readonly written: readonly Written[];
    }
  /** It had been done before; this is what it did then. */
  | { readonly outcome: 'repeated'; readonly entries: readonly Appended[] }
  /** There was nothing to do. */
  | { readonly outcome: 'nothing' }
  /**
   * The stream is not as the command expected, or others were faster five times. Nothing was written: the same
   * command may be sent again.
   */
  | { readonly outcome: 'conflict'; readonly stream: StreamId; readonly actual: number };

/** What a handler stands on. */
export interface HandlerPorts {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly digest: Digest;
  /** How many folded streams are kept in memory; 10,000 if left out. A cache only. */
  readonly cached?: number;
}

/** Handles commands: the one way by which anything changes. */
export interface CommandHandler {
  /**
   * Reads, folds, decides, seals and appends; all streams of one command change together or not at all.
   * Where all its streams were folded here before, it decides by what is remembered, and reads nothing: the append
   * proves that they are still so. Whatever else comes of that (a refusal, nothing to do, a conflict) is not believed
   * but decided again from the store.
   * Where others were faster it reads and decides again, five times in all; then the answer is a conflict.
   * A refusal of a decider is thrown, unless the command had been done before. `fired` names the deadline whose
   * command this is: its stream's deadlines are stated again even where nothing happened, those of the command's
   * other streams where they changed.
   * Refuses with `kernel/invalid-instant` a `meta.at` that is no instant, before anything is read or sealed, and
   * a wake-up that is none, before anything is written.
   */
  handle(
    meta: CommandMeta,
    steps: readonly Step[],
    options?: { readonly fired?: Deadline },
  ): Promise<Handled>;
}

type Conflict = Extract<Handled, { readonly outcome: 'conflict' }>;

/** A command that is being handled. */
interface Attempt {
  readonly meta: CommandMeta;
  readonly steps: readonly Step[];
  readonly fired: Deadline | undefined;
  /** What is remembered of the streams of its steps, where it is decided by that. */
  readonly remembered?: readonly Folded<unknown>[];
}

/** A step that was decided, on its way into the batch. */
interface Taken {
  readonly entry: AppendEntry;
  readonly deadlines: readonly DeadlineChange[];
  readonly known?: { readonly handling: unknown; readonly folded: Folded<unknown> };
}

const attempts = 5;

/** The command handler over a store and a vault. */
export function commandHandler(ports: HandlerPorts): CommandHandler {
  const { store, cached = 10_000 } = ports;
  const queued = queue();
  const streams = foldedStreams(store, cached);

  async function repeated(meta: CommandMeta): Promise<Handled | undefined> {
    const entries = await store.first(meta.tenant, meta.id);
    return entries === undefined ? undefined : { outcome: 'repeated', entries };
  }

  async function taken(
    { meta, fired, remembered }: Attempt,
    step: Step,
    place: { readonly step: number; readonly index: number },
  ): Promise<Taken | Conflict> {
    const { stream, decides } = step;
    const before = remembered?.[place.step] ?? (await streams.read(meta.tenant, step));
    const expected = step.expected ?? (place.step === 0 ? meta.expected : undefined) ?? 'any';
    if (!meets(expected, before.version))
      return { outcome: 'conflict', stream, actual: before.version };
    const partition = before.partition ?? step.partition;
    const at = Math.max(meta.at, before.at ?? meta.at);
    const decision = decides?.decide(before, at);
    // A timer's command has the instant for which it was armed in front, whenever it fires.
    const written = { stream, at, time: fired?.due ?? meta.at, index: place.index };
    const drafts = await drafted(meta, decision?.facts ?? [], written, ports);
    const after = decision?.after(drafts);
    const entry: AppendEntry = {
      stream,
      partition,
      expected: before.version === 0 ? 'none' : before.version,
      events: drafts,
    };
    if (decision === undefined || after === undefined) return { entry, deadlines: [] };
    return {
      entry,
      deadlines: deadlineChanges(stream, decision.wakesBefore, after.wakes, fired),
      known: { handling: decides?.handling, folded: { ...after.folded, partition } },
    };
  }

  /** All steps decided, or the first conflict with what the command expected. */
  async function decided(attempt: Attempt): Promise<readonly Taken[] | Conflict> {
    const all: Taken[] = [];
    let index = 0;
    for (const [i, each] of attempt.steps.entries()) {
      const one = await taken(attempt, each, { step: i, index });
      if ('outcome' in one) return one;
      all.push(one);
      index += one.entry.events.length;
    }
    return all;
  }

  function append(meta: CommandMeta, all: readonly Taken[]): Promise<AppendResult> {
    const deadlines = all.flatMap((one) => one.deadlines);
    return store.append({
      tenant: meta.tenant,
      command: meta.id,
      entries: all.map(({ entry }) => entry),
      ...(deadlines.length === 0 ? {} : { deadlines }),
    });
  }

  /** Remembers where the streams have come to, and gives what was written to them. */
  function kept({ tenant }: CommandMeta, all: readonly Taken[]): readonly Written[] {
    const changed = all.filter(({ entry }) => entry.events.length > 0);
    return changed.map(({ entry: { stream, events: drafts }, known }) => {
      if (known !== undefined) streams.keep(tenant, stream, known.handling, known.folded);
      return { stream, drafts };
    });
  }

  /** One go at a command; a conflict with others who were faster is to be tried `again`. */
  async function tried(attempt: Attempt): Promise<Handled | { readonly again: Conflict }> {
    const { meta, fired } = attempt;
    const all = await decided(attempt);
    if ('outcome' in all) return (await repeated(meta)) ?? all;
    const idle = all.every(({ entry }) => entry.events.length === 0);
    if (idle && fired === undefined) return (await repeated(meta)) ?? { outcome: 'nothing' };
    const result = await append(meta, all);
    if (result.outcome === 'conflict') return { again: result };
    if (result.outcome === 'duplicate') return { outcome: 'repeated', entries: result.entries };
    return { outcome: 'appended', entries: result.entries, written: kept(meta, all) };
  }

  /** What became of a command by what is remembered of its streams, where the store has confirmed it; or that others were faster. */
  async function confirmed(attempt: Attempt): Promise<Handled | 'overtaken' | undefined> {
    const { meta, steps } = attempt;
    const remembered = steps.flatMap((each) => streams.known(meta.tenant, each) ?? []);
    if (remembered.length < steps.length) return undefined;
    try {
      const result = await tried({ ...attempt, remembered });
      if ('again' in result) return 'overtaken';
      return result.outcome === 'appended' || result.outcome === 'repeated' ? result : undefined;
    } catch (error) {
      if (isDomainError(error)) return undefined;
      throw error;
    }
  }

  async function handled(attempt: Attempt): Promise<Handled> {
    const first = await confirmed(attempt);
    if (typeof first === 'object') return first;
    for (let left = first === 'overtaken' ? attempts - 1 : attempts; ; left--) {
      const result = await tried(attempt);
      if (!('again' in result)) return result;
      if (left === 1) return result.again;
    }
  }

  return {
    handle: async (meta, steps, { fired } = {}) => {
      checkInstant(meta.at, 'command');
      const names = steps.map(({ stream }) => JSON.stringify([meta.tenant, stream]));
      if (new Set(names).size < names.length)
        throw new Error('A command names each of its streams once.');
      return queued.run(names, async () => {
        try {
          return await handled({ meta, steps, fired });
        } catch (error) {
          if (!isDomainError(error)) throw error;
          const before = await repeated(meta);
          if (before === undefined) throw error;
          return before;
        }
      });
    },
  };
}
