import { deduplicator } from '@civigrid/devices';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { told } from './street-events.ts';

test('a message is new once', () => {
  const keys = deduplicator({ windowMs: 1000, capacity: 10 });
  expect(keys.seen(told({ at: 0, key: 'a' }))).toBe(false);
  expect(keys.seen(told({ at: 5, key: 'a' }))).toBe(true);
  expect(keys.seen(told({ at: 5, key: 'b' }))).toBe(false);
});

test('two tenants never share a message', () => {
  const keys = deduplicator({ windowMs: 1000, capacity: 10 });
  const event = told({ at: 0, key: 'a' });
  expect(keys.seen(event)).toBe(false);
  expect(keys.seen({ ...event, tenant: 'other' as typeof event.tenant })).toBe(false);
});

test('after the window it is new again', () => {
  const keys = deduplicator({ windowMs: 1000, capacity: 10 });
  keys.seen(told({ at: 0, key: 'a' }));
  expect(keys.seen(told({ at: 1000, key: 'a' }))).toBe(true);
  expect(keys.seen(told({ at: 1001, key: 'a' }))).toBe(false);
});

test('the newest keys up to the capacity are known for certain, and at most twice as many are kept', () => {
  const capacity = 100;
  const keys = deduplicator({ windowMs: 1e9, capacity });
  for (let i = 0; i < 1000; i++) {
    keys.seen(told({ at: i, key: `k${i}` }));
    expect(keys.snapshot().length).toBeLessThanOrEqual(2 * capacity);
  }
  for (let i = 901; i < 1000; i++) expect(keys.seen(told({ at: 1000, key: `k${i}` }))).toBe(true);
});

test('within window and capacity it answers like a plain set, also after a restart at any point', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 100 }),
      fc.nat(100),
      (numbers, cut) => {
        const options = { windowMs: 1e9, capacity: 31 };
        const plain = new Set<number>();
        let keys = deduplicator(options);
        for (const [i, n] of numbers.entries()) {
          if (i === cut) keys = deduplicator(options, JSON.parse(JSON.stringify(keys.snapshot())));
          expect(keys.seen(told({ at: i, key: `k${n}` }))).toBe(plain.has(n));
          plain.add(n);
        }
      },
    ),
  );
});

/** What somebody who has read the source would use to make keys that lie in one place. */
function attackersHash(key: string): number {
  let hash = 0x811c9dc5;
  for (const letter of key) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

test('keys that somebody made to collide are told apart all the same, also after growing and after a restart', () => {
  const hostile: string[] = [];
  for (let i = 0; hostile.length < 200; i++) {
    const key = `bin-1|${i.toString(36)}`;
    if ((attackersHash(key) & 0xfff) === 0x123) hostile.push(key);
  }
  const options = { windowMs: 1e9, capacity: 10_000 };
  const keys = deduplicator(options);
  const seen = (key: string, of = keys) =>
    of.seen({ ...told({ at: 1 }), messageKey: key, time: { received: 1 } });
  for (const key of hostile) expect(seen(key)).toBe(false);
  for (const key of hostile) expect(seen(key)).toBe(true);
  for (let i = 0; i < 5000; i++) expect(seen(`bin-2|${i}`)).toBe(false);
  const again = deduplicator(options, JSON.parse(JSON.stringify(keys.snapshot())));
  for (const key of hostile) expect(seen(key) && seen(key, again)).toBe(true);
});
