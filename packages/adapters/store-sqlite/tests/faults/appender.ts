/**
 * A process that appends until it is killed and tells on its standard output which commands were acknowledged, a line
 * each. Run by the tests: `node --conditions=civigrid-source appender.ts <mode> <file> <name> <callers> <place>`; the
 * place of its file is `here` or a `worker`.
 */
import { writeSync } from 'node:fs';
import {
  type AppendEntry,
  actorId,
  commandId,
  correlationId,
  type Draft,
  eventId,
  type Json,
  type Store,
  streamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';
import { nodeDigest, type SqliteVault, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';

const [mode = '', file = '', name = '', callers = '8', place = 'here'] = process.argv.slice(2);
const tenant = tenantId('street');
const at = 1_772_409_600_000;

function uuid(...parts: readonly (string | number)[]): string {
  const hex = Buffer.from(nodeDigest.sha256(parts.join('/'))).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

const tell = (line: string) => writeSync(1, `${line}\n`);

function tellAndDie(line: string): void {
  tell(line);
  process.kill(process.pid, 'SIGKILL');
}

function draft(id: string, data: Json): Draft {
  const correlation = correlationId('kill');
  return {
    id: eventId(id),
    type: 'tests/told',
    schema: 1,
    data,
    at,
    actor: actorId('appender'),
    correlation,
  };
}

/** One writer: its own stream and one that all share, one to three events a command, one of them sealed. */
async function writer(store: Store, vault: SqliteVault, number: number): Promise<never> {
  for (let n = 1; ; n++) {
    const command = commandId(uuid(name, number, n));
    const of = 1 + (n % 3);
    const own = streamId('case', `${name}-${number}`);
    const drafts: Draft[] = [];
    for (let i = 0; i < of; i++) drafts.push(draft(uuid(command, i), { of, i }));
    const [first, ...rest] = drafts;
    if (first === undefined) throw new Error('A command has an event.');
    const context = { tenant, stream: own, event: first.id, schema: 1 };
    const subject = subjectRef(`${name}-${number}-${n % 20}`);
    const sealed = await vault.seal([{ subject, purpose: 'told', value: command }], context);
    const entries: readonly AppendEntry[] = [
      { stream: own, partition: number % 3, expected: 'any', events: [{ ...first, sealed }] },
      { stream: streamId('case', 'shared'), partition: 1, expected: 'any', events: rest },
    ];
    // The controls tell what has no answer yet, and die in the same turn of the event loop. A worker might have
    // committed by then, so there it is told before it is asked.
    const hasty = mode === 'hasty';
    if (hasty && place === 'worker') tellAndDie(command);
    const pending = store.append({ tenant, command, entries });
    if (hasty) tellAndDie(command);
    await pending;
    tell(command);
  }
}

/** Appends a hundred times to one stream at the version it has read; a conflict reads again. */
async function racer(store: Store): Promise<void> {
  const stream = streamId('case', 'contested');
  let conflicts = 0;
  for (let n = 1; n <= 100; ) {
    let version = 0;
    for await (const event of store.read(tenant, stream)) version = event.version;
    const command = commandId(uuid(name, n));
    const events = [draft(uuid(command, 0), { name, n })];
    const result = await store.append({
      tenant,
      command,
      entries: [{ stream, partition: 0, expected: version, events }],
    });
    if (result.outcome === 'conflict') conflicts++;
    else n++;
  }
  tell(String(conflicts));
  await store.close();
}

const options = { file, shared: mode === 'race' };
const store =
  place === 'worker' ? await sqliteStore({ ...options, worker: true }) : sqliteStore(options);
if (mode === 'race') await racer(store);
else {
  const vault = sqliteVault({ file: `${file}.keys` });
  const numbers = Array.from({ length: Number(callers) }, (_, i) => i + 1);
  await Promise.all(numbers.map((number) => writer(store, vault, number)));
}
