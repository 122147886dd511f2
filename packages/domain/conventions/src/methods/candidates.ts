import { refuse } from '../error-code.ts';

/** A byte names a candidate; the last few mark other things. */
const most = 250;

/** Refuses with `conventions/invalid-election` what has no list of ballots. */
export function checkBallots(election: unknown): void {
  const { ballots } = (election ?? {}) as { readonly ballots?: unknown };
  if (!Array.isArray(ballots))
    throw refuse('invalid-election', 'An election has candidates and a list of ballots.');
}

/** The number of every name. Refuses with `conventions/invalid-candidates` a list that is empty or longer than 250, what is no text, and a name that stands twice. */
export function candidateIndex(candidates: readonly string[]): ReadonlyMap<string, number> {
  if (!Array.isArray(candidates) || candidates.length === 0 || candidates.length > most)
    throw refuse('invalid-candidates', `There must be 1 to ${most} candidates.`);
  const index = new Map<string, number>();
  for (const [number, name] of candidates.entries()) {
    if (typeof name !== 'string' || index.has(name))
      throw refuse('invalid-candidates', 'A candidate is no text, or stands twice.', {
        row: number,
      });
    index.set(name, number);
  }
  return index;
}

/** Numbers as names, in the order of the names by UTF-16 code units: the same whichever way the candidates are listed. */
export function namesOf(
  candidates: readonly string[],
  numbers: Iterable<number>,
): readonly string[] {
  return Array.from(numbers, (number) => candidates[number] as string).sort();
}

/** Values by name: a record without a prototype, so that any text is an ordinary key (`__proto__` too). */
export function byName<Value>(
  candidates: readonly string[],
  entries: Iterable<readonly [number, Value]>,
): Readonly<Record<string, Value>> {
  const record: Record<string, Value> = Object.create(null);
  for (const [number, value] of entries) record[candidates[number] as string] = value;
  return record;
}
