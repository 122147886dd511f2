import { canonicalJson } from './canonical-json.ts';
import { type CommandMeta, meets } from './command.ts';
import { deadlineChanges } from './deadline-changes.ts';
import type { Deadline, DeadlineChange } from './deadlines.ts';
import { eventIdOf } from './derived-id.ts';
import type { Digest } from './digest.ts';
import { isDomainError } from './domain-error.ts';
import type { Draft } from './envelope.ts';
import type { AppendEntry, Appended, EventStore } from './event-store.ts';
import type { Fact } from './fact.ts';
import { type Folded, fold } from './fold.ts';
import type { StreamId } from './ids.ts';
import type { Json } from './json.ts';
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
  /** The stream is not as the command expected, or others were faster five times. */
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
   * A refusal of a decider is thrown, unless the command had been done before. `fired` names the deadline whose
   * command this is: its stream's deadlines are stated again even where nothing happened.
   */
  handle(
    meta: CommandMeta,
    steps: readonly Step[],
    options?: { readonly fired?: Deadline },
  ): Promise<Handled>;
}

type Conflict = Extract<Handled, { readonly outcome: 'conflict' }>;

/** A step that was decided, on its way into the batch. */
interface Taken {
  readonly entry: AppendEntry;
  readonly deadlines: readonly DeadlineChange[];
  readonly known?: { readonly handling: unknown; readonly folded: Folded<unknown> };
}

const attempts = 5;

function checkParts(fact: Fact): void {
  const seen = new Set<string>();
  for (const { subject, purpose } of fact.personal ?? []) {
    const key = JSON.stringify([subject, purpose]);
    if (seen.has(key))
      throw new Error(`${fact.type}: (subject, purpose) stands twice in one fact: ${purpose}`);
    seen.add(key);
  }
}

/** The command handler over a store and a vault. */
export function commandHandler(ports: HandlerPorts): CommandHandler {
  const { store, vault, digest, cached = 10_000 } = ports;
  const streams = queue();
  const cache = new Map<string, { readonly handling: unknown; readonly folded: Folded<unknown> }>();

  function remember(key: string, handling: unknown, folded: Folded<unknown>): void {
    cache.delete(key);
    cache.set(key, { handling, folded });
    if (cache.size <= cached) return;
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }

  async function folded(
    { tenant }: CommandMeta,
    { stream, decides }: Step,
  ): Promise<Folded<unknown>> {
    const key = JSON.stringify([tenant, stream]);
    const handling = decides?.handling;
    const hit = cache.get(key);
    const from = hit !== undefined && hit.handling === handling ? hit.folded : undefined;
    const decider = handling?.decider ?? {
      initial: undefined,
      decide: () => [],
      evolve: () => undefined,
    };
    const now = await fold(decider, store.read(tenant, stream, { after: from?.version ?? 0 }), {
      ...(from === undefined ? {} : { from }),
      ...(handling?.upcasters === undefined ? {} : { upcasters: handling.upcasters }),
    });
    if (handling !== undefined && now.version > 0) remember(key, handling, now);
    return now;
  }

  async function drafted(
    meta: CommandMeta,
    stream: StreamId,
    facts: readonly Fact[],
    place: { readonly at: number; readonly index: number; readonly time: number },
  ): Promise<readonly Draft[]> {
    const drafts: Draft[] = [];
    for (const [i, fact] of facts.entries()) {
      checkParts(fact);
      const id = eventIdOf(meta.tenant, meta.id, place.index + i, place.time, digest);
      const { type, schema, personal = [] } = fact;
      // By its text, so that the state that follows now is the state that a replay gives.
      const data = JSON.parse(canonicalJson(fact.data)) as Json;
      const context = { tenant: meta.tenant, stream, event: id, schema };
      const sealed = personal.length === 0 ? [] : await vault.seal(personal, context);
      drafts.push({
        id,
        type,
        schema,
        data,
        ...(sealed.length === 0 ? {} : { sealed }),
        at: place.at,
        actor: meta.actor,
        ...(meta.cause === undefined ? {} : { cause: meta.cause }),
        correlation: meta.correlation,
      });
    }
    return drafts;
  }

  async function repeated(meta: CommandMeta): Promise<Handled | undefined> {
    const entries = await store.first(meta.tenant, meta.id);
    return entries === undefined ? undefined : { outcome: 'repeated', entries };
  }

  async function taken(
    meta: CommandMeta,
    step: Step,
    place: {
      readonly first: boolean;
      readonly index: number;
      readonly fired: Deadline | undefined;
    },
  ): Promise<Taken | Conflict> {
    const { stream, decides } = step;
    const before = await folded(meta, step);
    const expected = step.expected ?? (place.first ? meta.expected : undefined) ?? 'any';
    if (!meets(expected, before.version))
      return { outcome: 'conflict', stream, actual: before.version };
    const partition = before.partition ?? step.partition;
    const at = Math.max(meta.at, before.at ?? meta.at);
    const decision = decides?.decide(before, at);
    // A timer's command has the instant for which it was armed in front, whenever it fires.
    const time = place.fired?.due ?? meta.at;
    const { index } = place;
    const drafts = await drafted(meta, stream, decision?.facts ?? [], { at, index, time });
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
      deadlines: deadlineChanges(stream, decision.wakesBefore, after.wakes, place.fired),
      known: { handling: decides?.handling, folded: { ...after.folded, partition } },
    };
  }

  async function attempt(
    meta: CommandMeta,
    steps: readonly Step[],
    fired: Deadline | undefined,
  ): Promise<Handled & { readonly again?: boolean }> {
    const all: Taken[] = [];
    let index = 0;
    for (const [i, each] of steps.entries()) {
      const one = await taken(meta, each, { first: i === 0, index, fired });
      if ('outcome' in one) return (await repeated(meta)) ?? one;
      all.push(one);
      index += one.entry.events.length;
    }
    if (index === 0 && fired === undefined) return (await repeated(meta)) ?? { outcome: 'nothing' };
    const deadlines = all.flatMap((one) => one.deadlines);
    const result = await store.append({
      tenant: meta.tenant,
      command: meta.id,
      entries: all.map(({ entry }) => entry),
      ...(deadlines.length === 0 ? {} : { deadlines }),
    });
    if (result.outcome === 'conflict') return { ...result, again: true };
    if (result.outcome === 'duplicate') return { outcome: 'repeated', entries: result.entries };
    const changed = all.filter(({ entry }) => entry.events.length > 0);
    for (const { entry, known } of changed)
      if (known !== undefined)
        remember(JSON.stringify([meta.tenant, entry.stream]), known.handling, known.folded);
    const written = changed.map(({ entry }) => ({ stream: entry.stream, drafts: entry.events }));
    return { outcome: 'appended', entries: result.entries, written };
  }

  async function tried(
    meta: CommandMeta,
    steps: readonly Step[],
    fired: Deadline | undefined,
  ): Promise<Handled> {
    for (let left = attempts; ; left--) {
      const { again, ...handled } = await attempt(meta, steps, fired);
      if (again !== true || left === 1) return handled;
    }
  }

  return {
    handle: async (meta, steps, { fired } = {}) => {
      const names = steps.map(({ stream }) => JSON.stringify([meta.tenant, stream]));
      if (new Set(names).size < names.length)
        throw new Error('A command names each of its streams once.');
      return streams.run(names, async () => {
        try {
          return await tried(meta, steps, fired);
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
