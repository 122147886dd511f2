import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gridHierarchy } from '@civigrid/grid';
import { tenantId } from '@civigrid/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from './command.ts';
import { recordOf } from './record.ts';

const vectors = new URL('../../../../../shared/vectors/', import.meta.url);
const { CIVIGRID_STRICT } = process.env;
const present = existsSync(vectors) || CIVIGRID_STRICT === '1';
const reason = present ? '' : ' (skipped: ../shared/vectors is not beside the checkout)';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civigrid-vectors-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = (path: string) => readFileSync(new URL(path, vectors), 'utf8');
const lines = (path: string) =>
  text(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

interface Feature {
  readonly geometry: unknown;
}

/** The communes with their outlines, the levels above without: each of those was simplified by itself, so only the communes tile. */
function hierarchy() {
  const level = (name: string): readonly Feature[] =>
    JSON.parse(text(`grid/normandie/${name}.geojson`)).features;
  const upper = ['region', 'departements', 'arrondissements'].flatMap(level);
  const features = [
    ...upper.map((feature) => ({ ...feature, geometry: null })),
    ...level('communes'),
  ];
  return { type: 'FeatureCollection', features };
}

/**
 * The rule by which New York moves to Normandy: the box of all reports (74.109–73.733 W, 40.584–40.901 N) is laid
 * affinely on 0.30–0.70 E, 48.90–49.20 N, which lies wholly within the region; rounded to six decimals.
 */
const newYork = { west: -74.109, south: 40.584, width: 0.376, height: 0.317 };
const normandy = { west: 0.3, south: 48.9, width: 0.4, height: 0.3 };

function moved(lng: number, lat: number): readonly [number, number] {
  const east = normandy.west + ((lng - newYork.west) / newYork.width) * normandy.width;
  const north = normandy.south + ((lat - newYork.south) / newYork.height) * normandy.height;
  return [Math.round(east * 1e6) / 1e6, Math.round(north * 1e6) / 1e6];
}

const slug = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** A field as RFC 4180 writes it. */
const field = (value: unknown) => {
  const written = String(value ?? '');
  return /[",\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
};

/** Kept beside the columns of the main job. */
const further = ['agency', 'locationType', 'borough', 'channel', 'vehicle', 'place', 'resolution'];

/** The public reports as a table: local time of New York in May is four hours behind UTC. */
function reports(): string {
  const rows = lines('cases/reports/nyc311.ndjson').map((report) => {
    const { id, created, lng, lat, type, descriptor } = report;
    const point = lng === undefined ? ['', ''] : moved(Number(lng), Number(lat));
    const own = [id, `${created}-04:00`, ...point, slug(String(type)), descriptor];
    return [...own, ...further.map((name) => report[name])].map(field).join(',');
  });
  const header = ['id', 'at', 'lng', 'lat', 'category', 'text', ...further].join(',');
  return `${[header, ...rows].join('\r\n')}\r\n`;
}

const uplinks = () => lines('devices/lorawan-uplinks.ndjson');

/** The uplinks in the order of the file, one each `everyMs`, the last of them so long before the first report. */
function payloads(everyMs: number): string {
  const all = uplinks();
  const from = Date.parse('2024-05-26T23:10:00-04:00') - all.length * everyMs;
  const told = all.map(({ read, payload }, i) => {
    const { network } = read as { readonly network: string };
    return JSON.stringify({ protocol: network, at: from + i * everyMs, body: payload });
  });
  return `${told.join('\n')}\n`;
}

/** Some samples stand in the file under two products, byte for byte the same: within a day they are one message that came twice. */
const apart = 25 * 3_600_000;
const close = 10_000;

const rules = {
  hit: 'first',
  inputs: [{ name: 'category', type: 'text' }],
  outputs: [{ name: 'lead' }, { name: 'limit' }],
  rules: [
    {
      id: 'noise',
      when: {
        category: { is: ['noise-street-sidewalk', 'noise-residential', 'noise-commercial'] },
      },
      then: { lead: 'police', limit: { value: 8, unit: 'hour' } },
    },
    {
      id: 'parking',
      when: { category: { is: ['illegal-parking', 'blocked-driveway'] } },
      then: { lead: 'trafficPolice', limit: { value: 1, unit: 'day' } },
    },
    {
      id: 'rest',
      when: {},
      then: { lead: 'urbanManagement', limit: { value: 5, unit: 'workDay' } },
    },
  ],
};

/** How many inputs came to what, as the summary tells it. */
function told(out: string): Readonly<Record<string, number>> {
  const all = out.split('\n');
  const at = all.findIndex((line) => / inputs, each with exactly one ending:$/.test(line));
  const names = ['case', 'merged', 'reading', 'heartbeat', 'alarm', 'duplicate', 'letter'];
  const counts = names.map(
    (name, i) => [name, Number.parseInt(all[at + 1 + i] ?? '', 10)] as const,
  );
  return { inputs: Number.parseInt(all[at] ?? '', 10), ...Object.fromEntries(counts) };
}

describe.skipIf(!present)(`real input that nobody here wrote${reason}`, () => {
  test('the rectangle to which the reports move lies wholly within the real hierarchy', () => {
    const grid = gridHierarchy(hierarchy());
    expect(grid.codes).toHaveLength(1 + 5 + 17 + 2_709);
    expect(grid.roots).toEqual(['R28']);
    let located = 0;
    for (let i = 0; i <= 60; i++)
      for (let j = 0; j <= 60; j++) {
        const east = normandy.west + (i / 60) * normandy.width;
        const found = grid.locate([east, normandy.south + (j / 60) * normandy.height]);
        if (found?.path.length === 4) located++;
      }
    expect(located).toBe(61 * 61);
  });

  test('300 public reports and 818 uplinks on a real region: every input comes to exactly one ending', async () => {
    writeFileSync(join(folder, 'region.geojson'), JSON.stringify(hierarchy()));
    writeFileSync(join(folder, 'reports.csv'), reports());
    writeFileSync(join(folder, 'uplinks.ndjson'), payloads(apart));
    writeFileSync(join(folder, 'rules.json'), JSON.stringify(rules));
    const argv = [
      ...['demo', '--lang', 'en', '--file', 'region.db', '--grid', 'region.geojson'],
      ...['--reports', 'reports.csv', '--payloads', 'uplinks.ndjson', '--rules', 'rules.json'],
    ];
    const { code, out, err } = await command(argv, { folder });
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('100%') });
    const counts = told(out);
    process.stdout.write(`real input: ${JSON.stringify(counts)}\n`);
    const { inputs = 0, letter = 0, ...others } = counts;
    const { reading = 0, alarm = 0, heartbeat = 0, merged = 0, case: opened = 0 } = others;
    expect(inputs).toBe(1_118);
    expect(letter + Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(inputs);
    expect(opened + merged).toBeGreaterThanOrEqual(294);
    expect(reading + alarm + heartbeat).toBeGreaterThanOrEqual(800);

    const { letters, gaps, broken, streams, events } = await recordOf(
      join(folder, 'region.db'),
      tenantId('R28'),
    );
    expect({ gaps, broken }).toEqual({ gaps: [], broken: [] });
    expect(letters).toHaveLength(letter);
    for (const { reasons } of letters) expect(reasons.length).toBeGreaterThan(0);
    expect([...streams.keys()].filter((name) => name.startsWith('case/'))).toHaveLength(opened);
    const reported = events.filter(
      ({ type }) => type === 'cases/reported' || type === 'cases/merged',
    );
    expect(reported).toHaveLength(opened + merged);
    // The six without coordinates are cases of the whole region.
    const nowhere = reported.filter(
      ({ type, data }) => type === 'cases/reported' && !('grid' in (data as object)),
    );
    expect(nowhere).toHaveLength(6);
  }, 300_000);

  test('the same uplinks within hours: what is byte for byte an earlier one is told as a duplicate, and nothing that is not the same frame of the same device', async () => {
    writeFileSync(join(folder, 'close.ndjson'), payloads(close));
    writeFileSync(join(folder, 'rules.json'), JSON.stringify(rules));
    const argv = ['demo', '--lang', 'en', '--file', 'close.db', '--rules', 'rules.json'];
    const { code, out } = await command([...argv, '--payloads', 'close.ndjson'], { folder });
    expect(code).toBe(0);
    const all = uplinks();
    const repeated = (name: (uplink: (typeof all)[number]) => unknown) =>
      all.length - new Set(all.map((uplink) => JSON.stringify(name(uplink)))).size;
    const bodies = repeated(({ payload }) => payload);
    // Eight frames came over two networks besides.
    const frames = repeated(({ read }) => {
      const { devEui, port, bytes } = read as Readonly<Record<string, unknown>>;
      return [devEui, port, bytes];
    });
    const { inputs, reading = 0, duplicate = 0 } = told(out);
    process.stdout.write(
      `uplinks within hours: ${reading} readings, ${duplicate} duplicates (${bodies} the same bytes, ${frames} the same frame)\n`,
    );
    expect({ inputs, sum: reading + duplicate }).toEqual({ inputs: all.length, sum: all.length });
    expect(duplicate).toBeGreaterThanOrEqual(bodies);
    expect(duplicate).toBeLessThanOrEqual(frames);
  }, 300_000);
});
