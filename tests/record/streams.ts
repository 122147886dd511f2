import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  actorId,
  canonicalJson,
  commandHandler,
  commandId,
  correlationId,
  type Digest,
  type Fact,
  memoryStore,
  memoryVault,
  type Recorded,
  step,
  streamId,
  tenantId,
} from '@civigrid/kernel';
import type { Decided, Life } from './lives.ts';
import { readers } from './readers.ts';

/** A stream that is kept for ever. */
export interface KeptStream {
  /** `caseDecider/1.jsonl`. */
  readonly name: string;
  readonly decider: string;
  readonly events: readonly Recorded[];
}

/** Where they lie: one folder a decider, one canonical line an event. */
export const folder: URL = new URL('streams/', import.meta.url);

export const digest: Digest = {
  sha256: (content) => new Uint8Array(createHash('sha256').update(content).digest()),
};

/** All that are kept, in the order of their names. */
export function readStreams(): readonly KeptStream[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\/\d+\.jsonl$/.test(name))
    .sort()
    .map((name) => ({
      name,
      decider: dirname(name),
      events: readFileSync(new URL(name, folder), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Recorded),
    }));
}

/** The facts of each command, in their order. */
function byCommand(decided: readonly Decided[]): readonly (readonly Decided[])[] {
  const commands: Decided[][] = [];
  for (const each of decided) {
    const last = commands.at(-1);
    if (last?.[0]?.command === each.command) last.push(each);
    else commands.push([each]);
  }
  return commands;
}

/** A minute later; where nothing has a time, the first morning of 2026 in Beijing. */
const later = (now: number): number =>
  Number.isFinite(now) ? now + 60_000 : Date.UTC(2026, 0, 1, 1);

/** The events of a life as a store gives them back: handled by kernel, sealed by the vault of memory. */
async function recorded({ decider: name, decided }: Life, id: string): Promise<Recorded[]> {
  const tenant = tenantId('FIXTURE');
  const stream = streamId(readers.get(name)?.kind ?? 'tenant', id);
  let now = Number.NEGATIVE_INFINITY;
  const store = memoryStore({ digest, clock: { now: () => now } });
  const handler = commandHandler({ store, vault: memoryVault(), digest });
  let number = 0;
  for (const facts of byCommand(decided)) {
    const { at = later(now), actor } = facts[0] as Decided;
    now = Math.max(now, at);
    number++;
    // The life has decided already: here it is only written down.
    const decider = {
      initial: undefined,
      decide: () => facts.map(({ fact }): Fact => fact),
      evolve: () => undefined,
    };
    const meta = {
      id: commandId(`00000000-0000-7000-8000-${String(number).padStart(12, '0')}`),
      tenant,
      at,
      actor: actorId(actor),
      correlation: correlationId(id),
    };
    await handler.handle(meta, [
      step({ handling: { decider }, stream, partition: 0, command: { at } }),
    ]);
  }
  const events: Recorded[] = [];
  for await (const event of store.read(tenant, stream)) events.push(event);
  return events;
}

/** Keeps a life under the next free number of its decider, and says its name. */
export async function writeStream(life: Life): Promise<string> {
  const taken = readStreams().filter(({ decider }) => decider === life.decider).length;
  const name = `${life.decider}/${taken + 1}.jsonl`;
  const events = await recorded(life, `${life.decider}-${taken + 1}`);
  const file = new URL(name, folder);
  mkdirSync(new URL('.', file), { recursive: true });
  // An existing file is an error: what was stored never changes.
  writeFileSync(file, `${events.map((event) => canonicalJson(event)).join('\n')}\n`, {
    flag: 'wx',
  });
  return name;
}
