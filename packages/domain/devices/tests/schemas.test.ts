import { checkMapping, compileMapping, type DeviceMapping } from '@civigrid/devices';
import { deviceMappingSchema, mappingIssues } from '@civigrid/devices/schemas';
import { tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { clouds } from './fixtures/cloud-mappings.ts';
import { mappings, mutants, payloads } from './fixtures/mapping-documents.ts';
import { utf8 } from './shared-vectors.ts';

function judge(document: unknown) {
  const checked = checkMapping(document).map(({ path }) => path);
  const read = deviceMappingSchema.safeParse(document);
  return {
    checked,
    read,
    places: read.success ? [] : mappingIssues(document, read.error).map(({ path }) => path),
  };
}

test('what is built from the words of the language is a mapping, for the schema and for the check', () => {
  fc.assert(
    fc.property(mappings, (document) => {
      expect(judge(document)).toMatchObject({ checked: [], places: [] });
    }),
    { numRuns: 300 },
  );
});

test('schema and check accept the same documents and name the same places', () => {
  let refused = 0;
  fc.assert(
    fc.property(mutants, (document) => {
      const { checked, places, read } = judge(document);
      expect({ document, accepted: read.success, places }).toEqual({
        document,
        accepted: checked.length === 0,
        places,
      });
      // zod stops at the first layer that is wrong; the check goes on
      expect(checked).toEqual(expect.arrayContaining(places));
      expect(places.length === 0).toBe(checked.length === 0);
      if (!read.success) refused++;
    }),
    { numRuns: 2000 },
  );
  expect(refused).toBeGreaterThan(500);
}, 60_000);

test('what the schema hands on and the document itself read every message alike', () => {
  let events = 0;
  fc.assert(
    fc.property(
      fc.oneof(mappings, mutants),
      fc.array(payloads, { maxLength: 5 }),
      (document, bodies) => {
        const read = deviceMappingSchema.safeParse(document);
        if (!read.success) return;
        const [own, handed] = [
          compileMapping(document as DeviceMapping),
          compileMapping(read.data),
        ];
        for (const body of bodies) {
          const input = {
            message: {
              protocol: 'json',
              topic: '/up/d1/data',
              body: utf8(''),
              receivedAt: 1e12,
              tenant: tenantId('street'),
            },
            body,
            key: () => 'key',
          };
          const told = own.apply(input);
          expect(handed.matches(input)).toBe(own.matches(input));
          expect(handed.apply(input)).toEqual(told);
          events += told.events.length;
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(events).toBeGreaterThan(50);
}, 60_000);

test('the mappings of the clouds pass the schema, and nothing of them is dropped', () => {
  for (const mapping of clouds) expect(deviceMappingSchema.parse(mapping)).toEqual(mapping);
});

test.each([
  [{ id: 'x', protocol: 'json', kind: 'a.b', phase: 'raise' }, '/device'],
  [
    { id: 'x', protocol: 'json', device: { join: ['/a', 5] }, kind: 'a.b', phase: 'raise' },
    '/device/join/1',
  ],
  [
    {
      id: 'x',
      protocol: 'json',
      device: 'd',
      kind: { at: '/a', cases: [{ equals: 1, then: 2 }] },
      phase: 'raise',
    },
    '/kind/cases/0/then',
  ],
  [
    {
      id: 'x',
      protocol: 'json',
      device: 'd',
      kind: 'a.b',
      phase: 'raise',
      time: { at: 't', as: 'ms' },
    },
    '/time/at',
  ],
  [
    {
      id: 'x',
      protocol: 'json',
      device: 'd',
      kind: 'a.b',
      phase: 'raise',
      match: { equals: { a: 1 } },
    },
    '/match/equals/a',
  ],
  [[], ''],
] as const)('%j is refused at %s by both', (document, place) => {
  const { checked, places } = judge(document);
  expect([checked, places]).toEqual([[place], [place]]);
});

test('editors get a JSON Schema that knows the words', () => {
  const { properties, additionalProperties } = z.toJSONSchema(deviceMappingSchema);
  expect(Object.keys(properties ?? {})).toEqual(expect.arrayContaining(['match', 'each', 'also']));
  expect(additionalProperties).toBe(false);
});
