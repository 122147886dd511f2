import { canonicalJson, type Json, type Recorded, upcast } from '@civigrid/kernel';
import type { Reading } from './readers.ts';

/** The states of a stream, from before its first event to after its last. */
export function statesOf(events: readonly Recorded[], { decider, upcasters }: Reading): unknown[] {
  const states: unknown[] = [decider.initial];
  for (const event of events)
    states.push(decider.evolve(states.at(-1), upcast(event, upcasters) as never));
  return states;
}

/** A state as JSON: a Map is its entries in the order of their keys. */
const plain = (state: unknown): Json =>
  JSON.parse(
    JSON.stringify(state ?? null, (_, value: unknown) =>
      value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value,
    ),
  );

type Members = ReadonlyMap<string, Json>;

/** The members of a record or a list, by the end of their JSON pointer; undefined for what has none. */
function membersOf(value: Json | undefined): Members | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(Object.entries(value).map(([name, member]) => [pointerEnd(name), member]));
}

const pointerEnd = (name: string) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Where two states differ, by JSON pointer: what stands there afterwards. */
function* differences(
  before: Json | undefined,
  after: Json | undefined,
  at = '',
): Generator<readonly [string, { readonly becomes: Json } | 'gone']> {
  if (after === undefined) return yield [at, 'gone'];
  const old = membersOf(before);
  const now = membersOf(after);
  if (old === undefined || now === undefined || Array.isArray(before) !== Array.isArray(after)) {
    if (before === undefined || canonicalJson(before) !== canonicalJson(after))
      yield [at, { becomes: after }];
    return;
  }
  for (const name of new Set([...old.keys(), ...now.keys()]))
    yield* differences(old.get(name), now.get(name), at + name);
}

/** What each event of a stream changes in the state, a canonical line each: by JSON pointer what it becomes, and what is gone. */
export function changesOf(events: readonly Recorded[], states: readonly unknown[]): string {
  const lines = events.map(({ type, schema, version }, i) => {
    const found = [...differences(plain(states[i]), plain(states[i + 1]))];
    return canonicalJson({
      version,
      type,
      schema,
      becomes: Object.fromEntries(
        found.flatMap(([at, change]) => (change === 'gone' ? [] : [[at, change.becomes]])),
      ),
      gone: found.flatMap(([at, change]) => (change === 'gone' ? [at] : [])),
    });
  });
  return `${lines.join('\n')}\n`;
}

/** Whether two states say the same, whenever it was. */
export const isSame = (one: unknown, other: unknown): boolean =>
  [...differences(plain(one), plain(other))].every(([at]) => at === '/at');
