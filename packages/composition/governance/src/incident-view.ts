import { causeOf, type IncidentFact, type JoinableIncident } from '@civigrid/devices';
import { type Happened, parseStreamId, type Recorded, type StreamId } from '@civigrid/kernel';

/** One incident of the street. */
interface IncidentEntry extends JoinableIncident {
  readonly stream: StreamId;
  readonly partition: number;
  readonly version: number;
}

/** What the town knows of its incidents now: a fold of the log, in memory only. */
export interface IncidentView {
  apply(events: readonly Recorded[]): void;
  /** The incident in which a condition was raised last. */
  holding(conditionKey: string): IncidentEntry | undefined;
  /** Incidents of a grid, those of the last days only. */
  in(grid: string): readonly IncidentEntry[];
  count(): number;
}

const keptMs = 2 * 86_400_000;

/** Folds the incidents of a tenant. */
export function incidentView(): IncidentView {
  const byCondition = new Map<string, IncidentEntry>();
  const byGrid = new Map<string, Map<string, IncidentEntry>>();
  const ids = new Set<string>();

  function raised(event: Recorded, id: string): void {
    const { data } = event as Recorded &
      Extract<Happened<IncidentFact>, { type: 'devices/alarm-raised' }>;
    const grid = data.grid ?? '';
    const here = byGrid.get(grid) ?? new Map<string, IncidentEntry>();
    byGrid.set(grid, here);
    const known = here.get(id);
    // A page comes again as a whole when a part of it failed.
    if (event.version <= (known?.version ?? 0)) return;
    const lastAt = Math.max(known?.lastAt ?? data.occurred, data.occurred);
    const { stream, partition, version } = event;
    const entry = { id, grid, cause: causeOf(data.kind), lastAt, stream, partition, version };
    here.set(id, entry);
    byCondition.set(data.conditionKey, entry);
    ids.add(id);
    for (const [other, { lastAt: last }] of here) if (last < lastAt - keptMs) here.delete(other);
  }

  return {
    apply: (events) => {
      for (const event of events) {
        const named = parseStreamId(event.stream);
        if (named?.kind === 'incident' && event.type === 'devices/alarm-raised')
          raised(event, named.id);
      }
    },
    holding: (conditionKey) => byCondition.get(conditionKey),
    in: (grid) => [...(byGrid.get(grid)?.values() ?? [])],
    count: () => ids.size,
  };
}
