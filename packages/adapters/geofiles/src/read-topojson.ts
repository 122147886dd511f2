import { readJson } from '@civigrid/guard';
import { datumOfCrs } from './crs-member.ts';
import type { GeoReading } from './feature.ts';
import {
  type Intake,
  intake,
  nextFeature,
  readingOf,
  report,
  stop,
  stopByGuard,
} from './intake.ts';
import type { GeoLimits } from './limits.ts';
import { listOf, own } from './own.ts';
import { readFeature } from './read-feature.ts';
import { type CheckedTopology, checkTopology, isUnfoldable } from './topology.ts';

/** What to read of a topology. */
export interface ReadTopoJsonOptions {
  /** The object of the topology that is meant; all of them, one after the other, if left out. */
  readonly object?: string;
  readonly limits?: GeoLimits;
}

type Client = typeof import('topojson-client');

/** One geometry object, a nested collection of which stays one feature. */
function readObject(
  into: Intake,
  topology: CheckedTopology,
  object: unknown,
  { feature }: Client,
): void {
  const drawable = isUnfoldable(into, topology, object, into.seen);
  if (into.stopped) return;
  const bare = own(object, 'type') === null || own(object, 'type') === undefined;
  const id = own(object, 'id');
  const raw = { type: 'Feature', id, properties: own(object, 'properties'), geometry: null };
  if (typeof object !== 'object' || object === null) {
    if (nextFeature(into)) report(into, { code: 'geofiles/not-a-feature', feature: into.seen - 1 });
  } else if (drawable && !bare) {
    // A collection of its own would come back as many features: it is wrapped into one more.
    const wrapped = { type: 'GeometryCollection', geometries: [object] };
    const unfolded = feature(topology.value as never, wrapped as never) as unknown;
    const [one] = listOf(own(unfolded, 'features')) ?? [];
    readFeature(into, { ...raw, geometry: own(one, 'geometry') });
  } else {
    readFeature(into, raw);
  }
}

function namesOf(into: Intake, objects: object, wanted: string | undefined): readonly string[] {
  const names = Object.keys(objects);
  if (wanted === undefined) return names;
  if (names.includes(wanted)) return [wanted];
  stop(into, { code: 'geofiles/unknown-object', path: ['objects'] });
  return [];
}

/** A text or bytes as JSON within the limits; anything else is taken for what JSON.parse gave. */
function parsed(into: Intake, value: unknown): unknown {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return value;
  const { maxBytes } = into.limits;
  const read = readJson(value, {
    maxBytes,
    maxKeys: Number.POSITIVE_INFINITY,
    maxStringBytes: 1_048_576,
  });
  if (read.ok) return read.value;
  stopByGuard(into, read.issues);
  return undefined;
}

function readTopology(
  into: Intake,
  topology: CheckedTopology,
  wanted: string | undefined,
  client: Client,
): void {
  const answer = datumOfCrs(own(topology.value, 'crs'));
  if (answer && 'code' in answer) stop(into, { code: answer.code, path: ['crs'] });
  else into.datum = answer?.datum;
  const objects = own(topology.value, 'objects') as object;
  for (const name of namesOf(into, objects, wanted)) {
    const found = own(objects, name);
    const isList = own(found, 'type') === 'GeometryCollection';
    const members = isList ? listOf(own(found, 'geometries')) : [found];
    if (!members) report(into, { code: 'geofiles/broken-topology', path: ['objects', name] });
    for (const member of members ?? []) {
      if (into.stopped) return;
      readObject(into, topology, member, client);
    }
  }
}

/**
 * Grid features out of a TopoJSON topology (拓扑 JSON): bytes, text or what JSON.parse gave. Never throws over what
 * comes; coordinates are exact where the topology is not quantised.
 *
 * @example
 * const { collection, issues } = await readTopoJson(text, { object: 'grids' });
 */
export async function readTopoJson(
  value: unknown,
  { object, limits }: ReadTopoJsonOptions = {},
): Promise<GeoReading> {
  const client = await import('topojson-client');
  const into = intake(limits);
  const document = parsed(into, value);
  const topology = into.stopped ? undefined : checkTopology(into, document);
  if (topology) readTopology(into, topology, object, client);
  return readingOf(into);
}
