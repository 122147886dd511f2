/** A number that may be far smaller than any double: `mantissa` · 2 to the power of -512 · `scale`. */
export interface Tiny {
  readonly mantissa: number;
  readonly scale: number;
}

const step = 2 ** 512;
const smallest = 2 ** -512;

/** Less is earlier. */
export function tinyOrder(a: Tiny, b: Tiny): number {
  return b.scale - a.scale || a.mantissa - b.mantissa;
}

/** As a double: 0 where it is too small for one. */
export function asNumber({ mantissa, scale }: Tiny): number {
  let value = mantissa;
  for (let i = 0; i < scale && value > 0; i++) value *= smallest;
  return value;
}

/**
 * The probability that of `trials` at least `atLeast` succeed, each with probability `share` (0 to 1, both excluded).
 * Summed term by term with the four operations alone, so that every engine gives the same bits; `atLeast` must not lie
 * below the expected count, where the sum would be long.
 */
export function binomialTail(atLeast: number, trials: number, share: number): Tiny {
  let term = 1;
  let scale = 0;
  const rescaled = () => {
    if (term < smallest) {
      term *= step;
      scale++;
    } else if (term > step) {
      term *= smallest;
      scale--;
    }
  };
  for (let i = 1; i <= atLeast; i++) {
    term *= ((trials - atLeast + i) / i) * share;
    rescaled();
  }
  for (let i = atLeast; i < trials; i++) {
    term *= 1 - share;
    rescaled();
  }
  let sum = 1;
  let ratio = 1;
  const odds = share / (1 - share);
  for (let k = atLeast; k < trials && ratio > sum * 1e-17; k++) {
    ratio *= ((trials - k) / (k + 1)) * odds;
    sum += ratio;
  }
  let mantissa = term * sum;
  while (scale < 0) {
    mantissa *= step;
    scale++;
  }
  while (scale > 0 && mantissa >= 1) {
    mantissa *= smallest;
    scale--;
  }
  return { mantissa: Math.min(mantissa, 1), scale };
}
