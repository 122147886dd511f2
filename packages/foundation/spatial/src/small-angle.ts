/**
 * Sine and cosine by their series, for angles to a quarter of π either way, where the last term left off is below 4e-13.
 * `Math.sin` may differ in its last digit from engine to engine; sums and products may not, and are faster here.
 */

/** The sine of a small angle in radians. */
export function smallSine(angle: number): number {
  const q = angle * angle;
  return (
    angle *
    (1 +
      q *
        (-1 / 6 +
          q *
            (1 / 120 +
              q * (-1 / 5040 + q * (1 / 362880 + q * (-1 / 39916800 + q * (1 / 6227020800)))))))
  );
}

/** The cosine of a small angle in radians. */
export function smallCosine(angle: number): number {
  const q = angle * angle;
  return (
    1 +
    q *
      (-1 / 2 +
        q * (1 / 24 + q * (-1 / 720 + q * (1 / 40320 + q * (-1 / 3628800 + q * (1 / 479001600))))))
  );
}
