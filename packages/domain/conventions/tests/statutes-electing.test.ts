import { elect, rule, type Threshold } from '@civigrid/conventions/statutes';
import { isDomainError } from '@civigrid/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const { electing = {} } = rule('residents-committee-election', { asOf: '2026-11-21' });
const votes = (list: Readonly<Record<string, number>>) =>
  Object.entries(list).map(([candidate, count]) => ({ candidate, votes: count }));

test('a candidate needs more than half of the ballots cast', () => {
  expect(elect(electing, { seats: 2, cast: 100, votes: votes({ a: 51, b: 50, c: 49 }) })).toEqual({
    elected: ['a'],
    tied: [],
    empty: 1,
    needed: 51,
  });
});

test('on seats left empty the most votes win, from a third of the ballots on', () => {
  const count = { seats: 2, cast: 100, rerun: true } as const;
  expect(elect(electing, { ...count, votes: votes({ b: 34, c: 33, d: 40 }) })).toMatchObject({
    elected: ['d', 'b'],
    needed: 34,
  });
  expect(elect(electing, { ...count, votes: votes({ b: 33, c: 33 }) })).toMatchObject({
    elected: [],
    empty: 2,
  });
});

test('a tie for the last seat is a value', () => {
  expect(
    elect(electing, { seats: 2, cast: 10, votes: votes({ a: 9, b: 7, c: 7, d: 6 }) }),
  ).toMatchObject({ elected: ['a'], tied: ['b', 'c'], empty: 0 });
});

test('counts that cannot be, and a rerun that the law does not know, are refused', () => {
  const codes = [
    { seats: 0, cast: 1, votes: [] },
    { seats: 1, cast: -1, votes: [] },
    { seats: 1, cast: 1.5, votes: [] },
    { seats: 1, cast: 1, votes: votes({ a: 2 }) },
    { seats: 1, cast: 3, votes: [...votes({ a: 1 }), ...votes({ a: 1 })] },
  ].map((count) => {
    try {
      return elect(electing, count);
    } catch (error) {
      return isDomainError(error) ? error.code : error;
    }
  });
  expect(new Set(codes)).toEqual(new Set(['conventions/invalid-count']));
  const village = rule('villagers-committee-election', { asOf: '2026-11-21' }).electing ?? {};
  expect(() => elect(village, { seats: 1, cast: 1, votes: [], rerun: true })).toThrow(/left empty/);
});

test('it elects whom a plain reading elects', () => {
  const floor = fc.record({
    num: fc.constant(1),
    den: fc.integer({ min: 1, max: 5 }),
    strict: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.option(floor, { nil: undefined }),
      fc.array(fc.nat(8), { maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      (share, list, seats) => {
        const cast = 8;
        const threshold: Threshold | undefined =
          share === undefined ? undefined : { ...share, of: 'cast', track: 'heads' };
        const found = elect(
          { relative: true, ...(threshold === undefined ? {} : { floor: threshold }) },
          {
            seats,
            cast,
            votes: list.map((count, index) => ({ candidate: `c${index}`, votes: count })),
          },
        );
        // Plainly: whoever is able and has fewer than `seats` able rivals with at least as many votes is in.
        const able = list.map(
          (count) =>
            count > 0 &&
            (share === undefined ||
              (share.strict ? count * share.den > cast : count * share.den >= cast)),
        );
        const rivals = (index: number, test: (other: number, own: number) => boolean): number =>
          list.filter((other, at) => at !== index && able[at] && test(other, list[index] ?? 0))
            .length;
        const safe = list.flatMap((_, at) =>
          able[at] && rivals(at, (other, own) => other >= own) < seats ? [`c${at}`] : [],
        );
        const open = list.flatMap((_, at) =>
          able[at] && rivals(at, (other, own) => other > own) < seats && !safe.includes(`c${at}`)
            ? [`c${at}`]
            : [],
        );
        expect([...found.elected].sort()).toEqual([...safe].sort());
        expect([...found.tied].sort()).toEqual([...open].sort());
        expect(found.empty).toBe(open.length > 0 ? 0 : seats - safe.length);
      },
    ),
    { numRuns: 1000 },
  );
});
