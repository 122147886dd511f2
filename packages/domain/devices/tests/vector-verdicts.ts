import { type DeviceEvent, deviceNormalizer, redact } from '@civigrid/devices';
import { decodeGb26875Data, gb26875Deframer } from '@civigrid/devices/gb26875';
import { type LorawanNetwork, readUplink } from '@civigrid/devices/lorawan';
import { tenantId } from '@civigrid/kernel';
import { hexBytes, rows, utf8 } from './shared-vectors.ts';

/** What a vector says of an object in a frame; kind, phase and note are about the event or a remark. */
interface NamedObject {
  readonly kind?: string;
  readonly phase?: string;
  readonly time?: number;
  readonly note?: string;
  readonly bits?: readonly string[];
}

/** A row of `frames.ndjson`. */
export interface FrameRow {
  readonly protocol: string;
  readonly name: string;
  readonly ok: boolean;
  readonly hex: string;
  readonly meaning?: {
    readonly stream?: boolean;
    readonly sequences?: readonly number[];
    readonly type?: number;
    readonly count?: number;
    readonly objects?: readonly NamedObject[];
  } & Readonly<Record<string, unknown>>;
}

/** What a vector says of one event of a body. */
interface ExpectedEvent {
  readonly device?: string;
  readonly kind?: string;
  readonly phase?: string;
  readonly occurred?: number;
  readonly zoneAssumed?: true;
  readonly id?: string;
  readonly channelName?: string;
  readonly region?: readonly (readonly [number, number])[];
  readonly mediaCount?: number;
  readonly personal?: readonly string[];
}

/** A row of `bodies.ndjson`. */
export interface BodyRow {
  readonly protocol: string;
  readonly name: string;
  readonly ok: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly meaning: ExpectedEvent & { readonly events?: readonly ExpectedEvent[] };
}

/** A row of `lorawan-uplinks.ndjson`. */
export interface UplinkRow {
  readonly file: string;
  readonly payload: unknown;
  readonly read: {
    readonly network: LorawanNetwork;
    readonly ok: boolean;
    readonly devEui: string;
    readonly port: number;
    readonly bytes: string;
  };
}

const tenant = tenantId('street');
const normalizer = deviceNormalizer();
const normalize = (
  protocol: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
) => normalizer.normalize({ protocol, body, headers, receivedAt: 1_800_000_000_000, tenant });

/** Where an answer lacks something that is wanted; nothing where it has all of it. */
function lacking(found: unknown, wanted: unknown, path: string): string | undefined {
  if (typeof wanted !== 'object' || wanted === null)
    return Object.is(found, wanted) ? undefined : `${path} is ${String(found)}`;
  if (typeof found !== 'object' || found === null) return `${path} is missing`;
  for (const [name, value] of Object.entries(wanted)) {
    const fault = lacking(Reflect.get(found, name), value, `${path}.${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const headNames = ['sequence', 'version', 'time', 'sourceAddress', 'destinationAddress', 'command'];

function objectFault(
  found: unknown,
  wanted: NamedObject,
  events: readonly DeviceEvent[],
): string | undefined {
  const { kind, phase, note, bits, ...wire } = wanted;
  const event =
    kind === undefined ||
    events.some(
      (one) =>
        one.kind === kind &&
        (phase === undefined || one.phase === phase) &&
        one.time.occurred === wanted.time,
    );
  return event ? lacking(found, wire, 'object') : `no event ${kind} ${phase ?? ''}`;
}

function wholeFrameFault(row: FrameRow): string | undefined {
  const bytes = hexBytes(row.hex);
  const deframer = gb26875Deframer();
  const frames = [deframer.push(bytes), deframer.end()].flatMap((part) => part.frames);
  const { events, issues } = normalize('gb26875', bytes);
  const { meaning = {} } = row;
  if (!row.ok) {
    const refused = events.length === 0 && issues.some(({ level }) => level === 'error');
    return refused ? undefined : 'not refused';
  }
  if (meaning.stream === true)
    return lacking(
      frames.map(({ sequence }) => sequence),
      meaning.sequences,
      'sequences',
    );
  const [frame] = frames;
  if (frame === undefined) return 'no frame';
  const head = Object.fromEntries(headNames.map((name) => [name, meaning[name]]));
  const fault = lacking(frame, head, 'frame');
  if (fault !== undefined || meaning.type === undefined) return fault;
  const data = decodeGb26875Data(frame.data);
  const { type, count, objects = [] } = meaning;
  return (
    lacking(data, { type, count }, 'data') ??
    objects.map((object, i) => objectFault(data.objects[i], object, events)).find(Boolean)
  );
}

/** What is wrong with the answer to a frame of GB/T 26875.3, or nothing. */
export function frameFault(row: FrameRow): string | undefined {
  if (row.protocol === 'gb26875') return wholeFrameFault(row);
  const { type, objects = [] } = row.meaning ?? {};
  return lacking(decodeGb26875Data(hexBytes(row.hex)), { type, objects }, 'data');
}

export const bodyBytes = ({ body, bodyBase64 = '' }: BodyRow): Uint8Array =>
  body === undefined ? Uint8Array.from(Buffer.from(bodyBase64, 'base64')) : utf8(body);

function eventFault(event: DeviceEvent | undefined, wanted: ExpectedEvent): string | undefined {
  if (event === undefined) return 'no event';
  const { device, kind, phase, occurred, zoneAssumed, region, channelName, personal = [] } = wanted;
  const plain = { device, kind, phase, occurred };
  const asked = Object.entries(plain).filter(([, value]) => value !== undefined);
  const found = { ...event, occurred: event.time.occurred };
  const fault = lacking(found, Object.fromEntries(asked), 'event');
  if (fault !== undefined) return fault;
  if (event.time.zoneAssumed !== zoneAssumed) return 'zoneAssumed';
  if (wanted.id !== undefined && !event.messageKey.split('|').includes(wanted.id)) return 'id';
  if (region !== undefined && lacking(event.media?.[0]?.region, region, 'region') !== undefined)
    return 'region';
  const seen = event.observations.find(({ property }) => property === 'channelName')?.value;
  if (channelName !== undefined && seen !== channelName) return 'channelName';
  const pictures = wanted.mediaCount ?? (region === undefined ? 0 : 1);
  if ((event.media?.length ?? 0) !== pictures) return 'media';
  const kept = redact(event).observations.map(({ property }) => property);
  const open = personal.find(
    (property) =>
      kept.includes(property) || !event.observations.some((value) => value.property === property),
  );
  return open === undefined ? undefined : `${open} is not personal`;
}

/** What is wrong with the answer to a body of ISAPI, or nothing. */
export function bodyFault(row: BodyRow): string | undefined {
  const { events, issues } = normalize('isapi', bodyBytes(row), row.headers);
  if (!row.ok) {
    const refused = events.length === 0 && issues.some(({ level }) => level === 'error');
    return refused ? undefined : 'not refused';
  }
  const wanted = row.meaning.events ?? [row.meaning];
  if (events.length !== wanted.length) return `${events.length} events`;
  return wanted.map((one, i) => eventFault(events[i], one)).find(Boolean);
}

/** What is wrong with the answer to an uplink, read from bytes, text and value and as an event; or nothing. */
export function uplinkFault({ payload, read }: UplinkRow): string | undefined {
  const text = JSON.stringify(payload);
  const { network, ...wanted } = read;
  for (const body of [utf8(text), text, payload]) {
    const found = readUplink(network, body);
    const seen = found.ok ? { ...found, bytes: Buffer.from(found.bytes).toString('hex') } : found;
    const fault = lacking(seen, wanted, 'uplink');
    if (fault !== undefined) return fault;
  }
  const { events, issues } = normalize(network, utf8(text));
  const [event] = events;
  if (event === undefined || events.length > 1 || issues.length > 0) return 'not one event';
  const frame = event.observations.find(({ property }) => property === 'frame')?.value;
  return lacking(
    { ...event, frame },
    { kind: 'device.uplink', phase: 'reading', device: read.devEui, frame: read.bytes },
    'event',
  );
}

export const frameRows: readonly FrameRow[] = rows<FrameRow>('frames.ndjson').filter(
  ({ protocol }) => protocol.startsWith('gb26875'),
);
export const bodyRows: readonly BodyRow[] = rows<BodyRow>('bodies.ndjson').filter(
  ({ protocol }) => protocol === 'isapi',
);
export const uplinkRows: readonly UplinkRow[] = rows<UplinkRow>('lorawan-uplinks.ndjson');
