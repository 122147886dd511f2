import { coreCodecs } from '@civigrid/devices';
import { expect, test } from 'vitest';
import { fuzzFamily } from '../fuzz/fuzz-family.ts';
import { fuzzFamilies } from '../fuzz/samples.ts';

const seed = Math.floor(Math.random() * 2 ** 31);

test('every codec of the package is fuzzed', () => {
  const fuzzed = new Set(fuzzFamilies.map(({ protocol }) => protocol));
  expect(coreCodecs.map(({ protocol }) => protocol).filter((one) => !fuzzed.has(one))).toEqual([]);
});

test.each(fuzzFamilies.map((family) => [family.name, family] as const))(
  `2,000 broken payloads of %s are answered by events or a coded issue (seed ${seed})`,
  (_, family) => {
    const { faults, understood, refused } = fuzzFamily(family, seed, 2000);
    expect(faults).toEqual([]);
    expect(understood).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  },
);
