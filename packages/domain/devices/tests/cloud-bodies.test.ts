import {
  type DeviceEvent,
  deviceNormalizer,
  isProtectedKind,
  type Observation,
} from '@civigrid/devices';
import { tenantId } from '@civigrid/kernel';
import { expect, test } from 'vitest';
import { clouds } from './fixtures/cloud-mappings.ts';
import { present, rows, utf8 } from './shared-vectors.ts';

interface Body {
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
const bodies = rows<Body>('bodies.ndjson').filter(({ protocol }) => read.includes(protocol));

/** What the language cannot say, and why. */
const beyond: ReadonlyMap<string, string> = new Map([
  ['gat1400 subscription notification holding faces', 'lists within lists'],
  [
    'ctwing data report, transparent product: a MEOKON frame in base64',
    'its checksum and its list of samples need the codec',
  ],
]);

const receivedAt = 1_714_953_602_000;
const normalizer = deviceNormalizer({ mappings: clouds });
const normalize = ({ topic, body }: Pick<Body, 'topic' | 'body'>, at = receivedAt) =>
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

const mapped = bodies.filter(({ protocol, name }) => !beyond.has(`${protocol} ${name}`));

test.runIf(present).each(mapped)('$protocol, $name, is read by a mapping alone', (vector) => {
  const { meaning } = vector;
  const { events, issues } = normalize(vector);
  const [event] = events;
  expect(event).toBeDefined();
  if (event === undefined) return;
  expect(unlike(event, meaning)).toEqual([]);
  if (typeof meaning.eventCount === 'number') expect(events).toHaveLength(meaning.eventCount);
  if (meaning.mustNotContain !== undefined)
    expect(JSON.stringify({ events, issues })).not.toContain(meaning.mustNotContain);
  if (meaning.issue === 'time ahead')
    expect(issues.map(({ code }) => code)).toContain('devices/time-ahead');
  else if (vector.name.startsWith('wrong time form'))
    expect(issues).toMatchObject([
      { code: 'devices/invalid-time', path: '/services/0/event_time' },
    ]);
  else expect(issues).toEqual([]);
});

test.runIf(present)(
  'those that are beyond the language are named, and nothing is made of them',
  () => {
    const rest = bodies.filter((vector) => !mapped.includes(vector));
    expect(rest.map(({ protocol, name }) => `${protocol} ${name}`)).toEqual([...beyond.keys()]);
    for (const vector of rest)
      expect(normalize(vector).issues).toMatchObject([{ code: 'devices/no-mapping' }]);
    console.log(`${mapped.length} of ${bodies.length} vendor bodies are read by mappings alone`);
  },
);

test.runIf(present)(
  'a number of a message that begins anew each day names it only together with the day',
  () => {
    const vector = bodies.find(({ name }) => name === 'event post');
    const [event] = normalize({ topic: vector?.topic ?? '', body: vector?.body ?? '' }).events;
    expect(event?.messageKey).toBe('a1Smk/smk-00001|20240506.123');
  },
);

test.runIf(present)('a button pressed twice is two messages, though they do not differ', () => {
  const vector = bodies.find(({ name }) => name === 'button: never debounced');
  const press = (at: number) =>
    normalize({ topic: vector?.topic ?? '', body: vector?.body ?? '' }, at).events[0]?.messageKey;
  expect(press(receivedAt)).not.toBe(press(receivedAt + 500));
});

test.runIf(present)('a report of several things gives an event for each', () => {
  const vector = bodies.find(({ name }) => name === 'device side property report');
  const { events } = normalize({ topic: vector?.topic ?? '', body: vector?.body ?? '' });
  expect(
    events.map(({ kind, phase, observations }) => [kind, phase, observations[0]?.value]),
  ).toEqual([
    ['cover.open', 'raise', undefined],
    ['cover.tilt', 'raise', 35],
    ['cover.level', 'reading', 12],
  ]);
  expect(new Set(events.map(({ messageKey }) => messageKey)).size).toBe(3);
});
