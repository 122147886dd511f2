import { type Fact, fold, type Recorded, type Upcasters, upcast } from '@civigrid/kernel';
import { expect, test } from 'vitest';

const written = {
  type: 'lamps/reported',
  schema: 1,
  data: { number: 7 },
  version: 1,
  at: 1,
  partition: 0,
} as unknown as Recorded;

const upcasters: Upcasters = new Map([
  [
    'lamps/reported',
    new Map([
      [1, (data) => ({ lamp: (data as { readonly number: number }).number })],
      [2, (data) => ({ ...(data as { readonly lamp: number }), street: 'LS' })],
    ]),
  ],
]);

test('an old event is read through every step to the newest form', () => {
  expect(upcast(written, upcasters)).toMatchObject({ schema: 3, data: { lamp: 7, street: 'LS' } });
  expect(upcast({ ...written, schema: 3 }, upcasters)).toEqual({ ...written, schema: 3 });
  expect(upcast(written, undefined)).toBe(written);
});

test('a fold sees only the newest form', async () => {
  const seen: unknown[] = [];
  await fold<number, never, Fact>(
    {
      initial: 0,
      decide: () => [],
      evolve: (count, happened) => {
        seen.push(happened.data);
        return count + 1;
      },
    },
    [written],
    { upcasters },
  );
  expect(seen).toEqual([{ lamp: 7, street: 'LS' }]);
});
