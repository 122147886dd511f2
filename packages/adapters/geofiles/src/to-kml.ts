import { DomainError, isWellFormed, type Json } from '@civigrid/kernel';
import type { Point } from '@civigrid/spatial';
import type { GeofilesErrorCode } from './error-code.ts';
import type { GridFeature } from './feature.ts';
import { partsOf, requireWritable } from './writable.ts';

const schemaId = 'grid';

/** What XML 1.0 cannot hold, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

const escapes: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\r', '&#13;'],
]);

function escaped(text: string, feature: number): string {
  if (!isWellFormed(text) || unwritable.test(text))
    throw new DomainError(
      'geofiles/unwritable-text' satisfies GeofilesErrorCode,
      'A text holds a character that XML cannot.',
      { feature, length: text.length },
    );
  return text.replace(/[&<>"\r]/g, (character) => escapes.get(character) ?? character);
}

function typeOf(value: Json): string {
  if (typeof value === 'number' && Number.isFinite(value)) return 'double';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

/** The type of every property but the name: that of its values, text where they are of several. */
function typesOf(features: readonly GridFeature[]): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const { properties } of features)
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || isOwnName(name, value)) continue;
      const known = types.get(name);
      const type = typeOf(value);
      types.set(name, known === undefined || known === type ? type : 'string');
    }
  return types;
}

/** Whether a property is the Placemark's own name. */
function isOwnName(name: string, value: Json): boolean {
  return name === 'name' && typeof value === 'string';
}

function written(value: Json, type: string | undefined): string {
  if (typeof value === 'string') return value;
  return type === 'bool' ? String(Number(value)) : JSON.stringify(value);
}

function ring(positions: readonly Point[]): string {
  const coordinates = positions.map(([lng, lat]) => `${lng},${lat}`).join(' ');
  return `<LinearRing><coordinates>${coordinates}</coordinates></LinearRing>`;
}

function polygon(rings: readonly (readonly Point[])[]): string {
  const borders = rings.map((positions, i) => {
    const kind = i === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs';
    return `<${kind}>${ring(positions)}</${kind}>`;
  });
  return `<Polygon>${borders.join('')}</Polygon>`;
}

function placemark(
  { id, properties, geometry }: GridFeature,
  feature: number,
  types: ReadonlyMap<string, string>,
): string {
  const name = Object.getOwnPropertyDescriptor(properties, 'name')?.value as Json | undefined;
  const data = Object.entries(properties)
    .filter(([key, value]) => value !== null && !isOwnName(key, value))
    .map(([key, value]) => {
      const text = escaped(written(value, types.get(key)), feature);
      return `<SimpleData name="${escaped(key, feature)}">${text}</SimpleData>`;
    });
  const parts = geometry ? partsOf(geometry).map(polygon) : [];
  return [
    id === undefined ? '<Placemark>' : `<Placemark id="${escaped(String(id), feature)}">`,
    typeof name === 'string' ? `<name>${escaped(name, feature)}</name>` : '',
    `<ExtendedData><SchemaData schemaUrl="#${schemaId}">${data.join('')}</SchemaData></ExtendedData>`,
    geometry?.type === 'MultiPolygon'
      ? `<MultiGeometry>${parts.join('')}</MultiGeometry>`
      : parts.join(''),
    '</Placemark>\n',
  ].join('');
}

/**
 * Grid features as KML 2.2: the name as that of the Placemark, all other properties typed by a Schema, coordinates with
 * all their digits. KML means WGS84; convert GCJ02 and BD09 first. Refuses with `geofiles/unwritable-geometry` and
 * `unwritable-text`. A property that is null is left out; lists and objects are written as JSON; blanks around a text are
 * lost on reading.
 *
 * @example
 * await writeFile('grids.kml', toKml(collection.features));
 */
export function toKml(features: readonly GridFeature[]): string {
  features.forEach(requireWritable);
  const types = typesOf(features);
  const fields = Array.from(
    types,
    ([name, type]) => `<SimpleField name="${escaped(name, 0)}" type="${type}"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n',
    `<Schema name="${schemaId}" id="${schemaId}">${fields.join('')}</Schema>\n`,
    ...features.map((feature, i) => placemark(feature, i, types)),
    '</Document></kml>\n',
  ].join('');
}
