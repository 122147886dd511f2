import { deviceRegistry, type RegisteredDevice } from '@civigrid/devices';
import { deviceId, gridCode } from '@civigrid/kernel';
import { expect, test } from 'vitest';

const here = gridCode('LS.01.02');
const there = gridCode('LS.01.03');

function device(id: string, more: Partial<RegisteredDevice> = {}): RegisteredDevice {
  return { device: deviceId(id), category: 'cover', grid: here, ...more };
}

const inspected = (next: string) => ({ maintenance: { by: '虚构管网公司', next } });
const registry = deviceRegistry(
  [
    device('c-1', { groups: ['flood', 'flood'], ...inspected('2026-07-02') }),
    device('c-2', { grid: there, groups: ['flood', 'east'], heartbeatMs: 1_000 }),
    device('c-3', inspected('2026-07-01')),
    device('c-4', inspected('2026-07-03')),
    device('__proto__', { groups: ['constructor'] }),
  ],
  ['c-0'],
);
const ids = (list: readonly RegisteredDevice[]) => list.map((each) => each.device);

test('a group is asked for by its name, a cell by its code', () => {
  expect(ids(registry.group('flood'))).toEqual(['c-1', 'c-2']);
  expect(ids(registry.group('constructor'))).toEqual(['__proto__']);
  expect(registry.group('toString')).toEqual([]);
  expect(ids(registry.in(there))).toEqual(['c-2']);
  expect(ids(registry.in(here))).toEqual(['c-1', 'c-3', 'c-4', '__proto__']);
  expect(registry.in(gridCode('LS'))).toEqual([]);
});

test('what is due for inspection is named, the longest due in front', () => {
  expect(ids(registry.serviceDue('2026-07-02'))).toEqual(['c-3', 'c-1']);
  expect(registry.serviceDue('2026-06-30')).toEqual([]);
});

test('who is retired is known, and found no more', () => {
  expect(registry.isRetired('c-0')).toBe(true);
  expect(registry.find('c-0')).toBeUndefined();
  expect(registry.isRetired('c-1')).toBe(false);
  expect(registry.heartbeats()).toEqual([{ device: 'c-2', grid: there, heartbeatMs: 1_000 }]);
});
