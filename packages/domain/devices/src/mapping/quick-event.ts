import type { DeviceEvent, MediaReference, Observation, Severity } from '../event/device-event.ts';
import { admitted, isLongText } from '../event/personal-property.ts';
import { isPhase } from '../event/phase.ts';
import { isBeyond } from '../event/possible-value.ts';
import type { DeviceMessage } from '../intake/codec.ts';
import { KnownDevice, type KnownDevices } from '../intake/known-devices.ts';
import { aheadMs, shapedEvent, timesOf } from '../intake/make-event.ts';
import { sha256 } from '../intake/sha256.ts';
import { WrittenInstant } from '../intake/written-instant.ts';
import type { Found } from './found.ts';
import { isReference } from './mapped-media.ts';
import type { QuickMapping, QuickMedia, QuickObservation, QuickTime } from './quick-mapping.ts';
import { textOf } from './quick-text.ts';

/** What names a message that has no name of its own. */
export function bodyKey(body: Uint8Array): string {
  return sha256(body).slice(0, 32);
}

/** The device, where one is named that may speak. */
function knownOf(
  { device }: QuickMapping,
  found: Found,
  devices: KnownDevices,
): KnownDevice | undefined {
  const value = device.form === 'pointer' ? found[device.at] : undefined;
  if (value instanceof KnownDevice) return value;
  const name = textOf(device, found);
  return name === undefined ? undefined : devices.of(name);
}

/** When the message says that it happened; a class stands for what was read off its bytes. */
function instantOf({ at, read }: QuickTime, found: Found): WrittenInstant | undefined {
  const value = found[at];
  if (value instanceof WrittenInstant) return value;
  const instant = read(value);
  return instant === undefined
    ? undefined
    : new WrittenInstant(instant.at, instant.zoneAssumed === true);
}

function madeObservation(
  { property, unit, personal }: QuickObservation,
  value: string | number | boolean,
): Observation {
  if (unit === undefined) return personal ? { property, value, personal } : { property, value };
  return personal ? { property, value, unit, personal } : { property, value, unit };
}

const none: readonly never[] = Object.freeze([]);

/** All observations, or undefined where one is not as it should be. */
function observationsOf(
  plans: readonly QuickObservation[],
  found: Found,
): readonly Observation[] | undefined {
  // A list that grows by push takes room for seventeen.
  const made = new Array<Observation>(plans.length);
  let count = 0;
  for (const plan of plans) {
    const member = found[plan.at];
    const value = plan.read === undefined ? member : plan.read(member);
    if (plan.bounds !== undefined && isBeyond(plan.bounds, value)) return undefined;
    if (typeof value === 'number' || typeof value === 'boolean')
      made[count++] = madeObservation(plan, value);
    else if (typeof value === 'string') {
      if (isLongText(value)) return undefined;
      made[count++] = madeObservation(plan, value);
    } else if (member !== undefined || !plan.optional) return undefined;
  }
  if (count < made.length) made.length = count;
  return made;
}

/** All references, or undefined where something else stands in the place of one. */
function mediaOf(
  plans: readonly QuickMedia[],
  found: Found,
): readonly MediaReference[] | undefined {
  if (plans.length === 0) return none;
  const made = new Array<MediaReference>(plans.length);
  let count = 0;
  for (const { at, type } of plans) {
    const ref = found[at];
    if (isReference(ref)) made[count++] = { ref, type };
    else if (ref !== undefined && ref !== null) return undefined;
  }
  if (count < made.length) made.length = count;
  return made;
}

/**
 * The event of the common message: a registered device of which all is told and nothing is wrong. For any other it is
 * undefined, and the message goes the ordinary way, on which issues are told; where both make one it is the same event.
 */
export function quickEvent(
  quick: QuickMapping,
  found: Found,
  message: DeviceMessage,
  idStart: string,
  devices: KnownDevices,
): DeviceEvent | undefined {
  const known = knownOf(quick, found, devices);
  const kind = textOf(quick.kind, found);
  const phase = textOf(quick.phase, found);
  const zone = quick.zone === undefined ? undefined : textOf(quick.zone, found);
  if (known === undefined || kind === undefined || phase === undefined || !isPhase(phase))
    return undefined;
  if (quick.zone !== undefined && zone === undefined) return undefined;
  if (!known.isNamed || !known.isRegistered) return undefined;
  known.speakOf(kind, zone);
  const { receivedAt } = message;
  const instant = quick.time === undefined ? undefined : instantOf(quick.time, found);
  if (quick.time !== undefined && instant === undefined) return undefined;
  const occurred = instant === undefined ? receivedAt : instant.at;
  if (!(occurred <= receivedAt + aheadMs)) return undefined;
  const key = quick.message === undefined ? bodyKey(message.body) : textOf(quick.message, found);
  const severity =
    typeof quick.severity === 'object'
      ? quick.severity.choose(found[quick.severity.at])
      : (quick.severity ?? known.severity);
  const media = mediaOf(quick.media, found);
  const observations = observationsOf(quick.observations, found);
  if (key === undefined || severity === undefined || media === undefined) return undefined;
  if (observations === undefined || !known.isInTaxonomy) return undefined;
  const messageKey = known.keyStart + key;
  return shapedEvent(
    known,
    message.tenant,
    message.protocol,
    idStart + messageKey,
    messageKey,
    phase,
    severity as Severity,
    timesOf(
      occurred,
      receivedAt,
      quick.time === undefined ? 'server' : quick.time.source,
      instant?.isAssumed === true,
    ),
    zone,
    known.hasPersonal ? admitted(kind, observations).observations : observations,
    media.length === 0 ? undefined : media,
  );
}
