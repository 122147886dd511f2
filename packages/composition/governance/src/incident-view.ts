import type { ReportedData } from '@civigrid/cases';
import { type IncidentFact, type IncidentIndex, incidentIndex } from '@civigrid/devices';
import { type CaseId, type Happened, parseStreamId, type Recorded } from '@civigrid/kernel';
import { newIncidentId } from './intake/incident-commands.ts';
import type { TownDevices } from './options.ts';
import type { TownParts } from './town-parts.ts';

/** What the town knows of its incidents now: a fold of the log, in memory only. */
export interface IncidentView {
  /** Takes events in the order of their partition; what it has taken before changes nothing. */
  apply(events: readonly Recorded[]): void;
  /** Which alarm belongs to which incident; ahead of the log by what is about to be written. */
  readonly index: IncidentIndex;
  /** The cases that an incident has opened, the first one first. */
  casesOf(incident: string): readonly CaseId[];
  /** How many incidents there have been. */
  count(): number;
}

/** Folds the incidents of a tenant. Refuses with `devices/invalid-rules`. */
export function incidentView(
  { tenant, digest, grid }: TownParts,
  { incidents: rules }: TownDevices,
): IncidentView {
  const index = incidentIndex({
    ...(rules === undefined ? {} : { rules }),
    ancestorAt: (code, level) => (grid.has(code) ? grid.ancestorAt(code, level) : undefined),
    nameOf: (signal) => newIncidentId(tenant, signal, digest),
  });
  const cases = new Map<string, readonly CaseId[]>();
  const reached = new Map<number, number>();
  let count = 0;

  function follow(event: Recorded): void {
    const named = parseStreamId(event.stream);
    if (named?.kind === 'incident') {
      if (event.version === 1) count++;
      index.learn({ tenant, id: named.id }, event as Recorded & Happened<IncidentFact>);
    } else if (named?.kind === 'case' && event.type === 'cases/reported') {
      if ((event.data as ReportedData).source !== 'device') return;
      const { correlation } = event;
      cases.set(correlation, [...(cases.get(correlation) ?? []), named.id as CaseId]);
    }
  }

  return {
    apply: (events) => {
      for (const event of events) {
        // A page comes again as a whole when a part of it failed.
        if (event.position <= (reached.get(event.partition) ?? 0)) continue;
        reached.set(event.partition, event.position);
        follow(event);
      }
    },
    index,
    casesOf: (incident) => cases.get(incident) ?? [],
    count: () => count,
  };
}
