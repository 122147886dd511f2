/** The codes whose parents lead back to themselves; one for each ring. */
export function cyclesIn(parents: ReadonlyMap<string, string | null>): readonly string[] {
  const found: string[] = [];
  /** On which walk a code was met. */
  const met = new Map<string, number>();
  let walk = 0;
  for (const start of parents.keys()) {
    walk++;
    let code: string | null | undefined = start;
    while (typeof code === 'string' && !met.has(code)) {
      met.set(code, walk);
      code = parents.get(code);
    }
    if (typeof code === 'string' && met.get(code) === walk) found.push(code);
  }
  return found;
}
