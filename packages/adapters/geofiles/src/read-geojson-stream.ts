import type { Datum } from '@civigrid/spatial';
import type { GridFeature } from './feature.ts';
import { type Intake, intake } from './intake.ts';
import type { GeoIssue } from './issue.ts';
import { jsonLines } from './json-lines.ts';
import { jsonTexts, type PieceReader } from './json-texts.ts';
import type { GeoLimits } from './limits.ts';

/** How GeoJSON is laid out: one document, one Feature a line, or the text sequence of RFC 8142. */
export type GeoJsonLayout = 'document' | 'lines' | 'sequence';

/** How a stream of GeoJSON is to be read. */
export interface ReadGeoJsonStreamOptions {
  /** The layout; told by the first bytes if left out. */
  readonly layout?: GeoJsonLayout;
  readonly limits?: GeoLimits;
}

/** Features as they are read (要素流); to be gone through once. */
export interface FeatureStream extends AsyncIterable<GridFeature> {
  /** What was refused or is to be known so far; complete when the last feature has come. */
  readonly issues: readonly GeoIssue[];
  /** The datum, where the document has said one so far (the `crs` member of older GeoJSON). */
  readonly datum: Datum | undefined;
}

/** How many bytes are read before their features are handed on. */
const pieceBytes = 65_536;

function layoutOf(first: Uint8Array): GeoJsonLayout {
  const head = String.fromCharCode(...first.subarray(0, 256));
  if (head.startsWith('\u001e')) return 'sequence';
  return /^(?:\u00ef\u00bb\u00bf)? {0,9}\{ {0,9}"type" {0,9}: {0,9}"Feature"/.test(head)
    ? 'lines'
    : 'document';
}

async function readerOf(
  into: Intake,
  layout: GeoJsonLayout,
  onType: (type: string) => void,
): Promise<PieceReader> {
  if (layout === 'document') return jsonTexts(into, onType);
  return jsonLines(into, layout === 'lines' ? 0x0a : 0x1e);
}

function* pieces(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length; at += pieceBytes) yield chunk.subarray(at, at + pieceBytes);
}

async function* featuresOf(
  into: Intake,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  layout: GeoJsonLayout | undefined,
  onType: (type: string) => void,
): AsyncGenerator<GridFeature> {
  let reader: PieceReader | undefined;
  for await (const chunk of source)
    for (const piece of pieces(chunk)) {
      reader ??= await readerOf(into, layout ?? layoutOf(piece), onType);
      reader.write(piece);
      yield* into.features.splice(0);
      if (into.stopped) return;
    }
  reader ??= await readerOf(into, layout ?? 'document', onType);
  reader.end();
  yield* into.features.splice(0);
}

/** A stream that besides tells the type of its first document. */
export function typedFeatureStream(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { layout, limits }: ReadGeoJsonStreamOptions,
  onType: (type: string) => void,
): FeatureStream {
  const into = intake(limits);
  const features = featuresOf(into, source, layout, onType);
  return {
    issues: into.issues,
    get datum() {
      return into.datum;
    },
    [Symbol.asyncIterator]: () => features,
  };
}

/**
 * Grid features out of GeoJSON of any size (大文件), one by one: a FeatureCollection, a Feature, one Feature a line, or
 * a text sequence (RFC 8142). Holds one feature and a piece of the source at a time. Never throws over what comes; what
 * the source itself throws comes through. Bytes are UTF-8. A broken line is left out; a broken document ends there.
 *
 * @example
 * const grids = readGeoJsonStream(createReadStream('city.geojson'));
 * for await (const { properties } of grids) console.log(properties.code);
 * console.log(grids.issues);
 */
export function readGeoJsonStream(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ReadGeoJsonStreamOptions = {},
): FeatureStream {
  return typedFeatureStream(source, options, () => undefined);
}
