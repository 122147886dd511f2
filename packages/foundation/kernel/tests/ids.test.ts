import {
  commandId,
  DomainError,
  derivedId,
  eventIdOf,
  gridCode,
  intakeCommandId,
  isDomainError,
  isInstant,
  parseStreamId,
  partitionOf,
  policyCommandId,
  streamId,
  tenantId,
  timerCommandId,
} from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digest } from './world.ts';

const tenant = tenantId('LS');
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('a derived id is a UUID with its time in front, the same each time, another for anything else', () => {
  const at = Date.UTC(2026, 5, 15);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (name, n) => {
      const one = derivedId({ tenant, at, kind: 'thing', parts: [name, n] }, digest);
      expect(one).toMatch(uuid);
      expect(one.replaceAll('-', '').slice(0, 12)).toBe(at.toString(16).padStart(12, '0'));
      expect(derivedId({ tenant, at, kind: 'thing', parts: [name, n] }, digest)).toBe(one);
      expect(derivedId({ tenant, at, kind: 'thing', parts: [name, n + 1] }, digest)).not.toBe(one);
      expect(derivedId({ tenant, at, kind: 'other', parts: [name, n] }, digest)).not.toBe(one);
      const elsewhere = tenantId('FS');
      expect(
        derivedId({ tenant: elsewhere, at, kind: 'thing', parts: [name, n] }, digest),
      ).not.toBe(one);
    }),
  );
});

test('parts cannot run into each other', () => {
  const ids = [['ab', 'c'], ['a', 'bc'], ['abc'], ['a","b', 'c']].map((parts) =>
    derivedId({ tenant, at: 0, kind: 'thing', parts }, digest),
  );
  expect(new Set(ids).size).toBe(4);
});

test('ids sort by time', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 40), fc.integer({ min: 1, max: 2 ** 20 }), (at, later) => {
      const command = commandId('00000000-0000-7000-8000-000000000001');
      expect(
        eventIdOf(tenant, command, 0, at, digest) <
          eventIdOf(tenant, command, 0, at + later, digest),
      ).toBe(true);
    }),
  );
});

const noInstants = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0.5,
  8.64e15 + 2,
  -8.64e15 - 2,
];

test('an instant is a whole number of milliseconds that a calendar knows', () => {
  expect([0, -1, 8.64e15, -8.64e15].every(isInstant)).toBe(true);
  expect([...noInstants, '0', 0n, null, undefined, new Date(0)].some(isInstant)).toBe(false);
});

test('no id is derived from what is no instant, and one before 1970 has a front of zeros', () => {
  for (const at of noInstants)
    expect(() => derivedId({ tenant, at, kind: 'thing', parts: [] }, digest)).toThrow(
      expect.objectContaining({ code: 'kernel/invalid-instant', details: { of: 'thing' } }),
    );
  const front = (at: number) =>
    derivedId({ tenant, at, kind: 'thing', parts: [] }, digest).slice(0, 13);
  expect([-1, -8.64e15, 8.64e15].map(front)).toEqual([
    '00000000-0000',
    '00000000-0000',
    'ffffffff-ffff',
  ]);
});

test('intake has no time where the message has none, so that two deliveries make one command', () => {
  const key = { source: 'gb26875', message: 'sn-1' };
  expect(intakeCommandId(tenant, key, digest)).toBe(intakeCommandId(tenant, key, digest));
  expect(intakeCommandId(tenant, key, digest).startsWith('00000000-0000-8')).toBe(true);
});

test('the four kinds of derived ids never meet', () => {
  const armed = commandId('00000000-0000-7000-8000-000000000001');
  const cause = eventIdOf(tenant, armed, 0, 5, digest);
  const ids = [
    intakeCommandId(tenant, { source: 'a', message: 'b', at: 5 }, digest),
    policyCommandId(tenant, { cause, policy: 'a', slot: 'b', at: 5 }, digest),
    timerCommandId(tenant, { key: 'a', due: 5, armed }, digest),
    cause,
  ];
  expect(new Set(ids).size).toBe(4);
});

test('ids are texts that are not empty and have one form in UTF-8', () => {
  expect(gridCode('__proto__')).toBe('__proto__');
  for (const wrong of ['', '\ud800'])
    expect(() => gridCode(wrong)).toThrow(expect.objectContaining({ code: 'kernel/invalid-id' }));
});

test('a stream is named by a known kind and an id', () => {
  expect(streamId('case', 'a/b')).toBe('case/a/b');
  expect(parseStreamId('case/a/b')).toEqual({ kind: 'case', id: 'a/b' });
  expect(parseStreamId('cat/a')).toBeUndefined();
  expect(parseStreamId('case/')).toBeUndefined();
  expect(() => streamId('case', '')).toThrow(
    expect.objectContaining({ code: 'kernel/invalid-stream' }),
  );
});

test('communities spread over the partitions', () => {
  const used = new Set(Array.from({ length: 1_000 }, (_, i) => partitionOf(`LS.${i}`)));
  expect(used.size).toBe(64);
  expect([...used].every((p) => p >= 0 && p < 64)).toBe(true);
});

test('a refusal is known by its shape, also from another copy of the class', () => {
  const own = new DomainError('cases/not-open', 'Only an open case can be whistled up.');
  const other = Object.assign(new Error(), {
    name: 'DomainError',
    code: 'cases/not-open',
    details: {},
  });
  expect(isDomainError(own)).toBe(true);
  expect(isDomainError(other, 'cases/not-open')).toBe(true);
  expect(isDomainError(other, 'cases/closed')).toBe(false);
  expect(isDomainError(new Error('cases/not-open'))).toBe(false);
  expect(isDomainError(Object.assign(new Error(), { name: 'DomainError', code: 'ENOENT' }))).toBe(
    false,
  );
});
