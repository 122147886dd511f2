import { readJson, readXml, type XmlElement } from '@civigrid/guard';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import { fromGuard } from '../intake/guarded.ts';
import { resolvePointer } from '../mapping/pointer.ts';

/** A corner of a region in 0..1, origin top left. */
export type Corner = readonly [number, number];

/** An alert as the device wrote it, whether in XML or in JSON: asked by path, answered by text. */
export interface IsapiAlert {
  /** The text of the member at this path, numbers and booleans as text; undefined where there is none. */
  text(...path: readonly string[]): string | undefined;
  readonly region: readonly Corner[];
}

/** An alert, or why there is none, and what had to be mended. */
export interface ReadAlert {
  readonly alert?: IsapiAlert;
  readonly issues: readonly DeviceIssue[];
}

const partLimits = { maxBytes: 262_144, maxDepth: 32, maxKeys: 20_000 };
const rootName = 'EventNotificationAlert';

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(({ local }) => local === name);
}

/** Positions are 0..1000, or 0..10000 where any exceeds 1000; their origin is the lower left corner. */
function display(points: readonly (readonly [number, number])[]): readonly Corner[] {
  if (!points.every((point) => point.every((n) => n >= 0 && n <= 10_000))) return [];
  const scale = points.some(([x, y]) => x > 1000 || y > 1000) ? 10_000 : 1000;
  return points.map(([x, y]) => [x / scale, (scale - y) / scale]);
}

const decimal = (text: string | undefined): number =>
  text !== undefined && /^\d{1,5}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;

function xmlRegion(root: XmlElement): readonly Corner[] {
  const region = child(child(root, 'DetectionRegionList'), 'DetectionRegion');
  const corners = child(region, 'RegionCoordinatesList')?.children ?? [];
  return display(
    corners.map((corner) => [
      decimal(child(corner, 'positionX')?.text.trim()),
      decimal(child(corner, 'positionY')?.text.trim()),
    ]),
  );
}

function fromXml(root: XmlElement): IsapiAlert {
  return {
    region: xmlRegion(root),
    text(...path) {
      let at: XmlElement | undefined = root;
      for (const name of path) at = child(at, name);
      const text = at?.text.trim();
      return text === '' ? undefined : text;
    },
  };
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function jsonRegion(root: unknown): readonly Corner[] {
  const list = resolvePointer(root, ['DetectionRegionList']);
  const first: unknown = listed(list)[0] ?? resolvePointer(list, ['DetectionRegion', '0']);
  const region = resolvePointer(first, ['DetectionRegion']) ?? first;
  const corners = resolvePointer(region, ['RegionCoordinatesList']);
  return display(
    listed(corners).map((corner) => {
      const point = resolvePointer(corner, ['RegionCoordinates']) ?? corner;
      const position = (name: string) => {
        const value = resolvePointer(point, [name]);
        return typeof value === 'number' ? value : Number.NaN;
      };
      return [position('positionX'), position('positionY')];
    }),
  );
}

function fromJson(value: unknown): IsapiAlert {
  const root = resolvePointer(value, [rootName]) ?? value;
  return {
    region: jsonRegion(root),
    text(...path) {
      const found = resolvePointer(root, path);
      if (typeof found === 'number' || typeof found === 'boolean') return String(found);
      return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
    },
  };
}

const entity = /^&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);/i;
const ampersand = 0x26;

/** The same bytes with `&amp;` for every ampersand that begins no entity; undefined where there is none. */
function mended(bytes: Uint8Array): Uint8Array | undefined {
  const out: number[] = [];
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    out.push(byte);
    if (byte !== ampersand) continue;
    if (entity.test(String.fromCharCode(...bytes.subarray(i, i + 12)))) continue;
    out.push(0x61, 0x6d, 0x70, 0x3b);
    count++;
  }
  return count === 0 ? undefined : Uint8Array.from(out);
}

function readXmlAlert(bytes: Uint8Array, byte: number): ReadAlert {
  const first = readXml(bytes, partLimits);
  const repaired = first.ok || bytes.length > partLimits.maxBytes ? undefined : mended(bytes);
  const read = repaired === undefined ? first : readXml(repaired, partLimits);
  if (!read.ok) return { issues: read.issues.map((found) => fromGuard(found, byte)) };
  const issues =
    repaired === undefined
      ? []
      : [
          issue('warning', 'devices/mended-ampersand', 'An ampersand stood unescaped in the XML.', {
            byte,
          }),
        ];
  if (read.value.local === rootName) return { alert: fromXml(read.value), issues };
  return {
    issues: [
      ...issues,
      issue('error', 'devices/unexpected-form', 'The root is not an alert.', { path: '/', byte }),
    ],
  };
}

function readJsonAlert(bytes: Uint8Array, byte: number): ReadAlert {
  const read = readJson(bytes, partLimits);
  return read.ok
    ? { alert: fromJson(read.value), issues: [] }
    : { issues: read.issues.map((found) => fromGuard(found, byte)) };
}

/** Whether the first byte that is no white space or byte-order mark opens an object. */
function looksLikeJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20 && byte < 0x80);
  return first === 0x7b || first === 0x5b;
}

/** Reads one alert, by its content type or, where that says nothing, by its first letter. `byte` is where it began in the body. */
export function readAlert(contentType: string, bytes: Uint8Array, byte = 0): ReadAlert {
  if (/json/i.test(contentType)) return readJsonAlert(bytes, byte);
  if (/xml/i.test(contentType)) return readXmlAlert(bytes, byte);
  return looksLikeJson(bytes) ? readJsonAlert(bytes, byte) : readXmlAlert(bytes, byte);
}
