import { readXml, type XmlElement } from '@civigrid/guard';
import { areaOf } from './area-of.ts';
import type { GeoReading } from './feature.ts';
import { type Intake, intake, nextFeature, readingOf, stop, stopByGuard } from './intake.ts';
import { kmlGeometry } from './kml-geometry.ts';
import { elementsOf, type KmlSchemas, kmlProperties, kmlSchemas } from './kml-properties.ts';
import type { GeoLimits } from './limits.ts';
import { isZip, unzip } from './unzip.ts';

/** How KML is to be read. */
export interface ReadKmlOptions {
  readonly limits?: GeoLimits;
}

/** The document of a KMZ: `doc.kml`, or else the first one. */
async function documentOf(into: Intake, archive: Uint8Array): Promise<Uint8Array> {
  const files = await unzip(into, archive, (name) => name.toLowerCase().endsWith('.kml'));
  const main = files.find(({ name }) => name.toLowerCase() === 'doc.kml') ?? files[0];
  if (!main) stop(into, { code: 'geofiles/nothing-inside', part: 'zip' });
  return main?.bytes ?? new Uint8Array(0);
}

function readPlacemark(into: Intake, placemark: XmlElement, schemas: KmlSchemas): void {
  const feature = into.seen - 1;
  const properties = kmlProperties(into, placemark, schemas, feature);
  const geometry = areaOf(into, kmlGeometry(placemark), feature);
  if (into.stopped) return;
  const id = placemark.attributes.get('id');
  into.features.push({
    type: 'Feature',
    ...(id === undefined ? {} : { id }),
    properties,
    geometry,
  });
}

const roots = ['kml', 'Document', 'Folder', 'Placemark'];

function readDocument(into: Intake, document: Uint8Array | string): void {
  const { maxBytes } = into.limits;
  const read = readXml(document, {
    maxBytes,
    maxKeys: Number.POSITIVE_INFINITY,
    maxElements: Number.POSITIVE_INFINITY,
    maxStringBytes: maxBytes,
  });
  if (!read.ok) stopByGuard(into, read.issues);
  else if (!roots.includes(read.value.local)) stop(into, { code: 'geofiles/not-kml', path: [] });
  else {
    const schemas = kmlSchemas(read.value);
    for (const placemark of elementsOf(read.value, 'Placemark')) {
      if (!nextFeature(into)) return;
      readPlacemark(into, placemark, schemas);
    }
  }
}

/**
 * Grid features out of KML, or of KMZ (both 谷歌地球 formats): every Placemark, whatever folder it stands in. Never
 * throws over what comes; a DOCTYPE is refused, nothing that the file points to is followed. Values are text unless a
 * Schema says otherwise, and stay text where a number would lose digits. KML is WGS84 by its standard; whether a file
 * keeps to that it does not say, so no datum is told.
 *
 * @example
 * const { collection, issues } = await readKml(await readFile('grids.kmz'));
 */
export async function readKml(
  bytesOrText: Uint8Array | string,
  { limits }: ReadKmlOptions = {},
): Promise<GeoReading> {
  const into = intake(limits);
  const { maxBytes } = into.limits;
  if (!(bytesOrText.length <= maxBytes))
    stop(into, { code: 'geofiles/too-large', limit: maxBytes });
  const zipped = typeof bytesOrText !== 'string' && isZip(bytesOrText);
  const document = zipped && !into.stopped ? await documentOf(into, bytesOrText) : bytesOrText;
  if (!into.stopped) readDocument(into, document);
  return readingOf(into);
}
