/**
 * Adjusts the p-values of many tests, given in ascending order, so that keeping those at or below a rate makes at most
 * that share of what is kept false, on average: Y. Benjamini and Y. Hochberg, "Controlling the False Discovery Rate",
 * Journal of the Royal Statistical Society B 57 (1995) 289–300. `tests` counts all tests; those left out have p = 1.
 */
export function adjusted(ascending: readonly number[], tests: number): readonly number[] {
  const result: number[] = new Array(ascending.length);
  let least = 1;
  for (let i = ascending.length - 1; i >= 0; i--) {
    least = Math.min(least, ((ascending[i] as number) * tests) / (i + 1));
    result[i] = least;
  }
  return result;
}
