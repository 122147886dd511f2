import { parseArgs } from 'node:util';
import { gridHierarchy } from '@civigrid/grid';
import { randomFrom } from '../tests/tiling.ts';
import { aboutBorders, borderPlaces } from './border-places.ts';
import { exactOracle } from './exact-oracle.ts';
import { type CityOptions, collectionOf, leavesOf, syntheticCity } from './synthetic-city.ts';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '1000000' },
    /** Leaves of each city. */
    leaves: { type: 'string', default: '4000' },
    /** The first seed; every city takes the next one. */
    seed: { type: 'string', default: '1' },
  },
});

/** Places in each city. */
const share = 50_000;

const kinds: readonly Omit<CityOptions, 'leaves' | 'seed'>[] = [
  {},
  { holes: true },
  { digits: 8, derived: true },
  { digits: 8, holes: true, derived: true },
];

interface Tally {
  readonly points: number;
  /** Somebody's by the oracle, but nobody's here. */
  readonly ownerless: number;
  /** The answer depends on how one asks: by number, many at once, with the path, or with the file the other way round. */
  readonly twice: number;
  /** The answer is not that of the oracle. */
  readonly different: number;
}

function ask(options: CityOptions, points: number, seed: number): Tally {
  const city = syntheticCity({ ...options, seed });
  const leaves = leavesOf(city);
  const oracle = exactOracle(leaves);
  const places = borderPlaces(leaves, points, aboutBorders, randomFrom(seed));
  const division = gridHierarchy(collectionOf(city.features));
  const turned = gridHierarchy(collectionOf(city.features.toReversed())).locateMany(places);
  const many = division.locateMany(places);
  let [ownerless, twice, different] = [0, 0, 0];
  for (let i = 0; i < points; i++) {
    const [lng, lat] = [places[2 * i] as number, places[2 * i + 1] as number];
    const owner = oracle.owner(lng, lat);
    const found = division.locateIndex(lng, lat);
    const same =
      many[i] === found &&
      turned[i] === found &&
      division.locate([lng, lat])?.leaf === division.leafCode(found);
    if (owner >= 0 && found < 0) ownerless++;
    if (!same) twice++;
    if (found === owner) continue;
    different++;
    if (different <= 5)
      console.log(
        `[${lng}, ${lat}] is ${division.leafCode(owner)}'s, not ${division.leafCode(found)}'s (seed ${seed})`,
      );
  }
  return { points, ownerless, twice, different };
}

const wanted = Number(values.points);
let total: Tally = { points: 0, ownerless: 0, twice: 0, different: 0 };
for (let town = 0; total.points < wanted; town++) {
  const options = { ...kinds[town % kinds.length], leaves: Number(values.leaves) };
  const tally = ask(options, Math.min(share, wanted - total.points), Number(values.seed) + town);
  total = {
    points: total.points + tally.points,
    ownerless: total.ownerless + tally.ownerless,
    twice: total.twice + tally.twice,
    different: total.different + tally.different,
  };
}
const { points, ownerless, twice, different } = total;
console.log(
  `${points} points, ${ownerless} without an owner, ${twice} with two, ${different} different from the oracle`,
);
if (ownerless + twice + different > 0) process.exitCode = 1;
