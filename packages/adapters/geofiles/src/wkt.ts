import type { Datum } from '@civigrid/spatial';
import type { GeofilesIssueCode } from './issue.ts';

/** A reference system that was understood, or why not. */
export type CrsAnswer = { readonly datum: Datum } | { readonly code: GeofilesIssueCode };

/** What each datum is written as: the words of EPSG 4490 and 4326 as desktop GIS know them. */
const written: ReadonlyMap<Datum, string> = new Map<Datum, string>([
  [
    'CGCS2000',
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  ],
  [
    'WGS84',
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  ],
]);

/** The text of a .prj file; none for GCJ02 and BD09, which no reference system describes. */
export function wktOf(datum: Datum): string | undefined {
  return written.get(datum);
}

const datums: ReadonlyMap<string, Datum> = new Map<string, Datum>([
  ['china2000', 'CGCS2000'],
  ['cgcs2000', 'CGCS2000'],
  ['chinageodeticcoordinatesystem2000', 'CGCS2000'],
  ['chinesegeodeticcoordinatesystem2000', 'CGCS2000'],
  ['wgs84', 'WGS84'],
  ['wgs1984', 'WGS84'],
  ['worldgeodeticsystem1984', 'WGS84'],
  ['worldgeodeticsystem1984ensemble', 'WGS84'],
]);

const degree = 0.0174532925;

/** The keywords of a WKT with the texts and numbers that stand directly in them. */
interface WktNode {
  readonly keyword: string;
  readonly texts: string[];
  readonly numbers: number[];
  readonly depth: number;
}

/** All nodes in the order of the text; the grammar of both WKT versions is the same in this. */
function nodesOf(text: string): readonly WktNode[] {
  const nodes: WktNode[] = [];
  const open: WktNode[] = [];
  const token = /"([^"]*)"|([A-Za-z_]\w*)\s*[[(]|([-+]?[\d.]+(?:[eE][-+]?\d+)?)|[\])]/g;
  for (const [whole, quoted, keyword, number] of text.matchAll(token)) {
    const inside = open[open.length - 1];
    if (quoted !== undefined) inside?.texts.push(quoted);
    else if (keyword !== undefined) {
      const node = { keyword: keyword.toUpperCase(), texts: [], numbers: [], depth: open.length };
      nodes.push(node);
      open.push(node);
    } else if (number !== undefined) inside?.numbers.push(Number(number));
    else if (whole === ']' || whole === ')') open.pop();
  }
  return nodes;
}

const geographic = ['GEOGCS', 'GEOGCRS', 'GEODCRS', 'GEOGRAPHICCRS', 'GEODETICCRS'];
const projected = ['PROJCS', 'PROJCRS', 'PROJECTEDCRS', 'PROJECTION', 'CONVERSION'];

/** The datum that a WKT, version 1 or 2, speaks of in degrees from Greenwich; anything else is refused, never guessed. */
export function datumOfWkt(text: string): CrsAnswer {
  const nodes = nodesOf(text);
  const has = (keywords: readonly string[]) => nodes.find((n) => keywords.includes(n.keyword));
  if (has(projected)) return { code: 'geofiles/projected-crs' };
  const name = has(['DATUM', 'ENSEMBLE', 'GEODETICDATUM', 'TRF'])?.texts[0] ?? '';
  const datum = datums.get(
    name
      .replace(/^D_/i, '')
      .replace(/[^a-z0-9]/gi, '')
      .toLowerCase(),
  );
  const prime = has(['PRIMEM', 'PRIMEMERIDIAN'])?.numbers[0] ?? 0;
  const units = nodes.filter(({ keyword }) => keyword === 'UNIT' || keyword === 'ANGLEUNIT');
  const inDegrees = units.every(({ numbers }) => Math.abs((numbers[0] ?? 0) - degree) < 1e-9);
  if (!has(geographic) || datum === undefined || prime !== 0 || !inDegrees)
    return { code: 'geofiles/unsupported-crs' };
  return { datum };
}
