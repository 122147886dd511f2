import type { Archive } from './archive.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Deadlines } from './deadlines.ts';
import type { EventStore } from './event-store.ts';
import type { Progress } from './progress.ts';
import type { Restore } from './restore.ts';

/** What every store adapter gives: the event store itself, and the ports that live in the same place. */
export interface Store extends EventStore {
  readonly deadlines: Deadlines;
  readonly progress: Progress;
  readonly deadLetters: DeadLetters;
  readonly archive: Archive;
  readonly restore: Restore;
  /** After it nothing more is asked of the store. */
  close(): Promise<void>;
}
