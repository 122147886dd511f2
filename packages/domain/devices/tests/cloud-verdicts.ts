import {
  type DeviceEvent,
  deviceNormalizer,
  isProtectedKind,
  type Normalized,
  type Observation,
} from '@civigrid/devices';
import { tenantId } from '@civigrid/kernel';
import { clouds } from './fixtures/cloud-mappings.ts';
import { rows, utf8 } from './shared-vectors.ts';

/** A row of `bodies.ndjson` that a mapping may read. */
export interface CloudRow {
  readonly protocol: string;
  readonly name: string;
  readonly ok: boolean;
  readonly topic?: string;
  readonly body: string;
  readonly meaning: Meaning;
}

/** What `meaning` may say of an event; the rest of it is for people or for codecs. */
interface Meaning {
  readonly device?: string;
  readonly kind?: string;
  readonly phase?: string;
  readonly occurred?: number;
  readonly zoneAssumed?: true;
  readonly timeSource?: string;
  readonly observations?: readonly (readonly [string, unknown])[];
  readonly protected?: true;
  readonly mediaCount?: number;
  readonly eventCount?: number | string;
  readonly personal?: readonly string[];
  readonly mustNotContain?: string;
  readonly dedupKey?: string;
  readonly issue?: string;
  readonly inner?: string;
}

const read = ['alink', 'iotda', 'tuya', 'onenet', 'ctwing', 'zigbee2mqtt', 'gat1400'];
/** The bodies of the vendors' clouds. */
export const cloudRows: readonly CloudRow[] = rows<CloudRow>('bodies.ndjson').filter(
  ({ protocol }) => read.includes(protocol),
);

/** What the language cannot say, and why. */
export const beyond: ReadonlyMap<string, string> = new Map([
  ['gat1400 subscription notification holding faces', 'lists within lists'],
  [
    'ctwing data report, transparent product: a MEOKON frame in base64',
    'its checksum and its list of samples need the codec',
  ],
]);

/** When the bodies came in. */
export const receivedAt = 1_714_953_602_000;
const normalizer = deviceNormalizer({ mappings: clouds });
/** What the mappings make of a body. */
export const normalizeCloud = (
  { topic, body }: Pick<CloudRow, 'topic' | 'body'>,
  at: number = receivedAt,
): Normalized =>
  normalizer.normalize({
    protocol: 'json',
    ...(topic === undefined ? {} : { topic }),
    body: utf8(body),
    receivedAt: at,
    tenant: tenantId('street'),
  });

const named = (event: DeviceEvent, property: string): Observation | undefined =>
  event.observations.find((observation) => observation.property === property);

/** What of the meaning an event does not have. */
function unlike(event: DeviceEvent, meaning: Meaning): readonly string[] {
  const { device, kind, phase, occurred, timeSource, zoneAssumed, mediaCount } = meaning;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['device', device, event.device],
    ['kind', kind, event.kind],
    ['phase', phase, event.phase],
    ['occurred', occurred, event.time.occurred],
    ['timeSource', timeSource, event.time.source],
    ['zoneAssumed', zoneAssumed, event.time.zoneAssumed],
    ['mediaCount', mediaCount, event.media?.length],
    ['protected', meaning.protected, isProtectedKind(event.kind)],
    ...(meaning.observations ?? []).map(
      ([property, value]) => [property, value, named(event, property)?.value] as const,
    ),
    ...(meaning.personal ?? [])
      .filter((property) => named(event, property) !== undefined)
      .map((property) => [property, true, named(event, property)?.personal] as const),
  ];
  return pairs.flatMap(([what, wanted, found]) =>
    wanted === undefined || wanted === found ? [] : [`${what}: ${found} instead of ${wanted}`],
  );
}

/** What the issues of a body should be. */
function strange({ name, meaning }: CloudRow, { issues }: Normalized): readonly string[] {
  const codes = issues.map(({ code, path }) => `${code} ${path ?? ''}`.trim());
  if (meaning.issue === 'time ahead')
    return codes.includes('devices/time-ahead') ? [] : ['no devices/time-ahead'];
  const wanted = name.startsWith('wrong time form')
    ? ['devices/invalid-time /services/0/event_time']
    : [];
  return codes.join() === wanted.join() ? [] : [`issues ${codes.join()}`];
}

/** What is wrong with the reading of a body, or undefined. */
export function cloudFault(vector: CloudRow): string | undefined {
  const why = beyond.get(`${vector.protocol} ${vector.name}`);
  if (why !== undefined) return why;
  const { meaning } = vector;
  const read = normalizeCloud(vector);
  const [event] = read.events;
  if (event === undefined) return 'no event';
  const { eventCount, mustNotContain } = meaning;
  const counted = typeof eventCount !== 'number' || read.events.length === eventCount;
  const leaked = mustNotContain !== undefined && JSON.stringify(read).includes(mustNotContain);
  const faults = [
    ...unlike(event, meaning),
    ...(counted ? [] : [`${read.events.length} events`]),
    ...(leaked ? ['what must not come through'] : []),
    ...strange(vector, read),
  ];
  return faults.length === 0 ? undefined : faults.join('; ');
}
