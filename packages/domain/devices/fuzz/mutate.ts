const extremes = [0, 1, 0x7f, 0x80, 0xff, 0x40, 0x23, 0x3c, 0x22, 0x2d];
/** Longer than any limit of a message, text or frame, but not of the machine. */
const longest = 300_000;

/** What a payload is made by: numbers from 0 up to 1. */
export type Chance = () => number;

export const pick = <Value>(list: readonly Value[], chance: Chance): Value =>
  list[Math.floor(chance() * list.length)] as Value;

/** The bytes with those from `at` to `end` replaced by others. */
function spliced(bytes: Uint8Array, at: number, end: number, put: Uint8Array): Uint8Array {
  const out = new Uint8Array(at + put.length + bytes.length - end);
  out.set(bytes.subarray(0, at));
  out.set(put, at);
  out.set(bytes.subarray(end), at + put.length);
  return out;
}

function repeated(bytes: Uint8Array, times: number): Uint8Array {
  const count = Math.max(1, Math.min(times, Math.floor(longest / Math.max(1, bytes.length))));
  const out = new Uint8Array(bytes.length * count);
  for (let i = 0; i < count; i++) out.set(bytes, i * bytes.length);
  return out;
}

/** One change: a flip, an extreme byte, a cut, noise, a token, a stretch of another sample, a stretch again and again. */
export function mutated(
  bytes: Uint8Array,
  samples: readonly Uint8Array[],
  tokens: readonly Uint8Array[],
  chance: Chance,
): Uint8Array {
  const at = Math.floor(chance() * (bytes.length + 1));
  const end = Math.min(bytes.length, at + Math.floor(chance() * 24));
  const way = chance();
  if (way < 0.25) {
    const out = bytes.slice();
    if (at < out.length) out[at] = (out[at] as number) ^ (1 << Math.floor(chance() * 8));
    return out;
  }
  if (way < 0.35)
    return spliced(
      bytes,
      at,
      Math.min(bytes.length, at + 1),
      Uint8Array.of(pick(extremes, chance)),
    );
  if (way < 0.45) return bytes.slice(0, at);
  if (way < 0.55) return spliced(bytes, at, end, new Uint8Array(0));
  if (way < 0.65) {
    const noise = Uint8Array.from({ length: 1 + Math.floor(chance() * 16) }, () => chance() * 256);
    return spliced(bytes, at, at, noise);
  }
  if (way < 0.85) return spliced(bytes, at, chance() < 0.5 ? at : end, pick(tokens, chance));
  if (way < 0.97) {
    const other = pick(samples, chance);
    const from = Math.floor(chance() * other.length);
    return spliced(
      bytes,
      at,
      end,
      other.subarray(from, from + Math.floor(chance() * other.length)),
    );
  }
  const stretch = chance() < 0.5 ? pick(tokens, chance) : bytes.subarray(at, end);
  const times = chance() < 0.02 ? longest : 1 + Math.floor(chance() * 200);
  return spliced(bytes, at, at, repeated(stretch, times));
}
