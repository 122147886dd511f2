import { readJson } from '@civigrid/guard';
import { toHex } from '@civigrid/kernel';
import { type DeviceIssue, type DeviceIssueCode, issue } from '../event/device-issue.ts';
import { fromBase64 } from '../intake/base64.ts';
import { fromGuard } from '../intake/guarded.ts';
import { fromHex } from '../intake/hexadecimal.ts';
import { readInstant } from '../intake/instant.ts';
import { isBytes } from '../intake/is-bytes.ts';
import { resolvePointer } from '../mapping/pointer.ts';

/** The network servers whose uplinks are read: ChirpStack v3 and v4, The Things Stack, LORIOT, ThingPark. */
export type LorawanNetwork = 'chirpstack' | 'tts' | 'loriot' | 'thingpark';

/** What a device sent, freed of what the network wrapped around it (封装). */
export interface Uplink {
  readonly ok: true;
  /** 16 lower-case hexadecimal digits. */
  readonly devEui: string;
  /** 0 to 255. */
  readonly port: number;
  readonly bytes: Uint8Array;
  /** When the network received it: UTC milliseconds. */
  readonly receivedAt?: number;
  /** Counter of the frame; wraps at 16 bits. */
  readonly fCnt?: number;
}

/** An uplink, or why there is none. */
export type UplinkResult = Uplink | { readonly ok: false; readonly issues: readonly DeviceIssue[] };

/** What a network's message holds, before any of it is trusted. */
interface Loose {
  readonly devEui: Uint8Array | undefined;
  readonly port: unknown;
  readonly bytes: Uint8Array | undefined;
  readonly receivedAt: number | undefined;
  readonly fCnt: unknown;
  /** Where the three lie, for issues. */
  readonly at: { readonly devEui: string; readonly port: string; readonly bytes: string };
}

type Reader = (body: unknown) => Loose | DeviceIssue;

const at = (body: unknown, ...path: readonly string[]): unknown => resolvePointer(body, path);

const hex = (value: unknown): Uint8Array | undefined =>
  typeof value === 'string' ? fromHex(value) : undefined;

const base64 = (value: unknown): Uint8Array | undefined =>
  typeof value === 'string' ? fromBase64(value) : undefined;

const instant = (value: unknown): number | undefined => readInstant(value, 'iso')?.at;

function refuse(code: DeviceIssueCode, message: string, path?: string): DeviceIssue {
  return issue('error', code, message, path === undefined ? {} : { path });
}

/** A payload may be absent where the frame is empty. */
const payload = (value: unknown, read: (value: unknown) => Uint8Array | undefined) =>
  value === undefined || value === null ? new Uint8Array(0) : read(value);

function chirpstack(body: unknown): Loose | DeviceIssue {
  const port = at(body, 'fPort');
  if (port === undefined || port === null)
    return refuse('devices/no-port', 'A status, join or acknowledgement has no port.', '/fPort');
  const nested = at(body, 'deviceInfo', 'devEui');
  const flat = at(body, 'devEUI');
  // Version 3 writes base64 (protobuf JSON) or hex (plain JSON): 16 hex digits can be no base64 of 8 bytes.
  const devEui = hex(nested ?? flat) ?? (nested === undefined ? base64(flat) : undefined);
  return {
    devEui,
    port,
    bytes: payload(at(body, 'data'), base64),
    receivedAt: instant(at(body, 'time')) ?? instant(at(body, 'rxInfo', '0', 'time')),
    fCnt: at(body, 'fCnt'),
    at: {
      devEui: nested === undefined ? '/devEUI' : '/deviceInfo/devEui',
      port: '/fPort',
      bytes: '/data',
    },
  };
}

function tts(body: unknown): Loose | DeviceIssue {
  const uplink = at(body, 'uplink_message');
  if (typeof uplink !== 'object' || uplink === null)
    return refuse('devices/not-an-uplink', 'There is no uplink in it.', '/uplink_message');
  return {
    devEui: hex(at(body, 'end_device_ids', 'dev_eui')),
    // Protobuf JSON leaves out what is zero.
    port: at(uplink, 'f_port') ?? 0,
    bytes: payload(at(uplink, 'frm_payload'), base64),
    receivedAt: instant(at(uplink, 'received_at')) ?? instant(at(body, 'received_at')),
    fCnt: at(uplink, 'f_cnt') ?? 0,
    at: {
      devEui: '/end_device_ids/dev_eui',
      port: '/uplink_message/f_port',
      bytes: '/uplink_message/frm_payload',
    },
  };
}

function loriot(body: unknown): Loose | DeviceIssue {
  const command = at(body, 'cmd');
  if (command !== 'rx' && command !== 'gw')
    return refuse('devices/not-an-uplink', 'Only rx and gw carry an uplink.', '/cmd');
  const port = at(body, 'port');
  if (port === undefined || port === null)
    return refuse('devices/no-port', 'The uplink has no port.', '/port');
  return {
    devEui: hex(at(body, 'EUI')),
    port,
    bytes: payload(at(body, 'data'), hex),
    receivedAt: readInstant(at(body, 'ts'), 'ms')?.at,
    fCnt: at(body, 'fcnt'),
    at: { devEui: '/EUI', port: '/port', bytes: '/data' },
  };
}

const decimal = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;

function thingpark(body: unknown): Loose | DeviceIssue {
  const uplink = at(body, 'DevEUI_uplink');
  if (typeof uplink !== 'object' || uplink === null)
    return refuse('devices/not-an-uplink', 'There is no uplink in it.', '/DevEUI_uplink');
  const port = at(uplink, 'FPort');
  if (port === undefined || port === null)
    return refuse('devices/no-port', 'The uplink has no port.', '/DevEUI_uplink/FPort');
  return {
    devEui: hex(at(uplink, 'DevEUI')),
    port: decimal(port),
    bytes: payload(at(uplink, 'payload_hex'), hex),
    receivedAt: instant(at(uplink, 'Time')),
    fCnt: decimal(at(uplink, 'FCntUp')),
    at: {
      devEui: '/DevEUI_uplink/DevEUI',
      port: '/DevEUI_uplink/FPort',
      bytes: '/DevEUI_uplink/payload_hex',
    },
  };
}

const readers: ReadonlyMap<string, Reader> = new Map([
  ['chirpstack', chirpstack],
  ['tts', tts],
  ['loriot', loriot],
  ['thingpark', thingpark],
]);

const whole = (value: unknown, limit: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < limit;

function checked(loose: Loose): UplinkResult {
  const { devEui, port, bytes, receivedAt, fCnt } = loose;
  const issues: DeviceIssue[] = [];
  if (devEui?.length !== 8)
    issues.push(refuse('devices/no-device', 'There is no device EUI of 8 bytes.', loose.at.devEui));
  if (!whole(port, 256))
    issues.push(refuse('devices/wrong-type', 'The port is not 0 to 255.', loose.at.port));
  if (bytes === undefined)
    issues.push(refuse('devices/wrong-type', 'The payload cannot be read.', loose.at.bytes));
  if (devEui?.length !== 8 || !whole(port, 256) || bytes === undefined)
    return { ok: false, issues };
  return {
    ok: true,
    devEui: toHex(devEui),
    port,
    bytes,
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(whole(fCnt, 2 ** 32) ? { fCnt } : {}),
  };
}

/** Reads an uplink out of a parsed message. */
export function uplinkOf(network: LorawanNetwork, body: unknown): UplinkResult {
  const reader = readers.get(network);
  if (reader === undefined) {
    const unknown = refuse('devices/unknown-protocol', 'Not a network that is known.');
    return { ok: false, issues: [unknown] };
  }
  const loose = reader(body);
  return 'code' in loose ? { ok: false, issues: [loose] } : checked(loose);
}

/**
 * Reads the message of a LoRaWAN network server. `body` is its bytes or text (read through guard), or the value
 * somebody has parsed already. Never throws.
 */
export function readUplink(network: LorawanNetwork, body: unknown): UplinkResult {
  if (!isBytes(body) && typeof body !== 'string') return uplinkOf(network, body);
  const read = readJson(body);
  return read.ok
    ? uplinkOf(network, read.value)
    : { ok: false, issues: read.issues.map((found) => fromGuard(found)) };
}
