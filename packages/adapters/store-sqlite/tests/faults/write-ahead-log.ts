/** The sizes of the write-ahead log of SQLite (https://sqlite.org/fileformat2.html#the_write_ahead_log). */
const headerSize = 32;
const frameHeaderSize = 24;

/** A log as its sizes and salts say, without a look at its checksums. */
export interface LogShape {
  /** Where each frame of this generation ends, in bytes. */
  readonly frames: readonly number[];
  /** Where each transaction of this generation ends. */
  readonly commits: readonly number[];
}

/** Reads the shape of a whole log: frames with other salts are of an earlier generation. */
export function shapeOf(log: Buffer): LogShape {
  const frames: number[] = [];
  const commits: number[] = [];
  if (log.length < headerSize) return { frames, commits };
  const size = frameHeaderSize + log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  for (let at = headerSize; at + size <= log.length; at += size) {
    if (!log.subarray(at + 8, at + 16).equals(salts)) break;
    frames.push(at + size);
    if (log.readUInt32BE(at + 4) > 0) commits.push(at + size);
  }
  return { frames, commits };
}
