import type { Town } from '@civigrid/governance';
import { isDomainError } from '@civigrid/kernel';
import type { Ending } from './counts.ts';
import type { DayInput } from './world.ts';

/** Gives one input to the town and says what it came to. `again` says that the same report stood earlier in the day. */
export async function takeInput(town: Town, input: DayInput, again: boolean): Promise<Ending> {
  switch (input.kind) {
    case 'report':
      try {
        const { outcome, repeated } = await town.report(input.report);
        // After a crash an input is given again, and is none of those that came twice.
        if (again && repeated) return 'duplicate';
        return outcome === 'opened' ? 'case' : 'merged';
      } catch (error) {
        // A refusal has been kept as a dead letter with its reason.
        if (isDomainError(error)) return 'letter';
        throw error;
      }
    case 'payload': {
      const { outcome } = await town.ingest(input.message);
      return outcome === 'refused' ? 'letter' : outcome;
    }
    case 'broken': {
      const { place, code, text, at } = input;
      const { file, row, column } = place;
      const path = column === undefined ? `row ${row}` : `row ${row}, ${column}`;
      const reasons = [{ code, path }];
      await town.letters.keep({ source: file, key: String(row), at, reasons, input: text });
      return 'letter';
    }
  }
}
