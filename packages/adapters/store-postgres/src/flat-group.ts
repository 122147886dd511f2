import type { Expected, PreparedAppend, PreparedEntry } from '@civigrid/kernel';
import type { SqlParameter } from './database.ts';
import type { KnownNames } from './known-names.ts';
import { sameMonth } from './month-of-id.ts';
import { packedId } from './packed-id.ts';
import { restText } from './rest-text.ts';
import { nothingMark, separatorMark, storedText } from './stored-text.ts';

/** An entry with the number of its append in the group. */
interface PlacedEntry extends PreparedEntry {
  /** From 0. */
  readonly append: number;
}

/** How the function is told what a stream must look like; a number that no stream can have meets none. */
function expectation(expected: Expected): number {
  if (expected === 'any') return -1;
  if (expected === 'exists') return -2;
  if (expected === 'none') return 0;
  return Number.isSafeInteger(expected) && expected >= 0 ? expected : -3;
}

/** How many events a row can count, in 16 bits. */
const mostCounted = 32_767;

/** A command that its first event remembers: one entry, with events. */
function isPlain({ entries: [entry, ...others] }: PreparedAppend): boolean {
  const count = entry?.events.length ?? 0;
  return others.length === 0 && count > 0 && count <= mostCounted;
}

/** The last word on each key: changes of one batch are taken in their order. */
function lastChanges({
  deadlines,
}: PreparedAppend): readonly PreparedAppend['deadlines'][number][] {
  return [...new Map(deadlines.map((change) => [change.key, change])).values()];
}

/** A column of numbers, flags or UUIDs, as the literal of an array. */
function listed(values: readonly (null | string | number | boolean)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** A column of texts. */
function joined(texts: readonly (string | null)[]): string {
  return texts.map((text) => text ?? nothingMark).join(separatorMark);
}

/** A column whose values are all the same is sent once. */
function once<Value>(values: readonly Value[]): readonly Value[] {
  return values.every((value) => value === values[0]) ? values.slice(0, 1) : values;
}

function appendColumns(
  group: readonly PreparedAppend[],
  names: KnownNames,
): readonly SqlParameter[] {
  return [
    listed(group.map(({ tenant }) => names.tenantNumber(tenant))),
    listed(group.map(({ command }) => packedId(command))),
    listed(group.map(isPlain)),
  ];
}

function entryColumns(
  entries: readonly PlacedEntry[],
  group: readonly PreparedAppend[],
  names: KnownNames,
): readonly SqlParameter[] {
  return [
    listed(entries.map(({ append }) => append + 1)),
    listed(
      entries.map(({ append }) => names.tenantNumber((group[append] as PreparedAppend).tenant)),
    ),
    joined(entries.map(({ stream }) => stream)),
    listed(entries.map(({ partition }) => partition)),
    listed(entries.map(({ expected }) => expectation(expected))),
    listed(entries.map(({ events }) => events.length)),
  ];
}

function eventColumns(
  entries: readonly PlacedEntry[],
  group: readonly PreparedAppend[],
  names: KnownNames,
): readonly SqlParameter[] {
  const commands = group.map(({ command }) => ({ command, packed: packedId(command) }));
  const placed = entries.flatMap(({ append, events }, i) => {
    const { command, packed } = commands[append] ?? { command: '', packed: '' };
    return events.map((event, j) => {
      const id = packedId(event.id);
      const rest = restText(event, command);
      return { event, id, rest, stray: !sameMonth(packed, id), entry: i + 1, index: j + 1 };
    });
  });
  return [
    Buffer.concat(placed.map(({ event }) => event.content)),
    listed(placed.map(({ entry }) => entry)),
    listed(placed.map(({ index }) => index)),
    listed(placed.map(({ id }) => id)),
    listed(once(placed.map(({ event }) => names.kindNumber(event)))),
    listed(once(placed.map(({ event }) => event.at))),
    joined(once(placed.map(({ event }) => storedText(event.actor)))),
    joined(once(placed.map(({ event }) => storedText(event.correlation)))),
    joined(placed.map(({ event }) => event.data)),
    joined(once(placed.map(({ rest }) => rest))),
    listed(once(placed.map(({ stray }) => stray))),
  ];
}

function deadlineColumns(
  group: readonly PreparedAppend[],
  names: KnownNames,
): readonly SqlParameter[] {
  const placed = group.flatMap((batch, i) =>
    lastChanges(batch).map((change) => ({
      append: i + 1,
      tenant: names.tenantNumber(batch.tenant),
      armed: storedText(batch.command),
      ...('cancel' in change ? { due: null, stream: null } : change),
      key: storedText(change.key),
    })),
  );
  return [
    listed(placed.map(({ append }) => append)),
    listed(placed.map(({ tenant }) => tenant)),
    joined(placed.map(({ key }) => key)),
    listed(placed.map(({ due }) => due)),
    joined(placed.map(({ stream }) => stream)),
    joined(placed.map(({ armed }) => armed)),
  ];
}

/** Lays a group flat, as the append function takes it; its answers come in the order of the entries. Numbers begin at 1, as arrays do there. */
export function flatGroup(
  group: readonly PreparedAppend[],
  names: KnownNames,
  now: number | null,
): readonly SqlParameter[] {
  const entries = group.flatMap((batch, append) =>
    batch.entries.map((entry): PlacedEntry => ({ ...entry, append })),
  );
  return [
    now,
    ...appendColumns(group, names),
    ...entryColumns(entries, group, names),
    ...eventColumns(entries, group, names),
    ...deadlineColumns(group, names),
  ];
}

/** A group of one command that writes one event of its own month and nothing else, as the function for it takes it. */
export function singleAppend(
  group: readonly PreparedAppend[],
  names: KnownNames,
  now: number | null,
): readonly SqlParameter[] | undefined {
  const [batch, ...more] = group;
  const [entry, ...others] = batch?.entries ?? [];
  const [event, ...rest] = entry?.events ?? [];
  if (batch === undefined || entry === undefined || event === undefined) return undefined;
  if (more.length + others.length + rest.length + batch.deadlines.length > 0) return undefined;
  const [command, id] = [packedId(batch.command), packedId(event.id)];
  if (!sameMonth(command, id)) return undefined;
  return [
    now,
    names.tenantNumber(batch.tenant),
    command,
    entry.stream,
    entry.partition,
    expectation(entry.expected),
    Buffer.from(event.content),
    id,
    names.kindNumber(event),
    event.at,
    storedText(event.actor),
    storedText(event.correlation),
    event.data,
    restText(event, batch.command),
  ];
}
