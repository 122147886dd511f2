import { readJson } from '@civigrid/guard';
import { type Intake, nextFeature, report, stop } from './intake.ts';
import type { PieceReader } from './json-texts.ts';
import { readFeature } from './read-feature.ts';

/** What parts the texts: a line feed, or the record separator of RFC 8142. */
export type JsonSeparator = 0x0a | 0x1e;

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** Reads one Feature a line, or one a record: a broken one is told and left out, the next is read. */
export function jsonLines(into: Intake, separator: JsonSeparator): PieceReader {
  const { maxFeatureBytes } = into.limits;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  /** Where the text that is held began. */
  let start = 0;

  const take = () => {
    const text = Uint8Array.from(Buffer.concat(held));
    if (!isBlank(text)) {
      const read = readJson(text, {
        maxBytes: maxFeatureBytes,
        maxKeys: Number.POSITIVE_INFINITY,
        maxStringBytes: maxFeatureBytes,
      });
      if (read.ok) readFeature(into, read.value);
      else if (nextFeature(into))
        for (const issue of read.issues) {
          const { byte = 0 } = issue;
          report(into, { ...issue, feature: into.seen - 1, byte: start + byte });
        }
    }
    start += heldBytes + 1;
    held = [];
    heldBytes = 0;
  };
  const hold = (piece: Uint8Array) => {
    held.push(piece);
    heldBytes += piece.length;
    if (!(heldBytes <= maxFeatureBytes))
      stop(into, { code: 'geofiles/feature-too-large', byte: start, limit: maxFeatureBytes });
  };
  return {
    write(piece) {
      let from = 0;
      for (let to = piece.indexOf(separator); to >= 0 && !into.stopped; ) {
        hold(piece.subarray(from, to));
        if (!into.stopped) take();
        from = to + 1;
        to = piece.indexOf(separator, from);
      }
      if (!into.stopped) hold(piece.slice(from));
    },
    end() {
      if (into.stopped) return;
      take();
      if (into.seen === 0) stop(into, { code: 'geofiles/not-geojson', byte: 0 });
    },
  };
}
