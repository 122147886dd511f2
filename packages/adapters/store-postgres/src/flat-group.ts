import type { Expected, PreparedAppend, PreparedEntry, PreparedEvent } from '@civigrid/kernel';
import type { SqlParameter } from './database.ts';
import type { KnownNames } from './known-names.ts';
import { isPlainId, packedId } from './packed-id.ts';
import { storedText } from './stored-text.ts';

/** An entry with the number of its append in the group. */
export interface PlacedEntry extends PreparedEntry {
  /** From 0. */
  readonly append: number;
}

/** A group as the append function takes it. */
export interface FlatGroup {
  readonly values: readonly SqlParameter[];
  /** In the order in which the function answers. */
  readonly entries: readonly PlacedEntry[];
}

/** How the function is told what a stream must look like; a number that no stream can have meets none. */
function expectation(expected: Expected): number {
  if (expected === 'any') return -1;
  if (expected === 'exists') return -2;
  if (expected === 'none') return 0;
  return Number.isSafeInteger(expected) && expected >= 0 ? expected : -3;
}

/** The ids that a column of 16 bytes does not give back. */
function oddIds({ id, cause }: PreparedEvent, command: string): string | null {
  const odd = {
    ...(isPlainId(id) ? {} : { id }),
    ...(isPlainId(command) ? {} : { command }),
    ...(cause === undefined || isPlainId(cause) ? {} : { cause }),
  };
  return Object.keys(odd).length === 0 ? null : JSON.stringify(odd);
}

/** A command that its first event remembers: one entry, with events. */
function isPlain({ entries }: PreparedAppend): boolean {
  return entries.length === 1 && (entries[0]?.events.length ?? 0) > 0;
}

/** The last word on each key: changes of one batch are taken in their order. */
function lastChanges({
  deadlines,
}: PreparedAppend): readonly PreparedAppend['deadlines'][number][] {
  return [...new Map(deadlines.map((change) => [change.key, change])).values()];
}

function columns(width: number): (null | string | number | boolean)[][] {
  return Array.from({ length: width }, () => []);
}

function fill(
  into: (null | string | number | boolean)[][],
  row: readonly (null | string | number | boolean)[],
): void {
  for (const [i, value] of row.entries()) into[i]?.push(value);
}

/** Lays a group flat. Numbers begin at 1, as arrays do there. */
export function flatGroup(
  group: readonly PreparedAppend[],
  names: KnownNames,
  now: number | null,
): FlatGroup {
  const tenants = group.map(({ tenant }) => names.tenantNumber(tenant));
  const appends = columns(3);
  const entryRows = columns(6);
  const eventRows = columns(11);
  const deadlineRows = columns(6);
  const contents: Uint8Array[] = [];
  const entries: PlacedEntry[] = [];
  for (const [append, batch] of group.entries()) {
    const tenant = tenants[append] ?? 0;
    fill(appends, [tenant, packedId(batch.command), isPlain(batch)]);
    for (const entry of batch.entries) entries.push({ ...entry, append });
    for (const change of lastChanges(batch)) {
      const { due, stream } = 'cancel' in change ? { due: null, stream: null } : change;
      const key = storedText(change.key);
      fill(deadlineRows, [append + 1, tenant, key, due, stream, storedText(batch.command)]);
    }
  }
  for (const [i, { append, stream, partition, expected, events }] of entries.entries()) {
    const tenant = tenants[append] ?? 0;
    const command = group[append]?.command ?? '';
    const count = events.length;
    fill(entryRows, [append + 1, tenant, stream, partition, expectation(expected), count]);
    for (const [j, event] of events.entries()) {
      contents.push(event.content);
      fill(eventRows, [
        i + 1,
        j + 1,
        packedId(event.id),
        names.kindNumber(event),
        event.at,
        storedText(event.actor),
        storedText(event.correlation),
        event.cause === undefined ? null : packedId(event.cause),
        event.data,
        event.sealed ?? null,
        oddIds(event, command),
      ]);
    }
  }
  const values = [
    now,
    ...appends,
    ...entryRows,
    Buffer.concat(contents),
    ...eventRows,
    ...deadlineRows,
  ];
  return { values, entries };
}
