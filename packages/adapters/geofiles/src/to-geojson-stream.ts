import type { GridFeature } from './feature.ts';
import type { GeoJsonLayout } from './read-geojson-stream.ts';
import { requireWritable } from './writable.ts';

/** How a stream of GeoJSON is written. */
export interface ToGeoJsonStreamOptions {
  /** The layout; one document, a FeatureCollection, if left out. */
  readonly layout?: GeoJsonLayout;
}

/** How many characters are gathered before they are handed on. */
const chunkLength = 65_536;

/** What stands before the first feature, before and after each, and behind the last. */
const frames: Readonly<Record<GeoJsonLayout, readonly [string, string, string, string]>> = {
  document: ['{"type":"FeatureCollection","features":[\n', '', ',\n', '\n]}\n'],
  lines: ['', '', '\n', '\n'],
  sequence: ['', '\u001e', '\n', '\n'],
};

/**
 * Grid features as GeoJSON of any size (RFC 7946, lines, or the text sequence of RFC 8142), a piece of text at a time
 * and no faster than they are taken. Refuses a border that is none with `geofiles/unwritable-geometry`.
 *
 * @example
 * await pipeline(toGeoJsonStream(features), createWriteStream('city.geojson'));
 */
export async function* toGeoJsonStream(
  features: AsyncIterable<GridFeature> | Iterable<GridFeature>,
  { layout = 'document' }: ToGeoJsonStreamOptions = {},
): AsyncGenerator<string, void, undefined> {
  const [head, before, between, tail] = frames[layout];
  let text = head;
  let count = 0;
  for await (const feature of features) {
    requireWritable(feature, count);
    text += `${count > 0 ? between : ''}${before}${JSON.stringify(feature)}`;
    count++;
    if (text.length >= chunkLength) {
      yield text;
      text = '';
    }
  }
  yield count === 0 && layout !== 'document' ? text : text + tail;
}
