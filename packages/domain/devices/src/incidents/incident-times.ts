import type { IncidentAlarm, IncidentState } from './incident.ts';

/** One alarm of an incident, and how long after the first it came. */
export interface TimedAlarm extends IncidentAlarm {
  /** Milliseconds since the first alarm of the incident. */
  readonly leadMs: number;
}

/** The times of an incident, as the devices claim them (提前量): what the time until help is measured from. */
export interface IncidentTimes {
  /** When its first alarm began: UTC milliseconds. */
  readonly firstAt: number;
  /** When its last alarm began. */
  readonly lastAt: number;
  /** When its last alarm ended, where none lasts. */
  readonly overAt?: number;
  /** Every alarm, in order of beginning. */
  readonly alarms: readonly TimedAlarm[];
}

/** An alarm that never was, as a correction said, has neither an end nor lasts. */
const wasThere = ({ active, until }: IncidentAlarm): boolean => active || until !== undefined;

/** The times of an incident; undefined where nothing was raised. */
export function incidentTimes(state: IncidentState): IncidentTimes | undefined {
  if (state.status === 'none') return undefined;
  const inOrder = state.alarms.filter(wasThere).sort((a, b) => a.since - b.since);
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let overAt = first.since;
  for (const { since, until = since } of inOrder) overAt = Math.max(overAt, until);
  return {
    firstAt: first.since,
    lastAt: last.since,
    ...(state.status === 'over' ? { overAt } : {}),
    alarms: inOrder.map((alarm) => ({ ...alarm, leadMs: alarm.since - first.since })),
  };
}
