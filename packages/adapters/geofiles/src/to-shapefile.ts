import { DomainError, isWellFormed } from '@civigrid/kernel';
import type { Datum } from '@civigrid/spatial';
import type { Encode } from './dbf-column.ts';
import { toDbf } from './dbf-writer.ts';
import type { GeofilesErrorCode } from './error-code.ts';
import type { GridFeature } from './feature.ts';
import { toShp } from './shp-writer.ts';
import { wktOf } from './wkt.ts';
import { requireWritable } from './writable.ts';

/** How a Shapefile is written. */
export interface ToShapefileOptions {
  /** The datum of the coordinates, for the .prj; CGCS2000 if left out. GCJ02 and BD09 have no WKT and are refused. */
  readonly datum?: Datum;
  /** Field names by property names, for properties of more than ten bytes; {@link readShapefile} takes the same map. */
  readonly names?: ReadonlyMap<string, string>;
  /** The encoding of the texts; UTF-8 if left out, GBK for programs that know no other. */
  readonly encoding?: 'UTF-8' | 'GBK';
}

/** The five files of a Shapefile as they are written. */
export interface WrittenShapefile {
  readonly shp: Uint8Array;
  readonly shx: Uint8Array;
  readonly dbf: Uint8Array;
  readonly prj: string;
  readonly cpg: string;
}

/** The language driver byte of GBK; UTF-8 has none, the .cpg says it. */
const gbkDriver = 0x4d;

function unwritable(feature: number, text: string): DomainError {
  return new DomainError(
    'geofiles/unwritable-text' satisfies GeofilesErrorCode,
    'A text holds what its encoding cannot: half a character, a null, or a character outside GBK.',
    { feature, length: text.length },
  );
}

const utf8: Encode = (text, feature) => {
  if (!isWellFormed(text) || text.includes('\0')) throw unwritable(feature, text);
  return new TextEncoder().encode(text);
};

/** GBK by iconv-lite, loaded when it is first needed; what it cannot hold comes back as something else and is refused. */
async function gbkEncoder(): Promise<Encode> {
  const { default: iconv } = await import('iconv-lite');
  return (text, feature) => {
    const bytes = iconv.encode(text, 'gbk');
    if (iconv.decode(bytes, 'gbk') !== text || text.includes('\0')) throw unwritable(feature, text);
    return Uint8Array.from(bytes);
  };
}

/**
 * Grid features as a Shapefile: coordinates as exact doubles, shells clockwise, texts in UTF-8 or GBK. Nothing is cut
 * to fit: refuses with `geofiles/unwritable-geometry`, `unwritable-text`, `unwritable-datum`, `field-name-too-long`,
 * `field-name-clash`, `text-too-long`, `record-too-long`, `file-too-long`. An empty text reads back as null, so do blanks
 * at its end; lists and objects are written as JSON.
 *
 * @example
 * const files = await toShapefile(features, { names: new Map([['responsible', 'RESP']]) });
 */
export async function toShapefile(
  features: readonly GridFeature[],
  { datum = 'CGCS2000', names = new Map(), encoding = 'UTF-8' }: ToShapefileOptions = {},
): Promise<WrittenShapefile> {
  const prj = wktOf(datum);
  if (prj === undefined)
    throw new DomainError(
      'geofiles/unwritable-datum' satisfies GeofilesErrorCode,
      'No WKT describes this datum: convert the coordinates to CGCS2000 first.',
      { datum },
    );
  features.forEach(requireWritable);
  const encode = encoding === 'GBK' ? await gbkEncoder() : utf8;
  const dbf = toDbf(features, names, encode, encoding === 'GBK' ? gbkDriver : 0);
  return { ...toShp(features), dbf, prj, cpg: encoding };
}
