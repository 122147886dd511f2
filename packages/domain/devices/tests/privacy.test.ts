import {
  type DeviceEvent,
  type DeviceMapping,
  deviceNormalizer,
  kinds,
  type MediaReference,
  type Observation,
  personalProperty,
  redact,
} from '@civigrid/devices';
import { tenantId } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { told } from './street-events.ts';

/** Everything that can stand at the end of a path through a type; bytes and functions would show among it. */
type Leaves<Value> = Value extends
  | string
  | number
  | boolean
  | null
  | undefined
  | ((...given: never[]) => unknown)
  ? Value
  : Value extends readonly (infer Element)[]
    ? Leaves<Element>
    : { [Key in keyof Value]-?: Leaves<Value[Key]> }[keyof Value];

/** The members that hold a list of plain numbers, as a feature vector would; a corner of a region has exactly two. */
type Vectors<Value> = Value extends string | number | boolean | null | undefined
  ? never
  : Value extends readonly [number, number]
    ? never
    : Value extends readonly (infer Element)[]
      ? Element extends number
        ? 'a vector'
        : Vectors<Element>
      : { [Key in keyof Value]-?: Vectors<Value[Key]> }[keyof Value];

describe('no slot of an event holds a picture of a face or a feature vector', () => {
  test('the type has no place for bytes and none for a vector: a wrong one does not compile', () => {
    expectTypeOf<Leaves<DeviceEvent>>().toExtend<string | number | boolean | undefined>();
    expectTypeOf<Vectors<DeviceEvent>>().toEqualTypeOf<never>();
    expectTypeOf<Leaves<{ face: Uint8Array }>>().not.toExtend<
      string | number | boolean | undefined
    >();
    expectTypeOf<Vectors<{ face: readonly number[] }>>().not.toEqualTypeOf<never>();
    expectTypeOf<Observation['value']>().toEqualTypeOf<number | string | boolean>();
    expectTypeOf<keyof MediaReference>().toEqualTypeOf<'ref' | 'type' | 'sha256' | 'region'>();
  });

  test('no member is called after a body', () => {
    expectTypeOf<
      Extract<
        keyof DeviceEvent | keyof Observation | keyof MediaReference,
        | 'face'
        | 'feature'
        | 'features'
        | 'embedding'
        | 'fingerprint'
        | 'template'
        | 'data'
        | 'bytes'
      >
    >().toEqualTypeOf<never>();
  });
});

const tenant = tenantId('street');
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A vendor's message through a mapping that tags nothing. */
function careless(kind: string, values: Readonly<Record<string, string | number>>) {
  const mapping: DeviceMapping = {
    id: 'careless',
    protocol: 'json',
    device: '/id',
    message: '/n',
    kind,
    phase: 'instant',
    observations: Object.keys(values).map((property) => ({
      property,
      at: `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    })),
  };
  const normalizer = deviceNormalizer({ mappings: [mapping] });
  const body = bytes({ id: 'door-1', n: 'm-1', ...values });
  return normalizer.normalize({ protocol: 'json', body, receivedAt: 1, tenant });
}

const personal = [
  ['access.granted', 'name'],
  ['access.granted', 'employeeNo'],
  ['access.denied', 'employeeNoString'],
  ['access.granted', 'card_no'],
  ['access.granted', '姓名'],
  ['access.seen', 'face'],
  ['access.seen', 'room'],
  ['vehicle.plate', 'plate'],
  ['vehicle.plate', 'licensePlate'],
  ['lane.occupied', 'Plate-No'],
  ['help.call', 'phone'],
  ['help.button', 'caller'],
  ['charge.finished', 'account'],
  ['device.operation', 'operator'],
  ['device.reading', 'owner.idNumber'],
  ['health.bp', 'bp.systolic'],
  ['health.hr', 'whatever'],
  ['help.medical', 'whatever'],
] as const;

test.each(personal)(
  'in %s the observation %s is tagged though its mapping forgot',
  (kind, property) => {
    expect(personalProperty(kind, property)).toBe(true);
    const [event] = careless(kind, { [property]: 'x', score: 1 }).events;
    expect(event?.observations.find((each) => each.property === property)).toEqual({
      property,
      value: 'x',
      personal: true,
    });
    const left = redact(event as DeviceEvent).observations.map((each) => each.property);
    expect(left).not.toContain(property);
  },
);

test('what says nothing about anybody stays as it came', () => {
  const [event] = careless('waste.full', { fill: 92, temperature: 21 }).events;
  expect(event?.observations).toEqual([
    { property: 'fill', value: 92 },
    { property: 'temperature', value: 21 },
  ]);
  expect(redact(event as DeviceEvent).observations).toEqual(event?.observations);
});

test.each([
  ['faceImage', 'AAAA'],
  ['face_feature', 'AAAA'],
  ['fingerprint', 'AAAA'],
  ['features', 'AAAA'],
  ['voiceprint', 'AAAA'],
  ['remark', 'data:image/jpeg;base64,/9j/4AAQ'],
  ['remark', 'A'.repeat(1_025)],
])(
  '%s with what may be a face is left out, with an issue that does not quote it',
  (property, value) => {
    const { events, issues } = careless('access.seen', { [property]: value, door: 'north' });
    expect(events[0]?.observations).toEqual([{ property: 'door', value: 'north' }]);
    expect(issues).toMatchObject([{ code: 'devices/bodily-feature', level: 'warning' }]);
    expect(JSON.stringify(issues)).not.toContain(value.slice(0, 16));
  },
);

test('whatever the names are, an event that was redacted holds nothing tagged, and nothing of a body', () => {
  const property = fc.oneof(
    fc.constantFrom(...personal.map(([, name]) => name), '__proto__', 'constructor', 'fill'),
    fc.string({ maxLength: 12 }),
  );
  const observation = fc.record(
    {
      property,
      value: fc.oneof(fc.string(), fc.double(), fc.boolean()),
      personal: fc.constant(true as const),
    },
    { requiredKeys: ['property', 'value'] },
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds.map(({ kind }) => kind)),
      fc.array(observation, { maxLength: 6 }),
      (kind, observations) => {
        const event = {
          ...told({ at: 1, kind }),
          observations,
          media: [{ ref: 'r', type: 'image/jpeg' }],
        };
        const clean = redact(event);
        const health = kind.startsWith('health.');
        expect(clean.observations).toEqual(
          health
            ? []
            : observations.filter(
                (each) => each.personal !== true && !personalProperty(kind, each.property),
              ),
        );
        expect('media' in clean).toBe(!health);
      },
    ),
  );
});
