import type { DeviceEvent } from '../event/device-event.ts';
import type { DeviceIssue } from '../event/device-issue.ts';
import type { DeviceMessage } from '../intake/codec.ts';
import { readInstant } from '../intake/instant.ts';
import { KnownDevice, type KnownDevices } from '../intake/known-devices.ts';
import { aheadMs, shapedEvent, timesOf } from '../intake/make-event.ts';
import { sha256 } from '../intake/sha256.ts';
import { WrittenInstant } from '../intake/written-instant.ts';
import { type EventPlan, isPhase, mediaOf, observationsOf, severityOf } from './event-plan.ts';
import type { Found } from './found.ts';
import { textOf } from './text-plan.ts';

/** What names a message that has no name of its own. */
export function bodyKey(body: Uint8Array): string {
  return sha256(body).slice(0, 32);
}

/** The device, where the plan names one that may speak. */
function knownOf(
  { device }: EventPlan,
  found: Found,
  devices: KnownDevices,
  issues: DeviceIssue[],
): KnownDevice | undefined {
  if (device === undefined) return undefined;
  const value = device.form === 'pointer' ? found[device.at] : undefined;
  if (value instanceof KnownDevice) return value;
  const name = textOf(device, found, issues);
  return name === undefined ? undefined : devices.of(name);
}

/**
 * The event of the common message: a registered device of which all is told and nothing is wrong. For any other it is
 * undefined, and the message goes the way on which issues are told; both make the same event.
 */
export function quickEvent(
  plan: EventPlan,
  found: Found,
  message: DeviceMessage,
  idStart: string,
  devices: KnownDevices,
): DeviceEvent | undefined {
  const issues: DeviceIssue[] = [];
  const known = knownOf(plan, found, devices, issues);
  const kind = textOf(plan.kind, found, issues);
  const phase = textOf(plan.phase, found, issues);
  const zone = plan.zone === undefined ? undefined : textOf(plan.zone, found, issues);
  if (known === undefined || kind === undefined || phase === undefined || !isPhase(phase))
    return undefined;
  if (!known.isNamed || !known.isRegistered) return undefined;
  known.speakOf(kind, zone);
  const { receivedAt } = message;
  let occurred = receivedAt;
  let isAssumed = false;
  if (plan.time !== undefined) {
    const value = found[plan.time.at];
    if (value instanceof WrittenInstant) {
      occurred = value.at;
      isAssumed = value.isAssumed;
    } else {
      const instant = readInstant(value, plan.time.form);
      if (instant === undefined) return undefined;
      occurred = instant.at;
      isAssumed = instant.zoneAssumed === true;
    }
  }
  const key =
    plan.message === undefined ? bodyKey(message.body) : textOf(plan.message, found, issues);
  const severity = severityOf(plan.severity, found, issues);
  const media = mediaOf(plan.media, found, issues);
  const observations = observationsOf(plan.observations, found, issues);
  if (key === undefined || issues.length > 0 || !known.isInTaxonomy) return undefined;
  if (!(occurred <= receivedAt + aheadMs)) return undefined;
  const messageKey = known.keyStart + key;
  return shapedEvent(
    known,
    message.tenant,
    message.protocol,
    idStart + messageKey,
    messageKey,
    phase,
    severity ?? known.severity,
    timesOf(occurred, receivedAt, plan.time === undefined ? 'server' : 'device', isAssumed),
    zone,
    observations,
    media.length === 0 ? undefined : media,
  );
}
