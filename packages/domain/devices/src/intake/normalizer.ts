import type { DeviceEvent } from '../event/device-event.ts';
import { type DeviceIssue, type DeviceIssueCode, issue } from '../event/device-issue.ts';
import { gb26875Codec } from '../gb26875/codec.ts';
import { isapiCodec } from '../isapi/codec.ts';
import { lorawanCodec } from '../lorawan/codec.ts';
import { compileMapping } from '../mapping/compile-mapping.ts';
import { jsonCodec, readBounded } from '../mapping/json-codec.ts';
import { LearningJson } from '../mapping/learning-json.ts';
import type { CompiledMapping, DeviceMapping } from '../mapping/mapping.ts';
import type { DeviceRegistry } from '../registry/device-registry.ts';
import type { Codec, CodecContext, Decoded, DecodedEvent, DeviceMessage } from './codec.ts';
import { isBytes } from './is-bytes.ts';
import { KnownDevices } from './known-devices.ts';
import { makeEvent } from './make-event.ts';

/** What a normaliser is built from. */
export interface NormalizerOptions {
  /** Without one no device is unknown, and no event has a place. Its answers are kept: another register needs another normaliser. */
  readonly registry?: DeviceRegistry;
  readonly mappings?: readonly DeviceMapping[];
  /** Instead of {@link coreCodecs}. */
  readonly codecs?: readonly Codec[];
}

/** What became of one message. */
export interface Normalized {
  readonly events: readonly DeviceEvent[];
  /** Never empty where `events` is. */
  readonly issues: readonly DeviceIssue[];
  /** Events of devices that the registry does not know; each has an issue `devices/unknown-device`. Those of protected kinds are in `events` instead, without a place: a doubt never stops an alarm. */
  readonly unknown?: readonly DeviceEvent[];
  /** What the device waits for, to be sent as it is. */
  readonly reply?: Uint8Array;
}

/** Turns messages of any protocol into events; synchronous. Of earlier messages it keeps what makes it faster, within a bound, and nothing that shows. */
export interface DeviceNormalizer {
  /** Never throws. */
  normalize(message: DeviceMessage): Normalized;
}

/** The codecs of this package: JSON by mapping, GB/T 26875.3, ISAPI, and the four LoRaWAN networks. */
export const coreCodecs: readonly Codec[] = [
  jsonCodec,
  gb26875Codec,
  isapiCodec,
  lorawanCodec('chirpstack'),
  lorawanCodec('tts'),
  lorawanCodec('loriot'),
  lorawanCodec('thingpark'),
];

const none: readonly never[] = Object.freeze([]);

/** The mappings of one protocol: those of no topic, and for each topic its own before them. */
interface Topics {
  readonly general: CompiledMapping[];
  readonly exact: Map<string, CompiledMapping[]>;
}

function contextOf(options: NormalizerOptions): CodecContext {
  const byProtocol = new Map<string, Topics>();
  const compiled = (options.mappings ?? []).map(compileMapping);
  for (const { protocol } of compiled) byProtocol.set(protocol, { general: [], exact: new Map() });
  // Those of no topic last: a topic's list is ready when the general ones are put behind its own.
  for (const mapping of compiled.filter(({ topic }) => topic !== undefined)) {
    const { exact } = byProtocol.get(mapping.protocol) as Topics;
    const topic = mapping.topic as string;
    exact.set(topic, [...(exact.get(topic) ?? []), mapping]);
  }
  for (const mapping of compiled.filter(({ topic }) => topic === undefined)) {
    const { general, exact } = byProtocol.get(mapping.protocol) as Topics;
    for (const list of [general, ...exact.values()]) list.push(mapping);
  }
  return {
    ...(options.registry === undefined ? {} : { registry: options.registry }),
    mappings(protocol, topic) {
      const topics = byProtocol.get(protocol);
      if (topics === undefined) return none;
      return (topic === undefined ? undefined : topics.exact.get(topic)) ?? topics.general;
    },
  };
}

/** The event of a decoded one, or why it is none or one of a stranger. */
function placed(
  found: DecodedEvent,
  message: DeviceMessage,
  idStart: string,
  devices: KnownDevices,
  issues: DeviceIssue[],
): { readonly event: DeviceEvent; readonly isUnknown: boolean } | undefined {
  const known = devices.of(found.device);
  if (!known.isNamed) {
    issues.push(issue('error', 'devices/no-device', 'The name of the device is no text.'));
    return undefined;
  }
  const event = makeEvent(found, message, idStart, known, issues);
  if (known.isRegistered) return { event, isUnknown: false };
  issues.push(issue('error', 'devices/unknown-device', 'The registry does not know the device.'));
  return { event, isUnknown: !known.isProtected };
}

/** The events of a message, those of strangers apart. */
function sorted(
  decoded: Decoded,
  message: DeviceMessage,
  idStart: string,
  devices: KnownDevices,
): Normalized {
  const issues: DeviceIssue[] = decoded.issues.length === 0 ? [] : [...decoded.issues];
  const { events: found, reply } = decoded;
  let events: readonly DeviceEvent[] = none;
  let unknown: readonly DeviceEvent[] = none;
  if (found.length === 1) {
    // The common message; a list that grows by push takes room for seventeen.
    const one = placed(found[0] as DecodedEvent, message, idStart, devices, issues);
    if (one?.isUnknown === false) events = [one.event];
    else if (one !== undefined) unknown = [one.event];
  } else {
    const all = found.flatMap((each) => placed(each, message, idStart, devices, issues) ?? []);
    events = all.filter(({ isUnknown }) => !isUnknown).map(({ event }) => event);
    unknown = all.filter(({ isUnknown }) => isUnknown).map(({ event }) => event);
  }
  if (events.length === 0 && issues.length === 0)
    issues.push(issue('info', 'devices/no-event', 'The message holds no event.'));
  const told = { events, issues: issues.length === 0 ? none : issues };
  if (unknown.length === 0 && reply === undefined) return told;
  return {
    ...told,
    ...(unknown.length === 0 ? {} : { unknown }),
    ...(reply === undefined ? {} : { reply }),
  };
}

function refused(code: DeviceIssueCode, message: string): Normalized {
  return { events: [], issues: [issue('error', code, message)] };
}

/**
 * The way from bytes to events (归一化): dispatch by protocol, codec, mapping, place. Construction refuses a mapping
 * that is not one with `devices/invalid-mapping`; after that nothing throws.
 */
export function deviceNormalizer(options: NormalizerOptions = {}): DeviceNormalizer {
  const { registry, codecs = coreCodecs } = options;
  const context = contextOf(options);
  const devices = new KnownDevices(registry);
  const byProtocol = new Map(
    codecs.map((codec) => [codec.protocol, { codec, idStart: `${codec.protocol}:` }]),
  );
  // JSON by mapping remembers the shapes of messages, each normaliser for itself.
  const json =
    byProtocol.get(jsonCodec.protocol)?.codec === jsonCodec
      ? new LearningJson(context, devices)
      : undefined;
  const accepted = (message: DeviceMessage) => json?.learn(message);
  return {
    normalize(message) {
      const found = byProtocol.get(message.protocol);
      if (found === undefined)
        return refused('devices/unknown-protocol', 'No codec reads this protocol.');
      if (!isBytes(message.body))
        return refused('devices/unexpected-form', 'The body is not bytes.');
      const { codec, idStart } = found;
      if (codec !== jsonCodec || json === undefined)
        return sorted(codec.decode(message, context), message, idStart, devices);
      const event = json.read(message);
      if (event !== undefined) return { events: [event], issues: none };
      return sorted(readBounded(message, context, accepted), message, idStart, devices);
    },
  };
}
