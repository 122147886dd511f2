import type { DeviceIssue, DeviceMapping } from '@civigrid/devices';
import type { DeviceLetters, KeptMessage } from './device-letters.ts';
import type { IngestAnswer, IngestOutcome } from './ingest.ts';

/** With which mappings refused messages are read again. */
export interface ReplayOptions {
  /** Take the place of those with the same id, and are added otherwise; the town reads with them from then on. As it reads now if left out. */
  readonly mappings?: readonly DeviceMapping[];
}

/** What became of the messages that were refused (重放). */
export interface ReplayAnswer {
  /** Understood now: they went in with their time of receipt, and their letters are gone. */
  readonly resolved: readonly { readonly letter: string; readonly outcome: IngestOutcome }[];
  /** Not understood, or not wholly; they stay, each with what is wrong with it now. */
  readonly left: readonly { readonly letter: string; readonly issues: readonly DeviceIssue[] }[];
}

/** Reads the letters of devices again, the oldest first; what is understood now is no letter any more. */
export async function readAgain(
  letters: DeviceLetters,
  take: (message: KeptMessage, letter: string) => Promise<IngestAnswer>,
): Promise<ReplayAnswer> {
  const resolved: ReplayAnswer['resolved'][number][] = [];
  const left: ReplayAnswer['left'][number][] = [];
  for (const { id: letter } of await letters.list()) {
    const message = await letters.open(letter);
    const answer = message && (await take(message, letter));
    if (answer === undefined || answer.letter !== undefined)
      left.push({ letter, issues: answer?.issues ?? [] });
    else {
      // Only now: whoever is interrupted before reads it once more, and nothing happens twice.
      await letters.resolve(letter);
      resolved.push({ letter, outcome: answer.outcome });
    }
  }
  return { resolved, left };
}
