import type { Town } from '@civigrid/governance';
import { isDomainError } from '@civigrid/kernel';
import type { Taken } from './counts.ts';
import type { DayInput } from './world.ts';

const quarterHour = 900_000;

const plain = (ending: Taken['ending']): Taken => ({ ending, behind: false });

/** Gives one input to the town and says what it came to. `again` says that the same report stood earlier in the day. */
export async function takeInput(town: Town, input: DayInput, again: boolean): Promise<Taken> {
  switch (input.kind) {
    case 'report':
      try {
        const { outcome, repeated } = await town.report(input.report);
        // After a crash an input is given again, and is none of those that came twice.
        if (again && repeated) return plain('duplicate');
        return plain(outcome === 'opened' ? 'case' : 'merged');
      } catch (error) {
        // A refusal has been kept as a dead letter with its reason.
        if (isDomainError(error)) return plain('letter');
        throw error;
      }
    case 'payload': {
      const { outcome, events } = await town.ingest(input.message);
      const behind = events.some(({ time }) => time.received - time.occurred > quarterHour);
      return { ending: outcome === 'refused' ? 'letter' : outcome, behind };
    }
    case 'broken': {
      const { place, code, text, at } = input;
      const { file, row, column } = place;
      const path = column === undefined ? `row ${row}` : `row ${row}, ${column}`;
      const reasons = [{ code, path }];
      await town.letters.keep({ source: file, key: String(row), at, reasons, input: text });
      return plain('letter');
    }
  }
}
