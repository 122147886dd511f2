import type { AlarmSignal } from '../alarms/alarm-transition.ts';

/** An incident that a new alarm may join. */
export interface JoinableIncident {
  /** The host's id of it. */
  readonly id: string;
  readonly grid: string;
  readonly cause: string;
  /** When its last alarm occurred: UTC milliseconds. */
  readonly lastAt: number;
}

/** What an alarm comes from, as incidents count it: all of fire is one cause; elsewhere each kind is its own. */
export function causeOf(kind: string): string {
  const category = kind.slice(0, kind.indexOf('.'));
  return category === 'fire' ? category : kind;
}

/**
 * The incident that an alarm belongs to: the latest of the same grid and cause whose last alarm lies within the
 * window, on either side; undefined where a new one is to be opened. An alarm without a grid joins none.
 */
export function joinIncident<Incident extends JoinableIncident>(
  signal: AlarmSignal,
  incidents: readonly Incident[],
  windowMs: number,
): Incident | undefined {
  let best: Incident | undefined;
  for (const incident of incidents) {
    if (incident.grid !== signal.grid || incident.cause !== causeOf(signal.kind)) continue;
    if (Math.abs(signal.occurred - incident.lastAt) > windowMs) continue;
    if (best === undefined || incident.lastAt > best.lastAt) best = incident;
  }
  return best;
}
