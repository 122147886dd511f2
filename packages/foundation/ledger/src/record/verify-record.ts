import {
  type Cancellation,
  chainFollower,
  type Digest,
  type EventStore,
  fromHex,
  type Recorded,
  type TenantId,
} from '@civigrid/kernel';
import { isHash, sameBytes } from '../hash.ts';
import { refuse } from '../ledger-error.ts';
import { sha256Digest } from '../sha256-digest.ts';
import { type MerkleLog, merkleLog } from '../tree/merkle-log.ts';
import type { PartitionRoot } from './record-checkpoint.ts';
import type { RecordDefect, RecordDefectCode } from './record-defect.ts';

/** What to hold a record against, and on what. */
export interface VerifyOptions {
  /** Roots that were signed and published before: of each the log must still hold all events. */
  readonly checkpoints?: readonly PartitionRoot[];
  /** SHA-256; a pure one if left out, where Node is its own is faster. */
  readonly digest?: Digest;
  /** Ends early; what was read till then is told, checkpoints beyond it are not judged. */
  readonly cancel?: Cancellation;
}

/** What a record turned out to be. */
export interface VerifiedRecord {
  readonly events: number;
  /** Of each partition that was read, what the next checkpoint would say. */
  readonly partitions: readonly PartitionRoot[];
  /** At most 1,000; none where nothing is wrong. */
  readonly defects: readonly RecordDefect[];
  /** How many defects there were besides. */
  readonly more: number;
}

const mostDefects = 1000;

function checkedCheckpoints(checkpoints: readonly PartitionRoot[]): readonly PartitionRoot[] {
  for (const { size, root } of checkpoints)
    if (!Number.isSafeInteger(size) || size < 0 || !isHash(root))
      throw refuse('ledger/bad-checkpoint', 'A checkpoint has a size and a root.', {});
  return checkpoints;
}

/** One partition's way through its log: what its events must be, one after another. */
function partitionCheck(
  { tenant, partition }: { readonly tenant: TenantId; readonly partition: number },
  digest: Digest,
  tell: (code: RecordDefectCode, place?: Omit<RecordDefect, 'code' | 'partition'>) => void,
) {
  const chains = chainFollower(digest);
  const log = merkleLog({ hash: digest.sha256 });
  let last = 0;
  return {
    log,
    last: () => last,
    take: (event: Recorded) => {
      const { position, stream, version } = event;
      const place = { position, stream, version };
      if (event.tenant !== tenant || event.partition !== partition)
        tell('ledger/record-elsewhere', place);
      if (position !== last + 1) tell('ledger/record-gap', { position: last + 1 });
      last = Math.max(last, position);
      const broken = chains.take(event);
      if (broken === 'kernel/version-out-of-order') tell('ledger/version-out-of-order', place);
      if (broken === 'kernel/digest-broken') tell('ledger/digest-broken', place);
      log.append(fromHex(event.digest));
    },
  };
}

function compare(
  log: MerkleLog,
  { size, root }: PartitionRoot,
): Extract<RecordDefectCode, 'ledger/record-cut' | 'ledger/root-differs'> | undefined {
  if (log.size < size) return 'ledger/record-cut';
  return sameBytes(log.root(size), root) ? undefined : 'ledger/root-differs';
}

/**
 * Reads the whole record of a tenant and checks it (核验): positions without a gap up to the head, the chain of every
 * stream, and that every checkpoint still holds. A chain shows that an event was changed; only a checkpoint shows that
 * the last events are gone, as after damage in the middle of a database's log. Takes up to 128 bytes of memory for an
 * event of the largest partition. Nothing that the store gives is thrown; refuses with `ledger/bad-checkpoint` what is
 * no checkpoint.
 */
export async function verifyRecord(
  store: Pick<EventStore, 'heads' | 'readLog'>,
  tenant: TenantId,
  options: VerifyOptions = {},
): Promise<VerifiedRecord> {
  const { digest = sha256Digest, cancel } = options;
  const checkpoints = checkedCheckpoints(options.checkpoints ?? []);
  const stopped = () => cancel?.aborted === true;
  const defects: RecordDefect[] = [];
  const partitions: PartitionRoot[] = [];
  let events = 0;
  let more = 0;

  async function head(partition: number): Promise<number> {
    const heads = await store.heads(tenant);
    return heads.find((one) => one.partition === partition)?.position ?? 0;
  }

  async function verify(partition: number): Promise<void> {
    const tell = (code: RecordDefectCode, place: Omit<RecordDefect, 'code' | 'partition'> = {}) => {
      if (defects.length < mostDefects) defects.push({ code, partition, ...place });
      else more++;
    };
    const check = partitionCheck({ tenant, partition }, digest, tell);
    const { log, last, take } = check;
    const before = await head(partition);
    try {
      const range = cancel === undefined ? {} : { cancel };
      for await (const event of store.readLog(tenant, partition, range)) take(event);
    } catch {
      // Whatever it was: this is as far as the record can be read.
      tell('ledger/record-unreadable', { position: last() + 1 });
    }
    events += log.size;
    partitions.push({ partition, size: log.size, root: log.root() });
    if (stopped()) return;
    if (last() < before) tell('ledger/record-short', { position: last() + 1 });
    if (last() > (await head(partition))) tell('ledger/record-beyond-head', { position: last() });
    for (const checkpoint of checkpoints) {
      if (checkpoint.partition !== partition) continue;
      const code = compare(log, checkpoint);
      if (code !== undefined) tell(code, { size: checkpoint.size });
    }
  }

  const named = new Set([
    ...(await store.heads(tenant)).map(({ partition }) => partition),
    ...checkpoints.map(({ partition }) => partition),
  ]);
  for (const partition of [...named].sort((a, b) => a - b)) {
    if (stopped()) break;
    await verify(partition);
  }
  return { events, partitions, defects, more };
}
