import { seededIds, seededRandom, simulatedClock } from '@civigrid/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('the same seed gives the same numbers, another seed gives others', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (seed, other) => {
      const draw = (of: string) => Array.from({ length: 8 }, seededRandom(of).next);
      expect(draw(seed)).toEqual(draw(seed));
      if (seed !== other) expect(draw(seed)).not.toEqual(draw(other));
    }),
  );
});

test('whole numbers stay below their bound and all of them come', () => {
  const random = seededRandom('dice');
  const rolls = Array.from({ length: 6000 }, () => random.integer(6));
  const counts = [0, 1, 2, 3, 4, 5].map((side) => rolls.filter((roll) => roll === side).length);
  expect(counts.reduce((a, b) => a + b)).toBe(6000);
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(200);
});

test('a shuffle keeps every item and leaves the list alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (list, seed) => {
      const before = [...list];
      const shuffled = seededRandom(seed).shuffle(list);
      expect(list).toEqual(before);
      expect(shuffled.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
    }),
  );
});

test('drawing from a fork moves nothing elsewhere', () => {
  const one = seededRandom('s');
  const other = seededRandom('s');
  one.fork('side').next();
  expect(one.next()).toBe(other.next());
});

test('nothing can be picked from nothing', () => {
  expect(() => seededRandom(1).pick([])).toThrow('empty list');
});

test('seeded ids have the form of UUIDv7, are all different, sorted, and come again', () => {
  const draw = () => {
    const source = seededIds('a');
    return Array.from({ length: 500 }, () => source.next());
  };
  const ids = draw();
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(500);
  expect(ids.toSorted()).toEqual(ids);
  expect(draw()).toEqual(ids);
});

test('a simulated clock stands still until it is moved, and can be put back', () => {
  const clock = simulatedClock(1000);
  expect([clock.now(), clock.now()]).toEqual([1000, 1000]);
  expect(clock.advance(500)).toBe(1500);
  expect(clock.advance(-700)).toBe(800);
  clock.set(5);
  expect(clock.now()).toBe(5);
  expect(() => clock.advance(0.5)).toThrow('whole milliseconds');
});
