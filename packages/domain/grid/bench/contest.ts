import { gridHierarchy } from '@civigrid/grid';
import { alternate, type Speed } from '../../../tools/testing/bench/alternate.ts';
import { randomFrom } from '../tests/tiling.ts';
import { borderPlaces, onBorders } from './border-places.ts';
import { exactOracle } from './exact-oracle.ts';
import {
  civigrid,
  flatbushLocator,
  h3Locator,
  type Locator,
  rbushLocator,
  whichPolygonLocator,
} from './locators.ts';
import {
  type City,
  type CityFeature,
  collectionOf,
  leavesOf,
  randomPlaces,
  syntheticCity,
} from './synthetic-city.ts';

/** How often somebody gives another answer than the exact oracle. */
export interface Disagreement {
  readonly name: string;
  readonly places: number;
  readonly different: number;
  /** Of those, how many lie within two quanta of a border, where several answers can be right. */
  readonly besideBorder: number;
}

/** How many leaves claim a place on a border between leaves. */
export interface Claims {
  readonly name: string;
  readonly places: number;
  readonly nobody: number;
  readonly one: number;
  readonly several: number;
}

/** One contest: the same random places for everybody. */
export interface Contest {
  readonly leaves: number;
  readonly speeds: readonly Speed[];
  /** How long each peer took to build its index, once, in this process. */
  readonly buildMs: Readonly<Record<string, number>>;
  readonly disagreements: readonly Disagreement[];
  readonly claims: readonly Claims[];
}

/** Leaves all of whose neighbours are there: on their borders a place lies between leaves, never at the rim. */
function innerLeaves(city: City, leaves: readonly CityFeature[]): readonly CityFeature[] {
  const inner = new Set<string>();
  for (let row = 1; row < city.rows - 2; row++)
    for (let column = 1; column < city.columns - 1; column++)
      inner.add(city.namesOf(row, column)[0]);
  return leaves.filter(({ properties }) => inner.has(properties.code));
}

function countClaims(
  name: string,
  places: Float64Array,
  claims: (lng: number, lat: number) => number,
): Claims {
  const counts = [0, 0, 0];
  for (let i = 0; i < places.length; i += 2) {
    const claimed = Math.min(2, claims(places[i] as number, places[i + 1] as number));
    counts[claimed] = (counts[claimed] ?? 0) + 1;
  }
  const [nobody = 0, one = 0, several = 0] = counts;
  return { name, places: places.length / 2, nobody, one, several };
}

/** How the contest is held. */
export interface ContestOptions {
  readonly leaves: number;
  readonly rounds: number;
  readonly runMs: number;
  /** Random places; every round takes others of them. */
  readonly places: number;
  /** Whether h3-js takes part: its index of a city takes a minute to build. */
  readonly h3: boolean;
  readonly borderPlaces: number;
}

/** Holds one contest. */
export function hold(options: ContestOptions): Contest {
  const city = syntheticCity({ leaves: options.leaves });
  const leaves = leavesOf(city);
  const hierarchy = gridHierarchy(collectionOf(city.features));
  const makers = [
    whichPolygonLocator,
    flatbushLocator,
    rbushLocator,
    ...(options.h3 ? [h3Locator] : []),
  ];
  const buildMs: Record<string, number> = {};
  const peers = makers.map((make): Locator => {
    const start = performance.now();
    const peer = make(leaves);
    buildMs[peer.name] = performance.now() - start;
    return peer;
  });
  const own = civigrid(hierarchy);
  const places = randomPlaces(city, options.places, randomFrom(2));
  const owners = new Int32Array(options.places);
  const window = (start: number, count: number) =>
    [places.subarray(2 * start, 2 * (start + count)), owners.subarray(0, count)] as const;
  const speeds = alternate([...own, ...peers], window, {
    questions: options.places,
    rounds: options.rounds,
    runMs: options.runMs,
  });

  const oracle = exactOracle(leaves);
  const compared = Math.min(options.places, 50_000);
  const [asked] = window(0, compared);
  const reference = Int32Array.from({ length: compared }, (_, i) =>
    oracle.owner(asked[2 * i] as number, asked[2 * i + 1] as number),
  );
  const disagreements = [...own, ...peers].map(({ name, ask }): Disagreement => {
    const answers = new Int32Array(compared);
    ask(asked, answers);
    let [different, besideBorder] = [0, 0];
    for (let i = 0; i < compared; i++) {
      if (answers[i] === reference[i]) continue;
      different++;
      const [lng, lat] = [asked[2 * i] as number, asked[2 * i + 1] as number];
      if (oracle.grazed(lng, lat).length > 0) besideBorder++;
    }
    return { name, places: compared, different, besideBorder };
  });

  const borders = borderPlaces(
    innerLeaves(city, leaves),
    options.borderPlaces,
    onBorders,
    randomFrom(3),
  );
  /** Two owners would be two answers to one question: by number, many at once, or with the file the other way round. */
  const turned = gridHierarchy(collectionOf(city.features.toReversed()));
  const claimants = (lng: number, lat: number): number => {
    const one = Float64Array.of(lng, lat);
    const answers = new Set([
      hierarchy.locateIndex(lng, lat),
      hierarchy.locateMany(one)[0],
      turned.locateIndex(lng, lat),
    ]);
    if (answers.size > 1) return answers.size;
    return answers.has(-1) ? 0 : 1;
  };
  const claims = [
    countClaims('civigrid', borders, claimants),
    ...peers.map(({ name, claims: count }) => countClaims(name, borders, count)),
  ];
  return { leaves: options.leaves, speeds, buildMs, disagreements, claims };
}
