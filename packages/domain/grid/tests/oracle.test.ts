import { type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import { describe, expect, test } from 'vitest';
import { aboutBorders, borderPlaces } from '../bench/border-places.ts';
import { exactOracle } from '../bench/exact-oracle.ts';
import type { Position } from '../bench/ground.ts';
import {
  type CityFeature,
  type CityOptions,
  collectionOf,
  leavesOf,
  syntheticCity,
} from '../bench/synthetic-city.ts';
import { randomFrom } from './tiling.ts';

/** How many places about borders each division is asked for. */
const asked = 9000;

interface Answers {
  readonly places: number;
  /** Places for which somebody gave another answer than the oracle. */
  readonly different: readonly string[];
  /** Places that several leaves hold, that none holds but one is near, and that are nobody's. */
  readonly shared: number;
  readonly grazing: number;
  readonly nobodys: number;
}

/** Asks in every way, and the oracle. */
function compare(division: GridHierarchy, leaves: readonly CityFeature[], seed: number): Answers {
  const oracle = exactOracle(leaves);
  const places = borderPlaces(leaves, asked, aboutBorders, randomFrom(seed));
  const many = division.locateMany(places);
  const different: string[] = [];
  let [shared, grazing, nobodys] = [0, 0, 0];
  for (let i = 0; i < asked; i++) {
    const [lng, lat] = [places[2 * i] as number, places[2 * i + 1] as number];
    const held = oracle.holders(lng, lat).length;
    const owner = oracle.owner(lng, lat);
    if (held > 1) shared++;
    if (held === 0 && owner >= 0) grazing++;
    if (owner < 0) nobodys++;
    const leaf = division.locate([lng, lat])?.leaf;
    const agree =
      division.locateIndex(lng, lat) === owner &&
      many[i] === owner &&
      leaf === division.leafCode(owner);
    if (!agree)
      different.push(`[${lng}, ${lat}]: ${division.leafCode(owner)}, not ${leaf} (seed ${seed})`);
  }
  return { places: asked, different, shared, grazing, nobodys };
}

function tell(what: string, { places, different, shared, grazing, nobodys }: Answers): void {
  const wrong = different.slice(0, 20).map((one) => `  ${one}\n`);
  process.stdout.write(
    `${what}: ${places - different.length} of ${places} as the oracle says; ` +
      `${shared} on common borders, ${grazing} beside a border, ${nobodys} nobody's\n${wrong.join('')}`,
  );
}

function divided(options: CityOptions): {
  readonly division: GridHierarchy;
  readonly leaves: readonly CityFeature[];
} {
  const city = syntheticCity(options);
  return { division: gridHierarchy(collectionOf(city.features)), leaves: leavesOf(city) };
}

/** Moves some corners of a ring by a few quanta or some metres, without turning it over. */
function carelessly(ring: readonly Position[], random: () => number): Position[] {
  const moved = ring.slice(0, -1).map(([lng, lat]): Position => {
    if (random() > 0.1) return [lng, lat];
    const far = random() < 0.5 ? 5e-8 : 3e-6;
    return [lng + far * (random() - 0.5), lat + far * (random() - 0.5)];
  });
  const [lng, lat] = moved[0] as Position;
  return [...moved, [lng, lat]];
}

describe('about borders every way of asking agrees with an oracle of whole numbers', () => {
  test('in a seamless town', () => {
    const { division, leaves } = divided({ leaves: 400, seed: 11 });
    const answers = compare(division, leaves, 12);
    tell('Seamless town', answers);
    expect(division.validate().defects).toEqual([]);
    expect(answers.different).toEqual([]);
    expect(answers.shared).toBeGreaterThan(4000);
    expect(answers.grazing).toBeGreaterThan(50);
  });

  test('in a town drawn to eight decimals whose upper cells have no geometry', () => {
    const { division, leaves } = divided({ leaves: 400, seed: 13, digits: 8, derived: true });
    const answers = compare(division, leaves, 14);
    tell('Derived town of eight decimals', answers);
    expect(division.validate().seamless).toBe(true);
    expect(answers.different).toEqual([]);
  });

  test('in a town with holes, exclaves, leaves within leaves, and lakes that are nobody’s', () => {
    const { division, leaves } = divided({ leaves: 300, seed: 15, holes: true });
    const answers = compare(division, leaves, 16);
    tell('Town with holes', answers);
    expect(division.issues).toEqual([]);
    expect(leaves.some(({ geometry }) => geometry?.type === 'MultiPolygon')).toBe(true);
    expect(answers.different).toEqual([]);
    expect(answers.shared).toBeGreaterThan(4000);
    expect(answers.grazing).toBeGreaterThan(50);
    expect(answers.nobodys).toBeGreaterThan(20);
  });

  test('in a town drawn carelessly: gaps, overlaps, a leaf twice, a leaf missing', () => {
    const random = randomFrom(17);
    const city = syntheticCity({ leaves: 300, seed: 18, derived: true });
    const drawn = leavesOf(city).map((leaf): CityFeature => {
      if (leaf.geometry?.type !== 'Polygon') return leaf;
      const coordinates = leaf.geometry.coordinates.map((ring) => carelessly(ring, random));
      return { ...leaf, geometry: { type: 'Polygon', coordinates } };
    });
    const [first, , ...others] = drawn as [CityFeature, CityFeature, ...CityFeature[]];
    const twice = { ...first, properties: { ...first.properties, code: '99' } };
    const leaves = [first, ...others, twice];
    const upper = city.features.filter(({ geometry }) => geometry === null);
    const division = gridHierarchy(collectionOf([...upper, ...leaves]));
    const answers = compare(division, leaves, 19);
    tell('Careless town', answers);
    expect(division.leafCount).toBe(leaves.length);
    expect(division.validate().seamless).toBe(false);
    expect(answers.different).toEqual([]);
    expect(answers.nobodys).toBeGreaterThan(20);
  });
});
