import { isapiFields } from '@civigrid/devices/isapi';
import { readXml, type XmlElement } from '@civigrid/guard';

/** What an alert says, spelled out; or why it says nothing. */
export interface PlainAlert {
  readonly fields?: Readonly<Record<string, string>>;
  readonly version?: string | undefined;
  readonly region?: readonly (readonly [number, number])[];
  readonly issues: readonly string[];
}

const limits = { maxBytes: 262_144, maxDepth: 32, maxKeys: 20_000 };

const inside = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.filter(({ local }) => local === name)[0];

const down = (root: XmlElement, path: string): XmlElement | undefined =>
  path.split('/').reduce<XmlElement | undefined>(inside, root);

function region(root: XmlElement): readonly (readonly [number, number])[] {
  const corners =
    down(root, 'DetectionRegionList/DetectionRegion/RegionCoordinatesList')?.children ?? [];
  const numbers = corners.map((corner) =>
    ['positionX', 'positionY'].map((name) => {
      const text = inside(corner, name)?.text.trim() ?? '';
      return /^\d{1,5}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    }),
  );
  const all = numbers.flat();
  if (!all.every((n) => n <= 10_000)) return [];
  const scale = all.some((n) => n > 1000) ? 10_000 : 1000;
  return numbers.map(([x = 0, y = 0]) => [x / scale, (scale - y) / scale]);
}

/** Through the bounded parser and its tree alone. */
export function naiveAlert(bytes: Uint8Array): PlainAlert {
  const read = readXml(bytes, limits);
  if (!read.ok) return { issues: read.issues.map(({ code, byte }) => `${code} ${byte ?? ''}`) };
  const root = read.value;
  if (root.local !== 'EventNotificationAlert') return { issues: ['devices/unexpected-form 0'] };
  const fields: Record<string, string> = {};
  for (const field of isapiFields) {
    const text = down(root, field)?.text.trim() ?? '';
    if (text !== '') fields[field] = text;
  }
  return {
    fields,
    version: root.attributes.get('version'),
    region: region(root),
    issues: [],
  };
}

const stray = /&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);)/gi;

/** The same, where an ampersand that begins no reference is taken for one that was meant, if that helps. */
export function naiveMended(text: string): PlainAlert {
  const strict = naiveAlert(new TextEncoder().encode(text));
  const mended = text.replace(stray, '&amp;');
  if (mended === text || !strict.issues.some((said) => said.startsWith('guard/'))) return strict;
  const found = naiveAlert(new TextEncoder().encode(mended));
  return found.issues.some((said) => said.startsWith('guard/'))
    ? strict
    : { ...found, issues: ['devices/mended-ampersand 0', ...found.issues] };
}
