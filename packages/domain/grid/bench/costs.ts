import { setTimeout as pause } from 'node:timers/promises';
import { type GridHierarchy, gridHierarchy, gridHierarchyFromBuffer } from '@civigrid/grid';
import { ancestorsAt } from '@civigrid/grid/around';
import { toChange } from '@civigrid/grid/change';
import { median, milliseconds } from '../../../tools/testing/bench/alternate.ts';
import { randomFrom } from '../tests/tiling.ts';
import { borderPlaces, onBorders } from './border-places.ts';
import {
  type City,
  type CityFeature,
  collectionOf,
  leavesOf,
  randomPlaces,
  syntheticCity,
} from './synthetic-city.ts';
import { type Edit, edits } from './synthetic-edits.ts';

/** What one edit costs. */
export interface EditCosts {
  readonly edits: number;
  /** The first edit of a hierarchy that was just built. */
  readonly firstMs: number;
  /** One edit, re-indexed and re-validated, in milliseconds: the median, and what 95 of 100 stay below. */
  readonly ms: number;
  readonly p95Ms: number;
  /** Edits after which the city was not proved seamless. */
  readonly notSeamless: number;
  /** Places of which the edited hierarchy says something else than one that was built anew. */
  readonly differentFromRebuilt: number;
}

/** What a hierarchy of one size costs. Times in milliseconds are medians unless they say otherwise. */
export interface Costs {
  readonly leaves: number;
  readonly cells: number;
  readonly positions: number;
  readonly firstBuildMs: number;
  readonly buildMs: number;
  readonly validateMs: number;
  readonly seamless: boolean;
  /**
   * Bytes for each leaf that the process holds more, after garbage collection, than before the hierarchy was built:
   * V8's heap and everything outside it (array buffers), codes and properties included, the parsed file dropped.
   */
  readonly bytesPerLeaf: number;
  /** The same after `validate`. */
  readonly provenBytesPerLeaf: number;
  readonly locateIndexNs: number;
  readonly locateManyNs: number;
  readonly bufferBytesPerLeaf?: number;
  readonly loadMs?: number;
  /** Places of which the hierarchy out of the buffer says something else. */
  readonly differentFromBuffer?: number;
  /** What one level of ancestors adds to a place, in nanoseconds. */
  readonly ancestorNs?: number;
  readonly edit?: EditCosts;
}

/** How much to do. */
export interface CostsOptions {
  readonly leaves: number;
  readonly rounds: number;
  /** How long one kind of measuring may go on; the first two rounds are always run. */
  readonly budgetMs: number;
  readonly places: number;
  readonly edits: number;
}

/** Files larger than this do not fit into one string; their features are made without a text between. */
const largestText = 200_000;

function parsed(city: City): ReturnType<typeof collectionOf> {
  const collection = collectionOf(city.features);
  return city.rows * city.columns > largestText
    ? collection
    : JSON.parse(JSON.stringify(collection));
}

/** What the process holds. */
async function held(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await pause(20);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Does some work again and again; how long it took each time. */
function repeat({ rounds, budgetMs }: CostsOptions, work: () => void): readonly number[] {
  const times: number[] = [];
  for (let spent = 0; times.length < rounds && (times.length < 2 || spent < budgetMs); ) {
    globalThis.gc?.({ type: 'minor', execution: 'sync' });
    const took = milliseconds(work);
    times.push(took);
    spent += took;
  }
  return times;
}

function differences(a: Int32Array, b: Int32Array): number {
  return a.reduce((sum, owner, i) => sum + (owner === b[i] ? 0 : 1), 0);
}

function locateOneByOne(hierarchy: GridHierarchy, places: Float64Array, owners: Int32Array): void {
  for (let i = 0; i < owners.length; i++)
    owners[i] = hierarchy.locateIndex(places[2 * i] as number, places[2 * i + 1] as number);
}

function ancestorsOf(owners: Int32Array, ofLeaf: Int32Array, found: Int32Array): void {
  for (let i = 0; i < owners.length; i++) {
    const owner = owners[i] as number;
    found[i] = owner < 0 ? -1 : (ofLeaf[owner] as number);
  }
}

/** Edits one after the other, each on the hierarchy of the one before; at the end everything is built anew and compared. */
function editing(
  hierarchy: GridHierarchy,
  city: City,
  { edits: count, places }: CostsOptions,
): EditCosts {
  const planned = edits(city, count, randomFrom(5));
  const features = new Map(city.features.map((one) => [one.properties.code, one]));
  const times: number[] = [];
  let current = hierarchy;
  let notSeamless = 0;
  for (const edit of planned) {
    const before = current;
    times.push(
      milliseconds(() => {
        current = before.revised(toChange(edit));
        current.validate();
      }),
    );
    if (!current.validate().seamless) notSeamless++;
    apply(features, edit);
  }
  const rebuilt = gridHierarchy(collectionOf([...features.values()]));
  const random = randomFrom(6);
  const touched = planned.flatMap(({ cells }) => cells);
  const differentFromRebuilt = [
    borderPlaces(touched, 20_000, onBorders, random),
    randomPlaces(city, places, random),
  ]
    .map((asked) => {
      const [a, b] = [current.locateMany(asked), rebuilt.locateMany(asked)];
      return a.reduce(
        (sum, owner, i) =>
          sum + (current.leafCode(owner) === rebuilt.leafCode(b[i] as number) ? 0 : 1),
        0,
      );
    })
    .reduce((sum, n) => sum + n, 0);
  const sorted = times.toSorted((a, b) => a - b);
  return {
    edits: count,
    firstMs: times[0] as number,
    ms: median(times),
    p95Ms: sorted[Math.floor(0.95 * sorted.length)] as number,
    notSeamless,
    differentFromRebuilt,
  };
}

function apply(features: Map<string, CityFeature>, { retire, cells }: Edit): void {
  for (const code of retire) features.delete(code);
  for (const one of cells) features.set(one.properties.code, one);
}

/** The buffer: how large it is, how long it takes to load, and whether it answers the same. */
function buffered(hierarchy: GridHierarchy, places: Float64Array, options: CostsOptions) {
  const buffer = hierarchy.toBuffer();
  const times = repeat(options, () => {
    gridHierarchyFromBuffer(buffer);
  });
  const loaded = gridHierarchyFromBuffer(buffer);
  return {
    bufferBytesPerLeaf: buffer.byteLength / options.leaves,
    loadMs: median(times),
    differentFromBuffer: differences(hierarchy.locateMany(places), loaded.locateMany(places)),
  };
}

/** Each upper level alone, on places that are located already: what a further level adds. */
function ancestors(
  hierarchy: GridHierarchy,
  { levels }: City,
  owners: Int32Array,
  options: CostsOptions,
): number {
  const found = new Int32Array(owners.length);
  const times = levels.slice(0, -1).map((level) => {
    const { ofLeaf } = ancestorsAt(hierarchy, level);
    for (let i = 0; i < 20; i++) ancestorsOf(owners, ofLeaf, found);
    return median(repeat(options, () => ancestorsOf(owners, ofLeaf, found)));
  });
  return (Math.max(...times) * 1e6) / owners.length;
}

/** Measures one size. Has to run in a process of its own: the first build is that of a process just started. */
export async function reckon(options: CostsOptions): Promise<Costs> {
  const { leaves } = options;
  /** Whatever is drawn here is garbage when the function returns. */
  const build = (): readonly [GridHierarchy, number] => {
    const collection = parsed(syntheticCity({ leaves }));
    const start = performance.now();
    const built = gridHierarchy(collection);
    return [built, performance.now() - start];
  };
  const firstBuildMs = build()[1];
  const empty = await held();
  const [hierarchy] = build();
  hierarchy.locateIndex(0, 0);
  const bytesPerLeaf = ((await held()) - empty) / leaves;
  const { seamless } = hierarchy.validate();
  const provenBytesPerLeaf = ((await held()) - empty) / leaves;

  const city = syntheticCity({ leaves });
  const collection = parsed(city);
  const builds: number[] = [];
  const validations: number[] = [];
  repeat(options, () => {
    const start = performance.now();
    const built = gridHierarchy(collection);
    const between = performance.now();
    built.validate();
    builds.push(between - start);
    validations.push(performance.now() - between);
  });

  const places = randomPlaces(city, options.places, randomFrom(4));
  const owners = new Int32Array(options.places);
  const perPlace = (work: () => void): number => {
    work();
    return (median(repeat(options, work)) * 1e6) / options.places;
  };
  const locateIndexNs = perPlace(() => locateOneByOne(hierarchy, places, owners));
  const locateManyNs = perPlace(() => hierarchy.locateMany(places, owners));

  const buffer = buffered(hierarchy, places, options);
  const ancestorNs = ancestors(hierarchy, city, owners, options);
  const edit = editing(hierarchy, city, options);
  return {
    leaves,
    cells: city.features.length,
    positions: leavesOf(city).reduce(
      (sum, { geometry }) => sum + (geometry?.coordinates.flat(1).length ?? 0),
      0,
    ),
    firstBuildMs,
    buildMs: median(builds),
    validateMs: median(validations),
    seamless,
    bytesPerLeaf,
    provenBytesPerLeaf,
    locateIndexNs,
    locateManyNs,
    ...buffer,
    ancestorNs,
    edit,
  };
}
