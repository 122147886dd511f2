import type { DeviceEvent } from './device-event.ts';
import { personalProperty } from './personal-property.ts';

/** Whether every value of a kind says something about a person: all that is measured of a body. */
export function isPersonalKind(kind: string): boolean {
  return kind.startsWith('health.');
}

/**
 * The event without what it says about persons (脱敏): before it goes to a case, a log or a statistic. What nobody tagged
 * is taken out by its name. Pictures stay references; a kind of health loses them too.
 */
export function redact(event: DeviceEvent): DeviceEvent {
  if (isPersonalKind(event.kind)) {
    const { media: _, ...rest } = event;
    return { ...rest, observations: [] };
  }
  return {
    ...event,
    observations: event.observations.filter(
      ({ personal, property }) => personal !== true && !personalProperty(event.kind, property),
    ),
  };
}
