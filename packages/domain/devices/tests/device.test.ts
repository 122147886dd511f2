import {
  type DeviceCommand,
  type DeviceFact,
  type DeviceRecord,
  deviceDecider,
} from '@civigrid/devices';
import {
  actorId,
  correlationId,
  eventId,
  gridCode,
  type Happened,
  subjectRef,
} from '@civigrid/kernel';
import { expect, test } from 'vitest';

function given(...commands: readonly DeviceCommand[]): {
  readonly state: DeviceRecord;
  readonly facts: readonly DeviceFact[];
} {
  let state = deviceDecider.initial;
  const facts: DeviceFact[] = [];
  for (const command of commands)
    for (const fact of deviceDecider.decide(command, state)) {
      facts.push(fact);
      const { type, schema, data } = fact;
      state = deviceDecider.evolve(state, {
        type,
        schema,
        data,
        id: eventId('e'),
        version: facts.length,
        at: 0,
        actor: actorId('a'),
        correlation: correlationId('c'),
      } as Happened<DeviceFact>);
    }
  return { state, facts };
}

const register: DeviceCommand = {
  type: 'register',
  at: 1,
  device: 'cover-7',
  category: 'cover',
  grid: gridCode('LS.01.02'),
  point: [120.1, 30.2],
};
const move: DeviceCommand = { type: 'move', at: 2, grid: gridCode('LS.01.03') };
const retire: DeviceCommand = { type: 'retire', at: 3 };

test('a manhole cover is registered with its place, which is public', () => {
  expect(given(register).facts).toEqual([
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
  ]);
});

test('the exact place of a smoke detector at home belongs to who lives there', () => {
  const [fact] = given({ ...register, owner: subjectRef('subject-1') }).facts;
  expect(fact).toMatchObject({
    data: { grid: 'LS.01.02', point: null },
    personal: [{ subject: 'subject-1', purpose: 'device-place', value: { point: [120.1, 30.2] } }],
  });
});

test('it is moved and retired, and the record keeps where it stood', () => {
  const { state, facts } = given(register, move, retire);
  expect(facts.map(({ type }) => type)).toEqual([
    'devices/registered',
    'devices/moved',
    'devices/retired',
  ]);
  expect(facts[1]?.data).toMatchObject({ from: 'LS.01.02', grid: 'LS.01.03' });
  expect(state).toMatchObject({ status: 'retired', grid: 'LS.01.03' });
});

test.each<[string, readonly DeviceCommand[], string]>([
  ['registered twice', [register, register], 'devices/already-registered'],
  ['moved before it is registered', [move], 'devices/not-registered'],
  ['retired before it is registered', [retire], 'devices/not-registered'],
  ['moved once it is retired', [register, retire, move], 'devices/retired'],
  ['registered once it is retired', [register, retire, register], 'devices/retired'],
])('a device cannot be %s', (_, commands, code) => {
  expect(() => given(...commands)).toThrow(expect.objectContaining({ code }));
});
