import type { TenantId } from '@civigrid/kernel';
import type { Checkpoint } from '../notes/checkpoint.ts';

/** How far the log of a partition had come, and the root of its digests (分区检查点). */
export interface PartitionRoot {
  readonly partition: number;
  /** How many events it had. */
  readonly size: number;
  /** Of the Merkle log whose entries are the events' digests (32 bytes each) in order of position. */
  readonly root: Uint8Array;
}

/** Whose record it is. */
export interface RecordOwner {
  /** A web address without its scheme, by custom the name of the key that signs. */
  readonly origin: string;
  readonly tenant: TenantId;
}

const ownLine = ({ origin, tenant }: RecordOwner) => `${origin}/${encodeURIComponent(tenant)}/`;

/**
 * The checkpoint of a partition, to be signed and published: its origin is `origin/tenant/partition`, the tenant
 * percent-encoded.
 *
 * @example
 * const { partitions } = await verifyRecord(store, tenant);
 * const notes = partitions.map((part) => signCheckpoint(recordCheckpoint(owner, part), [signer]));
 */
export function recordCheckpoint(owner: RecordOwner, part: PartitionRoot): Checkpoint {
  const { partition, size, root } = part;
  return { origin: `${ownLine(owner)}${partition}`, size, root };
}

/** What an opened checkpoint says of a record, or undefined where it is of another one. */
export function partitionRoot(
  owner: RecordOwner,
  checkpoint: Checkpoint,
): PartitionRoot | undefined {
  const { origin, size, root } = checkpoint;
  const line = ownLine(owner);
  const number = origin.slice(line.length);
  if (!origin.startsWith(line) || !/^(?:0|[1-9][0-9]{0,9})$/.test(number)) return undefined;
  return { partition: Number(number), size, root };
}
