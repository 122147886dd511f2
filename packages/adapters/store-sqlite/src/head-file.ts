import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';

/** How far a file has come, and what its last event was. */
export interface HeadMark {
  /** All events that were ever appended, of all tenants and partitions. */
  readonly total: number;
  /** The last event: its place, the tenant by its number in the file. */
  readonly tenant: number;
  readonly partition: number;
  readonly position: number;
  /** Its digest: 32 bytes. */
  readonly digest: Uint8Array;
}

const magic = Buffer.from('CGSHEAD1', 'latin1');
const length = 76;
const numbersAt = 8;
const digestAt = 40;
const checkAt = 72;

function recordOf({ total, tenant, partition, position, digest }: HeadMark): Buffer {
  const record = Buffer.alloc(length);
  magic.copy(record);
  for (const [i, number] of [total, tenant, partition, position].entries())
    record.writeDoubleLE(number, numbersAt + 8 * i);
  record.set(digest, digestAt);
  record.writeUInt32LE(crc32(record.subarray(0, checkAt)), checkAt);
  return record;
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/**
 * The mark in a head file; undefined where there is none, or none that is whole. One that is not whole proves nothing:
 * it is rewritten in place without waiting for the disk, so a power cut may tear it while the record is sound, and to
 * refuse the record for it would make a harm out of a harmless thing.
 */
export function readHeadMark(path: string): HeadMark | undefined {
  const record = bytesOf(path);
  if (record?.length !== length || !record.subarray(0, magic.length).equals(magic))
    return undefined;
  if (record.readUInt32LE(checkAt) !== crc32(record.subarray(0, checkAt))) return undefined;
  const number = (i: number) => record.readDoubleLE(numbersAt + 8 * i);
  const digest = new Uint8Array(record.subarray(digestAt, checkAt));
  return { total: number(0), tenant: number(1), partition: number(2), position: number(3), digest };
}

/** Keeps the mark of a file beside it. */
export interface HeadFile {
  write(mark: HeadMark): void;
  close(): void;
}

/**
 * Rewrites one small record in place after each commit, without a sync: the page cache outlives a killed process, and
 * after a power cut the mark can only be older than the record, which was synced before it was written.
 */
export function headFile(path: string): HeadFile {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT);
  // What is longer was never ours.
  if (fstatSync(file).size > length) ftruncateSync(file, length);
  return {
    write: (mark) => {
      try {
        writeSync(file, recordOf(mark), 0, length, 0);
      } catch {
        // The events are committed: an older mark only notices less.
      }
    },
    close: () => closeSync(file),
  };
}
