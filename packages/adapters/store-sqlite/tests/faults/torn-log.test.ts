import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDomainError } from '@civigrid/kernel';
import { type PartitionRoot, verifyRecord } from '@civigrid/ledger/record';
import { nodeDigest, sqliteStore } from '@civigrid/store-sqlite';
import { seededRandom } from '@civigrid/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batch, numbers, stream, tenant } from '../events.ts';
import { defectsOf } from './observed.ts';
import { long, nothingYet, type Tally, tell } from './tally.ts';
import { shapeOf } from './write-ahead-log.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-torn-log-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clock = { now: () => 7 };
const seed = 20_260_304;

/** The files of a store between two answers, as a kill would leave them behind. */
interface Snapshot {
  readonly name: string;
  readonly file: Buffer;
  readonly log: Buffer;
  readonly head: Buffer;
  /** How many events were acknowledged. */
  readonly acknowledged: number;
  /** How many of them there were after each transaction of the log. */
  readonly after: readonly number[];
  /** How many lie in the file itself. */
  readonly folded: number;
  readonly roots: readonly PartitionRoot[];
}

/** The number of an event arms its deadline: what is armed tells what was acknowledged, once more. */
const armed = (n: number) => {
  const change = { key: `wake ${n}`, due: n, stream };
  return { ...batch(n), deadlines: [change] };
};

/** Appends alone and in groups, and takes the files along at some moments. */
async function snapshots(at: readonly number[]): Promise<readonly Snapshot[]> {
  const home = join(folder, 'living');
  mkdirSync(home);
  const file = join(home, 'street.db');
  const store = sqliteStore({ file, clock });
  const taken: Snapshot[] = [];
  const sums: number[] = [];
  let sent = 0;
  for (let group = 1; sent < Math.max(...at); group++) {
    const many = group % 4 === 0 ? 3 : 1;
    const asked = Array.from({ length: many }, () => store.append(armed(++sent)));
    await Promise.all(asked);
    sums.push(sent);
    if (!at.some((n) => n > sent - many && n <= sent)) continue;
    const log = readFileSync(`${file}-wal`);
    const { commits } = shapeOf(log);
    // In the first generation the tables are made before anything is appended.
    const making = Array.from({ length: Math.max(0, commits.length - sums.length) }, () => 0);
    const after = [...making, ...sums.slice(-commits.length)];
    taken.push({
      name: `after ${sent} events`,
      file: readFileSync(file),
      log,
      head: readFileSync(`${file}.head`),
      acknowledged: sent,
      after,
      folded: sums.at(-commits.length - 1) ?? 0,
      roots: (await verifyRecord(store, tenant, { digest: nodeDigest })).partitions,
    });
  }
  await store.close();
  return taken;
}

/** The moment when SQLite has just copied a log into the file, and has not yet begun to write it anew. */
async function justFolded(): Promise<Snapshot> {
  const file = join(folder, 'folded.db');
  const store = sqliteStore({ file, clock });
  const pages = 1_000;
  let sent = 0;
  do await store.append(armed(++sent));
  while (shapeOf(readFileSync(`${file}-wal`)).frames.length < pages);
  const { partitions: roots } = await verifyRecord(store, tenant, { digest: nodeDigest });
  const [log, head] = [readFileSync(`${file}-wal`), readFileSync(`${file}.head`)];
  const taken = { name: 'just folded', file: readFileSync(file), log, head, roots };
  await store.close();
  return { ...taken, acknowledged: sent, after: [], folded: sent };
}

/** Where a log is damaged: `at` is the first byte that is not what it was. */
interface Damage {
  readonly at: number;
  readonly damaged: Buffer;
}

const cutAt = ({ log }: Snapshot, at: number): Damage => ({ at, damaged: log.subarray(0, at) });

function flipped({ log }: Snapshot, at: number, bit: number): Damage {
  const damaged = Buffer.from(log);
  damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << bit), at);
  return { at, damaged };
}

/** How many events a log that is whole up to a place must still give. */
function kept({ log, after, folded }: Snapshot, { at }: Damage): number {
  const { commits } = shapeOf(log);
  // A damaged header makes the whole log worthless.
  const whole = at < 32 ? 0 : commits.filter((end) => end <= at).length;
  return whole === 0 ? folded : (after[whole - 1] ?? 0);
}

let copies = 0;
function laid({ file, head }: Snapshot, { damaged }: Damage, withHead: boolean): string {
  const path = join(folder, `${++copies}.db`);
  writeFileSync(path, file);
  writeFileSync(`${path}-wal`, damaged);
  if (withHead) writeFileSync(`${path}.head`, head);
  return path;
}

function swept(path: string): void {
  for (const end of ['', '-wal', '-shm', '.head', '.lock'])
    rmSync(`${path}${end}`, { force: true });
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

/** Opens a damaged copy without its head: a clean prefix of what was acknowledged, and the ledger notices what is gone. */
async function withoutHead(snapshot: Snapshot, damage: Damage): Promise<readonly string[]> {
  const path = laid(snapshot, damage, false);
  const wrong: string[] = [];
  const wanted = kept(snapshot, damage);
  try {
    const store = sqliteStore({ file: path, clock });
    const found = await numbers(store);
    if (JSON.stringify(found) !== JSON.stringify(upTo(wanted)))
      wrong.push(`${found.length} events, not the first ${wanted}`);
    wrong.push(...(await defectsOf({ store }, tenant)));
    const keys = await store.deadlines.claim(tenant, 1_000_000, Infinity, 0);
    if (keys.length !== wanted) wrong.push(`${keys.length} deadlines, not ${wanted}`);
    const { roots: checkpoints, acknowledged } = snapshot;
    const { defects } = await verifyRecord(store, tenant, { checkpoints, digest: nodeDigest });
    const codes = defects.map(({ code }) => code);
    const noticed = codes.includes('ledger/record-cut');
    if (noticed !== wanted < acknowledged)
      wrong.push(`the ledger says ${codes.join() || 'nothing'}`);
    // What is left goes on.
    const next = await store.append(armed(wanted + 1));
    if (next.outcome !== 'appended') wrong.push(`the next is ${next.outcome}`);
    await store.close();
  } catch (error) {
    wrong.push(`opening threw ${String(error)}`);
  }
  swept(path);
  return wrong;
}

/** Opens a damaged copy with its head: refused where something acknowledged is gone, whole otherwise. */
async function withHead(
  snapshot: Snapshot,
  damage: Damage,
  tally: Tally,
): Promise<readonly string[]> {
  const path = laid(snapshot, damage, true);
  const { acknowledged } = snapshot;
  const cut = kept(snapshot, damage) < acknowledged;
  const wrong: string[] = [];
  tally.faults++;
  tally.acknowledged += acknowledged;
  try {
    const store = sqliteStore({ file: path, clock });
    const found = await numbers(store);
    // Opened as if nothing were missing: whatever is gone has gone unnoticed.
    tally.lost += acknowledged - new Set(found).size;
    tally.doubled += found.length - new Set(found).size;
    if (cut) wrong.push('it was opened');
    await store.close();
  } catch (error) {
    if (!cut || !isDomainError(error, 'store-sqlite/record-cut')) wrong.push(String(error));
  }
  swept(path);
  return wrong;
}

async function judged(
  fault: string,
  damages: readonly (readonly [Snapshot, Damage])[],
): Promise<void> {
  const tally = nothingYet();
  const wrong: string[] = [];
  for (const [snapshot, damage] of damages) {
    const found = [
      ...(await withoutHead(snapshot, damage)),
      ...(await withHead(snapshot, damage, tally)),
    ];
    wrong.push(...found.map((one) => `${snapshot.name}, damaged at ${damage.at}: ${one}`));
  }
  tell(fault, tally);
  expect(wrong).toEqual([]);
  expect(tally.faults).toBeGreaterThanOrEqual(200);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
}

/** Early, and late in a log; then in one that SQLite has begun to write anew over an older one. */
let moments: readonly Snapshot[] = [];
beforeAll(async () => {
  moments = await snapshots([12, 40, 250]);
}, 120_000);

test('the moments lie before and behind the point where the log is written anew', () => {
  for (const { after, acknowledged } of moments) expect(after.at(-1)).toBe(acknowledged);
  expect(moments.map(({ folded }) => folded > 0)).toEqual([false, false, true]);
}, 120_000);

test(`a log cut at any place leaves a clean prefix, and the head notices what is gone (seed ${seed})`, async () => {
  const random = seededRandom(seed);
  const damages = moments.flatMap((snapshot) => {
    const { frames } = shapeOf(snapshot.log);
    const every = long ? 1 : Math.ceil(frames.length / 16);
    const edges = frames
      .filter((_, i) => i % every === 0)
      .flatMap((end) =>
        [end - 1, end, end + 1, end + 13].filter((at) => at <= snapshot.log.length),
      );
    const anywhere = upTo(long ? 400 : 30).map(() => random.integer(snapshot.log.length));
    return [...edges, ...anywhere].map((at) => [snapshot, cutAt(snapshot, at)] as const);
  });
  await judged('a torn log', damages);
}, 900_000);

test(`a bit flipped at any place leaves a clean prefix, and the head notices what is gone (seed ${seed})`, async () => {
  const random = seededRandom(seed).fork('flips');
  const damages = moments.flatMap((snapshot) =>
    upTo(long ? 600 : 70).map((n) => {
      // Some in the header, most anywhere.
      const at = n <= 8 ? random.integer(32) : random.integer(snapshot.log.length);
      return [snapshot, flipped(snapshot, at, random.integer(8))] as const;
    }),
  );
  await judged('a flipped log', damages);
}, 900_000);

test(`a bit flipped in a log that was just folded into its file: the head refuses it, or everything is there (seed ${seed})`, async () => {
  const random = seededRandom(seed).fork('folded');
  const snapshot = await justFolded();
  expect(snapshot.file.length).toBeGreaterThan(100_000);
  const tally = nothingYet();
  let refused = 0;
  for (const n of upTo(long ? 600 : 80)) {
    const at = n <= 8 ? random.integer(32) : random.integer(snapshot.log.length);
    const path = laid(snapshot, flipped(snapshot, at, random.integer(8)), true);
    tally.faults++;
    tally.acknowledged += snapshot.acknowledged;
    try {
      const store = sqliteStore({ file: path, clock });
      const found = new Set(await numbers(store));
      tally.lost += snapshot.acknowledged - found.size;
      expect(await defectsOf({ store }, tenant)).toEqual([]);
      await store.close();
    } catch (error) {
      expect(isDomainError(error, 'store-sqlite/record-cut')).toBe(true);
      refused++;
    }
    swept(path);
  }
  tell('a flipped log, just folded', tally);
  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
  expect(refused).toBeGreaterThan(0);
  expect(refused).toBeLessThan(tally.faults);
}, 900_000);

test(`control: in a file of lines without checksums cuts and flips go unnoticed (seed ${seed})`, () => {
  const random = seededRandom(seed).fork('lines');
  const lines = upTo(200).map((n) => JSON.stringify(batch(n)));
  const whole = Buffer.from(`${lines.join('\n')}\n`);
  const tally = nothingYet();
  let unnoticed = 0;
  for (const n of upTo(400)) {
    const at = random.integer(whole.length - 1);
    const damaged = Buffer.from(n % 2 === 0 ? whole.subarray(0, at) : whole);
    if (n % 2 === 1) damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << random.integer(7)), at);
    tally.faults++;
    tally.acknowledged += lines.length;
    // A reader in good faith: the last line may be torn, every other one must be JSON.
    const found = damaged.toString('utf8').split('\n').slice(0, -1);
    try {
      for (const line of found) JSON.parse(line);
    } catch {
      continue;
    }
    const kept = new Set(found);
    const lost = lines.filter((line) => !kept.has(line)).length;
    tally.lost += lost;
    if (lost > 0) unnoticed++;
  }
  tell('control: lines without checksums', tally);
  expect(unnoticed).toBeGreaterThan(200);
}, 120_000);
