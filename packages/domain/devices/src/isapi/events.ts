import type { Observation, Phase } from '../event/device-event.ts';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { kindInfo } from '../event/kinds.ts';
import type { CodecContext, Decoded, DecodedEvent } from '../intake/codec.ts';
import { readInstant } from '../intake/instant.ts';
import type { IsapiAlert, IsapiField } from './alert.ts';

/** eventType in lower case → kind. Those of the taxonomy that are marked (memory) there are unchecked here too. */
const kindByType: ReadonlyMap<string, string> = new Map([
  ['fielddetection', 'perimeter.intrusion'],
  ['regionentrance', 'perimeter.intrusion'],
  ['regionexiting', 'perimeter.intrusion'],
  ['linedetection', 'perimeter.cross'],
  ['vmd', 'video.motion'],
  ['loitering', 'video.loiter'],
  ['group', 'video.crowd'],
  ['videoloss', 'video.videoLoss'],
  ['tamperdetection', 'device.tamper'],
  ['shelteralarm', 'device.tamper'],
  ['anpr', 'vehicle.plate'],
  ['parking', 'lane.occupied'],
  ['facedetection', 'access.seen'],
  ['facesnap', 'access.seen'],
  ['blacklist', 'access.blocklist'],
  ['smokedetection', 'fire.smoke'],
  ['firedetection', 'fire.flame'],
  ['diskerror', 'device.fault'],
  ['diskfull', 'device.fault'],
  ['nicbroken', 'device.fault'],
]);

/** `AccessControllerEvent`: `major/sub` → kind. */
const kindByAccess: ReadonlyMap<string, string> = new Map([
  ['5/75', 'access.granted'],
  ['5/76', 'access.denied'],
]);

function none(found: DeviceIssue): Decoded {
  return { events: [], issues: [found] };
}

interface Observed {
  readonly property: string;
  readonly field: IsapiField;
  readonly personal?: true;
}

/** What of an alert becomes an observation. */
const observed: readonly Observed[] = [
  { property: 'channelName', field: 'channelName' },
  { property: 'currentVerifyMode', field: 'AccessControllerEvent/currentVerifyMode' },
  { property: 'employeeNoString', field: 'AccessControllerEvent/employeeNoString', personal: true },
  { property: 'name', field: 'AccessControllerEvent/name', personal: true },
  { property: 'cardNo', field: 'AccessControllerEvent/cardNo', personal: true },
  { property: 'licensePlate', field: 'ANPR/licensePlate', personal: true },
  { property: 'direction', field: 'ANPR/direction' },
  { property: 'vehicleType', field: 'ANPR/vehicleType' },
  { property: 'plateColor', field: 'ANPR/plateColor' },
];

function observations(alert: IsapiAlert): readonly Observation[] {
  return observed.flatMap(({ property, field, personal }) => {
    const value = alert.text(field);
    if (value === undefined) return [];
    return [{ property, value, ...(personal === undefined ? {} : { personal }) }];
  });
}

function confidence(alert: IsapiAlert): number | undefined {
  const level = alert.text('ANPR/confidenceLevel');
  return level !== undefined && /^\d{1,3}$/.test(level) && Number(level) <= 100
    ? Number(level) / 100
    : undefined;
}

/** A `duration` event tells in its list which event goes on. */
function typeOf(alert: IsapiAlert): string | undefined {
  const type = alert.text('eventType')?.toLowerCase();
  if (type !== 'duration') return type;
  return alert.text('DurationList/Duration/relationEvent')?.toLowerCase() ?? type;
}

function heartbeat(alert: IsapiAlert, type: string): boolean {
  return (
    type === 'heartbeat' ||
    (type === 'videoloss' &&
      alert.text('eventState')?.toLowerCase() === 'inactive' &&
      (alert.text('activePostCount') ?? '0') === '0')
  );
}

function kindOf(
  alert: IsapiAlert,
  type: string,
  device: string,
  context: CodecContext,
): string | undefined {
  if (type === 'io') return context.registry?.find(device)?.entry.inputKind;
  if (type !== 'accesscontrollerevent') return kindByType.get(type);
  const major = alert.text('AccessControllerEvent/majorEventType') ?? '';
  return kindByAccess.get(`${major}/${alert.text('AccessControllerEvent/subEventType') ?? ''}`);
}

/** Active raises and inactive clears what lasts; what is over at once has no end to tell. */
function phaseOf(kind: string, state: string): Phase | undefined {
  const phases = kindInfo(kind)?.phases ?? [];
  if (phases.includes('raise')) return state === 'inactive' ? 'clear' : 'raise';
  return state === 'inactive' ? undefined : 'instant';
}

function occurredOf(alert: IsapiAlert, issues: DeviceIssue[]): DecodedEvent['occurred'] {
  const text = alert.text('dateTime');
  if (text === undefined) return undefined;
  const instant = readInstant(text, 'iso');
  if (instant !== undefined) return { ...instant, source: 'device' };
  issues.push(
    issue('warning', 'devices/invalid-time', 'Not a time of ISO 8601.', { path: '/dateTime' }),
  );
  return undefined;
}

/** The events of one alert. `hash` names the message where the device gives it neither number nor time. */
export function isapiEvents(alert: IsapiAlert, context: CodecContext, hash: () => string): Decoded {
  const address = alert.text('macAddress')?.toLowerCase() ?? alert.text('ipAddress');
  if (address === undefined)
    return none(
      issue('error', 'devices/no-device', 'Neither macAddress nor ipAddress.', {
        path: '/macAddress',
      }),
    );
  const type = typeOf(alert);
  if (type === undefined)
    return none(
      issue('error', 'devices/missing-member', 'There is no eventType.', { path: '/eventType' }),
    );
  const issues: DeviceIssue[] = [];
  const occurred = occurredOf(alert, issues);
  const time = occurred === undefined ? {} : { occurred };
  const moment = alert.text('dateTime') ?? hash();
  if (heartbeat(alert, type)) {
    const message = `heartbeat|${moment}`;
    const alive = {
      device: address,
      kind: 'device.heartbeat',
      phase: 'heartbeat',
      message,
    } as const;
    return { events: [{ ...alive, ...time }], issues };
  }
  const channel = alert.text('dynChannelID') ?? alert.text('channelID');
  const device = channel === undefined ? address : `${address}#${channel}`;
  const kind = kindOf(alert, type, device, context);
  if (kind === undefined)
    return none(
      issue('warning', 'devices/unknown-event-type', 'No kind stands for this event type.', {
        path: '/eventType',
      }),
    );
  const state = alert.text('eventState')?.toLowerCase() ?? 'active';
  const phase = phaseOf(kind, state);
  if (phase === undefined)
    return none(
      issue('info', 'devices/no-event', 'What is over at once has no end.', {
        path: '/eventState',
      }),
    );
  const sure = confidence(alert);
  const serial = alert.text('AccessControllerEvent/serialNo');
  const event: DecodedEvent = {
    device,
    kind,
    phase,
    ...time,
    ...(sure === undefined ? {} : { confidence: sure }),
    observations: observations(alert),
    // Where the region lies is told of the camera's own picture until a still of it follows.
    ...(alert.region.length === 0
      ? {}
      : { media: [{ ref: `camera:${device}`, type: 'video', region: alert.region }] }),
    // activePostCount is left out: it grows while one alarm lasts.
    message: serial ?? `${type}|${state}|${moment}`,
  };
  return { events: [event], issues };
}
