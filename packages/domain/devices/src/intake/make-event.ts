import type { DeviceId, TenantId } from '@civigrid/kernel';
import type {
  DeviceEvent,
  EventTime,
  MediaReference,
  Observation,
  Phase,
  Severity,
  TimeSource,
} from '../event/device-event.ts';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { admitted } from '../event/personal-property.ts';
import { impossible, isImpossible } from '../event/possible-value.ts';
import type { DecodedEvent, DeviceMessage } from './codec.ts';
import type { KnownDevice } from './known-devices.ts';

/** A device's clock may run ahead of ours by so much before its time is not believed. */
export const aheadMs = 86_400_000;

/** The times of an event. */
export function timesOf(
  occurred: number,
  received: number,
  source: TimeSource,
  zoneAssumed: boolean,
): EventTime {
  return zoneAssumed ? { occurred, received, source, zoneAssumed } : { occurred, received, source };
}

function timeOf(decoded: DecodedEvent, received: number, issues: DeviceIssue[]): EventTime {
  const { occurred } = decoded;
  if (occurred === undefined) return timesOf(received, received, 'server', false);
  if (occurred.at <= received + aheadMs)
    return timesOf(occurred.at, received, occurred.source, occurred.zoneAssumed === true);
  issues.push(
    issue('warning', 'devices/time-ahead', 'More than a day ahead: the time of receipt is taken.'),
  );
  return timesOf(received, received, 'server', false);
}

const none: readonly never[] = Object.freeze([]);

/** What may be kept of the observations, with what is personal tagged. */
function admit(
  kind: string,
  given: readonly Observation[],
  issues: DeviceIssue[],
): readonly Observation[] {
  const { observations, cut } = admitted(kind, given);
  if (cut > 0)
    issues.push(issue('warning', 'devices/bodily-feature', 'What may hold a face was left out.'));
  return observations.some(isImpossible)
    ? observations.map((each) => doubted(each, issues))
    : observations;
}

/** What cannot be is told and marked, and stays. */
function doubted(observation: Observation, issues: DeviceIssue[]): Observation {
  if (!isImpossible(observation)) return observation;
  const path = observation.property;
  issues.push(
    issue('warning', 'devices/impossible-value', 'No thing can measure this value.', { path }),
  );
  return { ...observation, quality: impossible };
}

/**
 * The event of a device that was turned to its condition. The literals are those of the common shapes: absent members
 * stay absent, and a chain of spreads would cost twenty times as much, as a list of arguments by name would cost one
 * more object for each message.
 */
export function shapedEvent(
  known: KnownDevice,
  tenant: TenantId,
  protocol: string,
  id: string,
  messageKey: string,
  phase: Phase,
  severity: Severity,
  time: EventTime,
  zone: string | undefined,
  observations: readonly Observation[],
  media: readonly MediaReference[] | undefined,
): DeviceEvent {
  const { kind, place, conditionKey } = known;
  const device = known.device as DeviceId;
  if (place === undefined)
    return {
      id,
      tenant,
      protocol,
      device,
      kind,
      phase,
      severity,
      time,
      ...(zone === undefined ? {} : { zone }),
      observations,
      ...(media === undefined ? {} : { media }),
      messageKey,
      conditionKey,
    };
  if (zone === undefined)
    return media === undefined
      ? {
          id,
          tenant,
          protocol,
          device,
          kind,
          phase,
          severity,
          time,
          place,
          observations,
          messageKey,
          conditionKey,
        }
      : {
          id,
          tenant,
          protocol,
          device,
          kind,
          phase,
          severity,
          time,
          place,
          observations,
          media,
          messageKey,
          conditionKey,
        };
  return media === undefined
    ? {
        id,
        tenant,
        protocol,
        device,
        kind,
        phase,
        severity,
        time,
        place,
        zone,
        observations,
        messageKey,
        conditionKey,
      }
    : {
        id,
        tenant,
        protocol,
        device,
        kind,
        phase,
        severity,
        time,
        place,
        zone,
        observations,
        media,
        messageKey,
        conditionKey,
      };
}

/** The event of a decoded one, with its keys, its place and its times; ids begin with `idStart`. */
export function makeEvent(
  decoded: DecodedEvent,
  message: DeviceMessage,
  idStart: string,
  known: KnownDevice,
  issues: DeviceIssue[],
): DeviceEvent {
  const { kind, phase, zone, confidence, media, observations = none } = decoded;
  known.speakOf(kind, zone);
  const messageKey = known.keyStart + decoded.message;
  const event = shapedEvent(
    known,
    message.tenant,
    message.protocol,
    idStart + messageKey,
    messageKey,
    phase,
    decoded.severity ?? known.severity,
    timeOf(decoded, message.receivedAt, issues),
    zone,
    admit(kind, observations, issues),
    media,
  );
  return confidence === undefined ? event : { ...event, confidence };
}
