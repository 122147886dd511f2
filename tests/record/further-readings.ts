import { type CaseRecordEvent, caseRows } from '@civigrid/cases/statistics';
import { registryOf } from '@civigrid/devices';
import { type DivisionEvent, divisionTimeline } from '@civigrid/grid/division';
import type { Recorded } from '@civigrid/kernel';

type FurtherReading = (events: readonly Recorded[]) => unknown;

/** By decider, who else reads its streams as a store gives them back, besides its own `evolve`. */
export const furtherReadings: ReadonlyMap<string, FurtherReading> = new Map<string, FurtherReading>(
  [
    ['caseDecider', (events) => caseRows(events as readonly (Recorded & CaseRecordEvent)[])],
    ['deviceDecider', (events) => registryOf(events).entries()],
    [
      'divisionDecider',
      (events) => {
        const timeline = divisionTimeline(events as readonly (Recorded & DivisionEvent)[]);
        return timeline.days.map((day) => ({ day, cells: timeline.at(day)?.collection() }));
      },
    ],
  ],
);
