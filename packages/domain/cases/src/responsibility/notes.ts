import type { Cause } from './cause.ts';
import type { Pooled } from './pool.ts';

/** Something that is not covered at one cell and level: every leaf at every hour, for one cause. */
export interface Note {
  readonly cause: Cause;
  readonly hours: Pooled;
  readonly leaves: Pooled;
}

/** A list of notes that is kept once; of each cause the leaves of different hours share none. */
export interface Notes {
  readonly id: number;
  readonly list: readonly Note[];
}

/** Lists of notes by what they hold, and the next number. */
interface NotesMemory {
  readonly notes: Map<string, Notes>;
  next: number;
}

export function keepNotes(memory: NotesMemory, list: readonly Note[]): Notes {
  const key = list.map(({ cause, hours, leaves }) => `${cause.id}:${hours.id}:${leaves.id}`).join();
  const known = memory.notes.get(key);
  if (known) return known;
  const notes = { id: memory.next++, list };
  memory.notes.set(key, notes);
  return notes;
}

/** Lists of different causes as one. */
export function joinedNotes(memory: NotesMemory, lists: readonly Notes[]): Notes {
  const some = lists.filter(({ list }) => list.length > 0);
  const [only] = some;
  if (!only) return keepNotes(memory, []);
  if (some.length === 1) return only;
  const key = some.map(({ id }) => id).join('+');
  const known = memory.notes.get(key);
  if (known) return known;
  const notes = keepNotes(
    memory,
    some.flatMap(({ list }) => list),
  );
  memory.notes.set(key, notes);
  return notes;
}
