import {
  type DeviceCommand,
  type DeviceFact,
  type DeviceRegistered,
  deviceDecider,
  deviceUpcasters,
  registryOf,
} from '@civigrid/devices';
import {
  gridCode,
  type Happened,
  keyId,
  type Recorded,
  subjectRef,
  upcast,
} from '@civigrid/kernel';
import { specification } from '@civigrid/testing';
import { describe, expect, test } from 'vitest';

const { given } = specification(deviceDecider);

const here = gridCode('LS.01.02');
const there = gridCode('LS.01.03');
const tenant = subjectRef('subject-1');

const cover: Extract<DeviceCommand, { type: 'register' }> = {
  type: 'register',
  at: 1,
  device: 'cover-7',
  category: 'cover',
  grid: here,
  point: [120.1, 30.2],
};

const registered: DeviceRegistered = {
  type: 'devices/registered',
  schema: 2,
  data: {
    device: 'cover-7',
    category: 'cover',
    grid: here,
    model: null,
    building: null,
    heartbeatMs: null,
    point: [120.1, 30.2],
    floor: null,
    inputKind: null,
    owner: null,
    organisation: null,
    groups: [],
    maintenance: null,
  },
};
const cared = {
  by: '虚构管网公司',
  everyDays: 180,
  next: '2026-07-01',
  last: null,
  warrantyUntil: null,
};
const entrusted: DeviceFact = {
  type: 'devices/entrusted',
  schema: 1,
  data: { device: 'cover-7', maintenance: cared },
};
const retired: DeviceFact = {
  type: 'devices/retired',
  schema: 1,
  data: { device: 'cover-7', grid: here },
};

describe('a device comes into the register', () => {
  test('a manhole cover is registered with its place, which is public', () => {
    given([]).when(cover).then([registered]);
  });

  test('the exact place of a smoke detector at home belongs to who lives there', () => {
    const { point: _, floor: __, owner: ___, ...rest } = registered.data;
    given([])
      .when({ ...cover, owner: tenant, floor: '4' })
      .then([
        {
          type: 'devices/registered',
          schema: 2,
          data: { ...rest, point: null, floor: null, owner: tenant },
          personal: [
            {
              subject: tenant,
              purpose: 'device-place',
              value: { point: [120.1, 30.2], floor: '4' },
            },
          ],
        },
      ]);
  });

  test('it brings its model, its groups, each once, its heartbeat and who looks after it', () => {
    given([])
      .when({
        ...cover,
        model: 'LS-JG-3',
        heartbeatMs: 86_400_000,
        inputKind: 'cover.open',
        organisation: '虚构管网公司',
        groups: ['flood', 'east', 'flood'],
        maintenance: { by: '虚构管网公司', everyDays: 180, next: '2026-07-01' },
      })
      .then([
        {
          ...registered,
          data: {
            ...registered.data,
            model: 'LS-JG-3',
            heartbeatMs: 86_400_000,
            inputKind: 'cover.open',
            organisation: '虚构管网公司',
            groups: ['east', 'flood'],
            maintenance: cared,
          },
        },
      ]);
  });

  test.each<[string, Partial<typeof cover>, string]>([
    ['at a place that is not on earth', { point: [30.2, 120.1] }, 'devices/impossible-point'],
    ['with a heartbeat of nothing', { heartbeatMs: 0 }, 'devices/invalid-heartbeat'],
    [
      'for a person and an organisation',
      { owner: tenant, organisation: 'x' },
      'devices/two-owners',
    ],
    ['in the care of nobody', { maintenance: { by: '' } }, 'devices/invalid-maintenance'],
    [
      'to be inspected on 30 February',
      { maintenance: { by: 'x', next: '2026-02-30' } },
      'devices/invalid-maintenance',
    ],
  ])('but not %s', (_, wrong, code) => {
    given([])
      .when({ ...cover, ...wrong })
      .refuses(code);
  });
});

describe('what becomes of it', () => {
  test('it is moved, and the record keeps where it stood', () => {
    given([registered])
      .when({ type: 'move', at: 2, grid: there, building: 'B2' })
      .then([
        {
          type: 'devices/moved',
          schema: 2,
          data: {
            device: 'cover-7',
            from: here,
            grid: there,
            building: 'B2',
            point: null,
            floor: null,
          },
        },
      ]);
  });

  test('the new place of a device at home is sealed as the old one was', () => {
    const owned = { ...registered, data: { ...registered.data, owner: tenant, point: null } };
    given([owned])
      .when({ type: 'move', at: 2, grid: there, point: [120.3, 30.1] })
      .then([
        {
          type: 'devices/moved',
          schema: 2,
          data: {
            device: 'cover-7',
            from: here,
            grid: there,
            building: null,
            point: null,
            floor: null,
          },
          personal: [{ subject: tenant, purpose: 'device-place', value: { point: [120.3, 30.1] } }],
        },
      ]);
  });

  test('it is replaced by another model', () => {
    given([registered])
      .when({ type: 'replace', at: 2, category: 'cover', model: 'LS-JG-5', heartbeatMs: 3_600_000 })
      .then([
        {
          type: 'devices/replaced',
          schema: 1,
          data: {
            device: 'cover-7',
            category: 'cover',
            model: 'LS-JG-5',
            inputKind: null,
            heartbeatMs: 3_600_000,
          },
        },
      ]);
  });

  test('handed over to a person its place is theirs from then on', () => {
    given([registered])
      .when({ type: 'handOver', at: 2, owner: tenant, point: [120.1, 30.2] })
      .then([
        {
          type: 'devices/handed-over',
          schema: 1,
          data: { device: 'cover-7', owner: tenant, organisation: null, point: null, floor: null },
          personal: [{ subject: tenant, purpose: 'device-place', value: { point: [120.1, 30.2] } }],
        },
      ]);
  });

  test('it is put into groups', () => {
    given([registered])
      .when({ type: 'regroup', at: 2, groups: ['flood', 'east'] })
      .then([
        {
          type: 'devices/regrouped',
          schema: 1,
          data: { device: 'cover-7', groups: ['east', 'flood'] },
        },
      ]);
  });

  test('somebody is told to look after it, and does', () => {
    given([registered])
      .when({
        type: 'maintain',
        at: 2,
        maintenance: { by: '虚构管网公司', everyDays: 180, next: '2026-07-01' },
      })
      .then([entrusted]);
    const serviced: DeviceFact = {
      type: 'devices/serviced',
      schema: 1,
      data: { device: 'cover-7', on: '2026-06-30', next: '2026-12-27' },
    };
    given([registered, entrusted])
      .when({ type: 'service', at: 3, on: '2026-06-30', next: '2026-12-27' })
      .then([serviced]);
    expect(given([registered, entrusted, serviced]).state()).toMatchObject({
      maintenance: { by: '虚构管网公司', last: '2026-06-30', next: '2026-12-27' },
    });
  });

  test.each<[string, DeviceCommand]>([
    ['moved to where it stands', { type: 'move', at: 2, grid: here, point: [120.1, 30.2] }],
    ['replaced by what it is', { type: 'replace', at: 2, category: 'cover' }],
    ['handed over to nobody, whose it was', { type: 'handOver', at: 2 }],
    ['put into no group', { type: 'regroup', at: 2, groups: [] }],
    ['looked after by nobody', { type: 'maintain', at: 2 }],
  ])('nothing happens where it is %s', (_, command) => {
    given([registered]).when(command).then([]);
  });

  test.each<[string, readonly DeviceFact[], DeviceCommand, string]>([
    ['registered twice', [registered], cover, 'devices/already-registered'],
    [
      'moved before it is registered',
      [],
      { type: 'move', at: 2, grid: there },
      'devices/not-registered',
    ],
    ['retired before it is registered', [], { type: 'retire', at: 2 }, 'devices/not-registered'],
    [
      'moved once it is retired',
      [registered, retired],
      { type: 'move', at: 2, grid: there },
      'devices/retired',
    ],
    ['registered once it is retired', [registered, retired], cover, 'devices/retired'],
    [
      'inspected where nobody looks after it',
      [registered],
      { type: 'service', at: 2, on: '2026-06-30' },
      'devices/no-maintenance',
    ],
    [
      'inspected on no day',
      [registered, entrusted],
      { type: 'service', at: 2, on: 'today' },
      'devices/invalid-day',
    ],
    [
      'inspected next before it was inspected last',
      [registered, entrusted],
      { type: 'service', at: 2, on: '2026-06-30', next: '2026-06-30' },
      'devices/invalid-day',
    ],
  ])('it cannot be %s', (_, facts, command, code) => {
    given(facts).when(command).refuses(code);
  });

  test('it is retired, and its id does not come back', () => {
    given([registered]).when({ type: 'retire', at: 2 }).then([retired]);
    expect(given([registered, retired]).state()).toMatchObject({ status: 'retired', grid: here });
  });
});

// Stored forms of the first schema, as they stand in logs: they are read for ever.
const firstForms = [
  {
    type: 'devices/registered',
    schema: 1,
    data: {
      device: 'cover-7',
      category: 'cover',
      grid: 'LS.01.02',
      model: null,
      building: null,
      heartbeatMs: null,
      point: [120.1, 30.2],
    },
  },
  {
    type: 'devices/moved',
    schema: 1,
    data: { device: 'cover-7', from: 'LS.01.02', grid: 'LS.01.03', building: null, point: null },
  },
] as unknown as readonly Recorded[];

test('facts of the first form are read as those of today', () => {
  expect(upcast(firstForms[0] as Recorded, deviceUpcasters)).toEqual(registered);
  expect(registryOf(firstForms).entries()).toEqual([
    { device: 'cover-7', category: 'cover', grid: 'LS.01.03' },
  ]);
});

test('a device of the first form whose place was sealed is still its owner’s, and no later place stands in the clear', () => {
  const { evolve, decide, initial } = deviceDecider;
  const owner = subjectRef('subject-old');
  const sealed = [
    { subject: owner, purpose: 'device-place', key: keyId('k'), nonce: 'n', box: 'b' },
  ];
  const known = evolve(initial, {
    ...upcast({ ...(firstForms[0] as Recorded), sealed }, deviceUpcasters),
  } as unknown as Happened<DeviceFact>);
  expect(known).toMatchObject({ status: 'registered', owner });
  const [moved] = decide(
    { type: 'move', at: 0, grid: gridCode('LS.01.03'), point: [120.3, 30.3] },
    known,
  );
  expect(moved?.data).toMatchObject({ point: null });
  expect(moved).toMatchObject({ personal: [{ subject: owner, purpose: 'device-place' }] });
  const unowned = evolve(initial, registered as unknown as Happened<DeviceFact>);
  const movedThen = { ...upcast({ ...(firstForms[1] as Recorded), sealed }, deviceUpcasters) };
  expect(evolve(unowned, movedThen as unknown as Happened<DeviceFact>)).toMatchObject({ owner });
});
