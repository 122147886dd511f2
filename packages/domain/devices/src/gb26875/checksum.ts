/** The low byte of the sum over a stretch of bytes (累加和). */
export function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += bytes[i] as number;
  return sum & 255;
}

/** Sums of stretches that begin ever later in the same bytes. */
export interface RunningSum {
  /** The low byte of the sum; `from` never goes back. */
  sum(from: number, to: number): number;
  /** The stretch was no frame: others inside it will be asked for. */
  failed(from: number, to: number): void;
}

/**
 * Whole frames are added up once, straight on. Where a stretch was no frame, sums from its beginning are kept, and
 * every later stretch that overlaps it is a difference of two of them: however many starts overlap, no byte is added
 * up more than twice.
 */
export function runningSum(bytes: Uint8Array): RunningSum {
  /** `sums[i + 1] − sums[i]` is the byte at `i`, for bytes up to `reach`. */
  let sums: Uint8Array | undefined;
  let reach = 0;

  function extend(to: number): Uint8Array {
    sums ??= new Uint8Array(bytes.length + 1);
    for (; reach < to; reach++)
      sums[reach + 1] = (sums[reach] as number) + (bytes[reach] as number);
    return sums;
  }

  return {
    sum(from, to) {
      if (from >= reach) return sumOf(bytes, from, to);
      const kept = extend(to);
      return ((kept[to] as number) - (kept[from] as number)) & 255;
    },
    failed(from, to) {
      reach = Math.max(reach, from);
      extend(to);
    },
  };
}
