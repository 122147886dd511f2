import type { DeviceId } from '@civigrid/kernel';
import type { DeviceEvent, EventTime, Observation } from '../event/device-event.ts';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import type { DecodedEvent, DeviceMessage } from './codec.ts';
import type { KnownDevice } from './known-devices.ts';

/** A device's clock may run ahead of ours by so much before its time is not believed. */
const aheadMs = 86_400_000;

function timeOf(decoded: DecodedEvent, received: number, issues: DeviceIssue[]): EventTime {
  const { occurred } = decoded;
  if (occurred === undefined) return { occurred: received, received, source: 'server' };
  const { at, source, zoneAssumed } = occurred;
  if (at > received + aheadMs) {
    issues.push(
      issue(
        'warning',
        'devices/time-ahead',
        'More than a day ahead: the time of receipt is taken.',
      ),
    );
    return { occurred: received, received, source: 'server' };
  }
  return zoneAssumed === true
    ? { occurred: at, received, source, zoneAssumed }
    : { occurred: at, received, source };
}

const none: readonly never[] = Object.freeze([]);

/** Health values belong to a person whatever their names. */
function tagged(observations: readonly Observation[]): readonly Observation[] {
  return observations.map((value) => ({ ...value, personal: true }));
}

/**
 * The event of a decoded one, with its keys, its place and its times; ids begin with `idStart`. The literals are those of the common shapes:
 * members that are absent stay absent, and a chain of spreads would cost twenty times as much.
 */
export function makeEvent(
  decoded: DecodedEvent,
  message: DeviceMessage,
  idStart: string,
  known: KnownDevice,
  issues: DeviceIssue[],
): DeviceEvent {
  const { kind, phase, zone, confidence, media } = decoded;
  const { tenant, protocol } = message;
  known.speakOf(kind, zone);
  const { place, conditionKey } = known;
  const device = known.device as DeviceId;
  const severity = decoded.severity ?? known.severity;
  const time = timeOf(decoded, message.receivedAt, issues);
  const found = decoded.observations ?? none;
  const observations = known.isPersonal ? tagged(found) : found;
  const messageKey = known.keyStart + decoded.message;
  const id = idStart + messageKey;
  if (confidence === undefined && place !== undefined) {
    if (media === undefined)
      return zone === undefined
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
            zone,
            observations,
            messageKey,
            conditionKey,
          };
    return zone === undefined
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
          media,
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
  return {
    id,
    tenant,
    protocol,
    device,
    kind,
    phase,
    severity,
    time,
    ...(place === undefined ? {} : { place }),
    ...(zone === undefined ? {} : { zone }),
    ...(confidence === undefined ? {} : { confidence }),
    observations,
    ...(media === undefined ? {} : { media }),
    messageKey,
    conditionKey,
  };
}
