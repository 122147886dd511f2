/** An order of the candidates, the best first; those who stand alike in one group (名次). */
export type Order = readonly (readonly string[])[];

/** Groups by a relation without circles: first all whom nobody beats, then all whom only those beat, and so on. */
export function layers(
  size: number,
  beats: (one: number, other: number) => boolean,
): readonly (readonly number[])[] {
  let left = Array.from({ length: size }, (_, number) => number);
  const found: (readonly number[])[] = [];
  while (left.length > 0) {
    const rest = left;
    const top = rest.filter((one) => !rest.some((other) => beats(other, one)));
    found.push(top);
    left = rest.filter((one) => !top.includes(one));
  }
  return found;
}

/** Groups by score, the highest first. */
export function byScore(scores: readonly number[]): readonly (readonly number[])[] {
  const values = Array.from(new Set(scores)).sort((a, b) => b - a);
  return values.map((value) =>
    scores.flatMap((score, number) => (score === value ? [number] : [])),
  );
}
