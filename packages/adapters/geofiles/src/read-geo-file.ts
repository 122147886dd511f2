import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { GeoReading, GridFeature } from './feature.ts';
import { intake, readingOf, stop } from './intake.ts';
import type { GeofilesIssueCode } from './issue.ts';
import { type GeoLimits, withDefaults } from './limits.ts';
import { type GeoJsonLayout, typedFeatureStream } from './read-geojson-stream.ts';
import { readKml } from './read-kml.ts';
import { type ReadShapefileOptions, readShapefile } from './read-shapefile.ts';
import { type ReadTopoJsonOptions, readTopoJson } from './read-topojson.ts';
import { isZip } from './unzip.ts';

/** A file that is in memory already: its name only tells the format. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How a file of any format is to be read: what concerns other formats is left aside. */
export type ReadGeoFileOptions = ReadShapefileOptions & ReadTopoJsonOptions;

/** Where the bytes of a file come from, once or again. */
interface Source {
  readonly name: string;
  size(): Promise<number>;
  read(): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** The file beside it with that ending, in whatever case. */
  beside(ending: string): Promise<Uint8Array | undefined>;
}

function sourceOfPath(path: string): Source {
  const stem = basename(path, extname(path)).toLowerCase();
  return {
    name: basename(path),
    size: async () => (await stat(path)).size,
    read: async () => readFile(path),
    stream: () => createReadStream(path),
    async beside(ending) {
      const names = await readdir(dirname(path));
      const found = names.find((name) => name.toLowerCase() === `${stem}.${ending}`);
      return found === undefined ? undefined : readFile(join(dirname(path), found));
    },
  };
}

function sourceOfBytes({ name, bytes }: NamedBytes): Source {
  return {
    name: basename(name),
    size: async () => bytes.length,
    read: async () => bytes,
    stream: () => [bytes],
    beside: async () => undefined,
  };
}

/** A reading that holds nothing but one issue. */
function refused(code: GeofilesIssueCode, limit?: number): GeoReading {
  const into = intake(undefined);
  stop(into, limit === undefined ? { code } : { code, limit });
  return readingOf(into);
}

/** All features of a stream; a topology, which is JSON too, is read as one. */
async function collect(
  source: Source,
  options: ReadGeoFileOptions,
  layout?: GeoJsonLayout,
): Promise<GeoReading> {
  let type = '';
  const limits: GeoLimits = options.limits ?? {};
  const stream = typedFeatureStream(
    source.stream(),
    { limits, ...(layout === undefined ? {} : { layout }) },
    (found) => {
      type = found;
    },
  );
  const features: GridFeature[] = [];
  for await (const feature of stream) features.push(feature);
  if (type === 'Topology') return readWhole(source, options, readTopoJson);
  return {
    collection: { type: 'FeatureCollection', features },
    ...(stream.datum === undefined ? {} : { datum: stream.datum }),
    issues: stream.issues,
  };
}

/** Reads a format that is held as a whole, if it is not too large for that. */
async function readWhole(
  source: Source,
  options: ReadGeoFileOptions,
  read: (bytes: Uint8Array, options: ReadGeoFileOptions) => Promise<GeoReading>,
): Promise<GeoReading> {
  const { maxBytes } = withDefaults(options.limits);
  if (!((await source.size()) <= maxBytes)) return refused('geofiles/too-large', maxBytes);
  return read(await source.read(), options);
}

async function readShp(source: Source, options: ReadGeoFileOptions): Promise<GeoReading> {
  return readWhole(source, options, async (shp) => {
    const [dbf, shx, prj, cpg] = await Promise.all(
      ['dbf', 'shx', 'prj', 'cpg'].map((ending) => source.beside(ending)),
    );
    const set = { shp, ...(dbf && { dbf }), ...(shx && { shx }) };
    return readShapefile({ ...set, ...(prj && { prj }), ...(cpg && { cpg }) }, options);
  });
}

/** An archive holds a KML document or a Shapefile: the names in it, which it keeps as they are, tell. */
async function readArchive(bytes: Uint8Array, options: ReadGeoFileOptions): Promise<GeoReading> {
  const reading = await readShapefile(bytes, options);
  const isNone = reading.issues.some(({ code }) => code === 'geofiles/nothing-inside');
  return isNone ? readKml(bytes, options) : reading;
}

/** A file whose name says nothing is told by its first bytes. */
async function readUnnamed(source: Source, options: ReadGeoFileOptions): Promise<GeoReading> {
  for await (const first of source.stream()) {
    const text = String.fromCharCode(...first.subarray(0, 64)).replace(/^\u00ef\u00bb\u00bf/, '');
    if (isZip(first)) return readWhole(source, options, readArchive);
    if (/^\s{0,40}</.test(text)) return readWhole(source, options, readKml);
    if (/^\s{0,40}\{/.test(text) || text.startsWith('\u001e')) return collect(source, options);
    break;
  }
  return refused('geofiles/unknown-format');
}

/**
 * Grid features out of a file of any of the formats, by its ending, else by its first bytes: `.geojson`, `.json`
 * (TopoJSON too), `.geojsonl`, `.ndjson`, `.geojsons`, `.topojson`, `.kml`, `.kmz`, `.shp` (with the files beside it)
 * and `.zip`. Never throws over what is in the file; that it cannot be opened comes through from Node.
 *
 * @example
 * const { collection, issues } = await readGeoFile('grids.shp');
 */
export async function readGeoFile(
  file: string | NamedBytes,
  options: ReadGeoFileOptions = {},
): Promise<GeoReading> {
  const source = typeof file === 'string' ? sourceOfPath(file) : sourceOfBytes(file);
  switch (extname(source.name).toLowerCase()) {
    case '.geojson':
    case '.json':
      return collect(source, options);
    case '.geojsonl':
    case '.ndjson':
      return collect(source, options, 'lines');
    case '.geojsons':
      return collect(source, options, 'sequence');
    case '.topojson':
      return readWhole(source, options, readTopoJson);
    case '.kml':
    case '.kmz':
      return readWhole(source, options, readKml);
    case '.zip':
      return readWhole(source, options, readArchive);
    case '.shp':
      return readShp(source, options);
    default:
      return readUnnamed(source, options);
  }
}
