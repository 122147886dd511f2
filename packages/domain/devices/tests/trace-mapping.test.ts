import { checkMapping, type DeviceMapping, deviceNormalizer } from '@civigrid/devices';
import {
  type FieldTrace,
  nearestMapping,
  type TracedEvent,
  traceMapping,
} from '@civigrid/devices/mapping';
import { tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clouds } from './fixtures/cloud-mappings.ts';
import { mappings, payloads } from './fixtures/mapping-documents.ts';
import { utf8 } from './shared-vectors.ts';

const message = (body: unknown, topic?: string) => ({
  protocol: 'json',
  ...(topic === undefined ? {} : { topic }),
  body: utf8(JSON.stringify(body)),
  receivedAt: 1_714_953_600_000,
  tenant: tenantId('street'),
});

const kiosk: DeviceMapping = {
  id: 'kiosk',
  protocol: 'json',
  match: { topic: 'kiosk/{device}/result', equals: { '/type': 'result' } },
  each: '/items',
  device: '/topic/device',
  message: '/seq',
  time: { at: ['/at', '/measuredAt'], as: 'iso' },
  kind: {
    at: '/code',
    cases: [
      { equals: 'SBP', then: 'health.bp' },
      { equals: 'HR', then: 'health.hr' },
    ],
    else: null,
  },
  phase: 'reading',
  observations: [
    { property: '/code', at: '/value', as: 'number' },
    { property: 'patient', at: '/idCard', personal: true, optional: true },
  ],
};
const result = {
  type: 'result',
  seq: 5,
  measuredAt: '2024-05-06T08:00:00+08:00',
  idCard: '330106190001010000',
  printer: 'ok',
  items: [
    { code: 'SBP', value: '128', unit: 'mmHg' },
    { code: 'HR', value: 'seventy', unit: '/min' },
    { code: 'FAT', value: 20 },
  ],
};

test('a trace shows what each field looked at and what it became', () => {
  const trace = traceMapping(kiosk, message(result, 'kiosk/k-7/result'));
  expect(trace.matched).toBe(true);
  expect(trace.dispatch.map(({ test: name, holds }) => [name, holds])).toEqual([
    ['protocol', true],
    ['topic', true],
    ['equals', true],
  ]);
  const [first, second, third] = trace.events;
  expect(first?.fields).toMatchObject([
    { field: '/device', looked: [{ pointer: '/topic/device', value: 'k-7' }], became: 'k-7' },
    { field: '/message', looked: [{ pointer: '/seq', type: 'number', path: '/seq' }], became: '5' },
    { field: '/kind', looked: [{ pointer: '/code', path: '/items/0/code' }], became: 'health.bp' },
    { field: '/phase', looked: [], became: 'reading' },
    {
      field: '/time',
      looked: [
        { pointer: '/at', type: 'missing' },
        { pointer: '/measuredAt', type: 'text', path: '/measuredAt' },
      ],
      became: 1_714_953_600_000,
    },
    { field: '/observations/0', property: 'SBP', became: '***' },
    { field: '/observations/1', property: 'patient', became: '***' },
  ]);
  expect(second?.fields.find(({ field }) => field === '/observations/0')).toMatchObject({
    looked: [{ pointer: '/value', type: 'text', value: '***' }],
    failed: 'devices/wrong-type',
  });
  expect(third?.fields).toMatchObject([{}, {}, { field: '/kind', became: null }]);
  expect(trace.events.map(({ event }) => event?.kind)).toEqual([
    'health.bp',
    'health.hr',
    undefined,
  ]);
});

test('what nothing read is named, the elements of a list as one', () => {
  const { unread } = traceMapping(kiosk, message(result, 'kiosk/k-7/result'));
  expect(unread).toEqual(['/printer', '/items/*/unit', '/items/*/value']);
});

test('no value of a person stands in a trace, wherever it comes from', () => {
  const said = JSON.stringify(traceMapping(kiosk, message(result, 'kiosk/k-7/result')));
  for (const secret of ['330106190001010000', '128', 'seventy']) expect(said).not.toContain(secret);
});

test('where no mapping is meant, the trace says which test failed', () => {
  const { matched, dispatch, events, issues } = traceMapping(
    kiosk,
    message({ ...result, type: 'alive' }, 'kiosk/k-7'),
  );
  expect([matched, events]).toEqual([false, []]);
  expect(dispatch.filter(({ holds }) => !holds)).toMatchObject([
    { test: 'topic', wanted: 'kiosk/{device}/result', found: 'kiosk/k-7' },
    { test: 'equals', wanted: 'result', looked: { pointer: '/type', value: 'alive' } },
  ]);
  expect(issues).toMatchObject([{ code: 'devices/no-mapping' }]);
});

test('the nearest mapping is the one that is meant, else the one that fails the fewest tests', () => {
  const near = (body: unknown, topic?: string) => nearestMapping(clouds, message(body, topic))?.id;
  expect(near({ state: 'offline' }, 'zigbee2mqtt/door/availability')).toBe('zigbee-availability');
  expect(near({ devId: 'd', dataId: 'x' })).toBe('tuya-status');
  expect(nearestMapping([], message({}))).toBeUndefined();
});

test('a body that is no JSON is an issue, not an exception', () => {
  const trace = traceMapping(kiosk, { ...message({}), body: utf8('{"a":') });
  expect(trace).toMatchObject({
    matched: false,
    events: [],
    issues: [{ code: 'guard/invalid-json' }],
  });
});

test('an uplink of LoRaWAN shows its frame, too', () => {
  const mapping: DeviceMapping = {
    id: 'tilt',
    protocol: 'tts',
    kind: 'cover.tilt',
    phase: { at: '/frame/alarm', cases: [{ equals: 1, then: 'raise' }], else: 'clear' },
    observations: [{ property: 'angle', at: '/frame/angle', unit: 'deg' }],
    frame: [
      { name: 'alarm', offset: 0, as: 'u8', bit: 0 },
      { name: 'angle', offset: 1, as: 'u8' },
    ],
  };
  const uplink = { f_port: 3, frm_payload: 'AR4=', received_at: '2024-05-06T00:00:00Z' };
  const body = { end_device_ids: { dev_eui: '24E124136B325566' }, uplink_message: uplink };
  const { events } = traceMapping(mapping, { ...message(body), protocol: 'tts' });
  expect(events).toMatchObject([
    { event: { device: '24e124136b325566', phase: 'raise', observations: [{ value: 30 }] } },
  ]);
});

/** What an event says of a field. */
function said({ at, event }: TracedEvent, { field, property }: FieldTrace): unknown {
  const [, word, index] = /^\/(\w+)(?:\/(\d+))?/.exec(field.slice(at.length)) ?? [];
  if (event === undefined) return undefined;
  if (word === 'kind' || word === 'phase' || word === 'severity') return event[word];
  if (word === 'zone' || word === 'confidence') return event[word];
  if (word === 'observations')
    return event.observations.some((one) => one.property === property) ? property : undefined;
  return word === 'media' && index !== undefined
    ? event.media?.map(({ ref }) => ref).at(Number(index))
    : undefined;
}

const compared = ['kind', 'phase', 'severity', 'zone', 'confidence', 'observations'];

/** Holds a field against its event: 1 where it became something, 0 where it is not in the event either. */
function agrees(traced: TracedEvent, one: FieldTrace): 0 | 1 {
  const word = one.field.slice(traced.at.length).split('/')[1] ?? '';
  if (one.field.endsWith('/time') || !compared.includes(word)) return 0;
  const isObservation = word === 'observations';
  const wanted = isObservation ? one.property : one.became;
  const known = one.failed === undefined && wanted !== undefined;
  if (known) expect(said(traced, one)).toBe(wanted);
  // without a severity of its own an event has that of its kind
  else if (!isObservation && word !== 'severity') expect(said(traced, one)).toBeUndefined();
  return known ? 1 : 0;
}

test('a trace and the reading agree on every mapping and message', () => {
  let known = 0;
  fc.assert(
    fc.property(mappings, fc.array(payloads, { maxLength: 4 }), (document, bodies) => {
      expect(checkMapping(document)).toEqual([]);
      const mapping = document as DeviceMapping;
      const normalizer = deviceNormalizer({ mappings: [mapping] });
      for (const body of bodies) {
        const sent = message(body, mapping.match?.topic === 't' ? 't' : '/up/d1/data');
        const { events, issues } = normalizer.normalize(sent);
        const trace = traceMapping(mapping, sent);
        expect(trace.issues).toEqual(issues);
        expect(trace.matched).toBe(!issues.some(({ code }) => code === 'devices/no-mapping'));
        const made = trace.events.filter(({ event }) => event !== undefined);
        expect(made.map(({ event }) => event?.messageKey)).toEqual(
          events.map(({ messageKey }) => messageKey),
        );
        for (const traced of made)
          for (const field of traced.fields) known += agrees(traced, field);
      }
    }),
    { numRuns: 800 },
  );
  expect(known).toBeGreaterThan(50);
}, 60_000);
