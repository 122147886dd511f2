import type { DeviceEvent } from './device-event.ts';

/** Whether every value of a kind says something about a person: all that is measured of a body. */
export function isPersonalKind(kind: string): boolean {
  return kind.startsWith('health.');
}

/** The event without what it says about persons (脱敏): before it goes to a case, a log or a statistic. Pictures stay references. */
export function redact(event: DeviceEvent): DeviceEvent {
  if (isPersonalKind(event.kind)) return { ...event, observations: [] };
  return {
    ...event,
    observations: event.observations.filter(({ personal }) => personal !== true),
  };
}
