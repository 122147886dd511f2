import { TextDecoder } from 'node:util';
import type { AreaGeometry } from '@civigrid/spatial';
import { areaOfParts } from './area-of.ts';
import { type DbfRows, dbfRows } from './dbf-rows.ts';
import type { GeoReading } from './feature.ts';
import { type Intake, intake, nextFeature, readingOf, report, stop } from './intake.ts';
import type { GeoLimits } from './limits.ts';
import { type NestingWork, nestingWork, nestRings } from './ring-nesting.ts';
import { type ShapefileSet, setOfZip } from './shapefile-set.ts';
import {
  isOffTheGlobe,
  isPolygonFile,
  recordsByIndex,
  recordsInTurn,
  ringsOf,
  type ShpRecord,
} from './shp-records.ts';
import { datumOfWkt } from './wkt.ts';

/** How a Shapefile is to be read. */
export interface ReadShapefileOptions {
  /** Of several layers in an archive the one that is meant, by its name without ending. */
  readonly layer?: string;
  /** Field names by property names: a field holds no more than ten bytes. The same map serves {@link toShapefile}. */
  readonly names?: ReadonlyMap<string, string>;
  /** The encoding of the texts (`UTF-8`, `GBK`, `GB18030`, `Big5`), where it is better known than the files say. */
  readonly encoding?: string;
  readonly limits?: GeoLimits;
}

/** A reference system in more bytes than this is none; the reader of WKT need not be linear. */
const mostWktBytes = 8_192;

function textOf(file: Uint8Array | string): string {
  return typeof file === 'string' ? file : new TextDecoder().decode(file.subarray(0, mostWktBytes));
}

function readDatum(into: Intake, { shp, prj }: ShapefileSet): void {
  if (prj !== undefined) {
    const answer = datumOfWkt(textOf(prj).slice(0, mostWktBytes));
    if ('code' in answer) stop(into, { code: answer.code, part: 'prj' });
    else into.datum = answer.datum;
  } else if (isOffTheGlobe(shp)) {
    stop(into, { code: 'geofiles/projected-crs', part: 'shp', byte: 36 });
  } else {
    report(into, { code: 'geofiles/datum-unknown', part: 'prj' });
  }
}

function recordsOf(into: Intake, { shp, shx }: ShapefileSet): readonly ShpRecord[] {
  const indexed = shx && recordsByIndex(shp, shx);
  if (shx && !indexed) report(into, { code: 'geofiles/broken-index', part: 'shx' });
  return indexed ?? recordsInTurn(into, shp);
}

function geometryOf(
  into: Intake,
  shp: Uint8Array,
  record: ShpRecord,
  work: NestingWork,
): AreaGeometry | null {
  const feature = into.seen - 1;
  const rings = ringsOf(into, shp, record, feature);
  if (!rings) return null;
  const nested = nestRings(rings, work);
  const place = { part: 'shp', feature, path: ['geometry'], byte: record.start } as const;
  if (nested === 'too-complex') {
    report(into, { code: 'geofiles/too-complex', ...place });
    return null;
  }
  if (nested.turned) report(into, { code: 'geofiles/ring-direction', ...place });
  return areaOfParts(nested.parts);
}

function readRecords(into: Intake, set: ShapefileSet, rows: DbfRows | undefined): void {
  const records = recordsOf(into, set);
  if (rows && rows.count !== records.length)
    report(into, { code: 'geofiles/count-mismatch', part: 'dbf' });
  const work = nestingWork();
  for (const record of records) {
    if (!nextFeature(into)) return;
    const number = into.seen - 1;
    const properties = rows && number < rows.count ? rows.row(number, into) : {};
    if (properties === undefined) {
      report(into, { code: 'geofiles/deleted-record', part: 'dbf', feature: number });
      continue;
    }
    const geometry = geometryOf(into, set.shp, record, work);
    if (into.stopped) return;
    into.features.push({ type: 'Feature', properties, geometry });
  }
}

function sizeOf(set: ShapefileSet): number {
  return [set.shp, set.dbf, set.shx, set.prj, set.cpg].reduce(
    (sum, file) => sum + (file?.length ?? 0),
    0,
  );
}

/**
 * Grid features out of a Shapefile: its files, or an archive of them. Never throws over what comes: what is broken is
 * told, the rest is read. Coordinates are the doubles of the file, never projected; a plane map is refused with
 * `geofiles/projected-crs`. Texts are read by the caller's word, the .cpg, the language driver byte or, told, a guess
 * between UTF-8 and GB 18030; whole numbers that begin with a zero or pass 2^53 stay text.
 *
 * @example
 * const { collection, datum, issues } = await readShapefile(await readFile('grids.zip'));
 */
export async function readShapefile(
  files: ShapefileSet | Uint8Array,
  { layer, names = new Map(), encoding, limits }: ReadShapefileOptions = {},
): Promise<GeoReading> {
  const into = intake(limits);
  const { maxBytes } = into.limits;
  const size = files instanceof Uint8Array ? files.length : sizeOf(files);
  if (!(size <= maxBytes)) stop(into, { code: 'geofiles/too-large', limit: maxBytes });
  const isArchive = files instanceof Uint8Array;
  const set = into.stopped ? undefined : isArchive ? await setOfZip(into, files, layer) : files;
  if (!set || !isPolygonFile(into, set.shp)) return readingOf(into);
  readDatum(into, set);
  if (into.stopped) return readingOf(into);
  const properties = new Map(
    Array.from(names, ([property, field]) => [field.toUpperCase(), property]),
  );
  const rows =
    set.dbf &&
    dbfRows(into, set.dbf, {
      properties,
      ...(encoding === undefined ? {} : { named: encoding }),
      ...(set.cpg === undefined ? {} : { cpg: textOf(set.cpg).trim() }),
    });
  readRecords(into, set, rows);
  return readingOf(into);
}
