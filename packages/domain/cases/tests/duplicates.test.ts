import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ComparedCase,
  type DuplicatePolicy,
  defaultDuplicatePolicy,
  type Point,
  suggestDuplicates,
} from '@civigrid/cases';
import { caseId } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hour, monday9 } from './town.ts';

const gate: Point = [113.57, 22.27];
/** So many metres to the north. */
const north = (metres: number): Point => [gate[0], gate[1] + metres / 111_195];
const cover = (id: string, change: Partial<ComparedCase> = {}): ComparedCase => ({
  case: caseId(id),
  category: 'cover.open',
  point: gate,
  at: monday9,
  ...change,
});
const candidate = { category: 'cover.open', point: gate, at: monday9 };

describe('another report of the same manhole cover', () => {
  test('the same place, time and category is the same matter', () => {
    expect(suggestDuplicates(candidate, [cover('a')])).toEqual([
      {
        case: 'a',
        score: 1,
        category: 'same',
        distanceMetres: 0,
        apartMs: 0,
        parts: { category: 0.4, distance: 0.35, time: 0.25 },
      },
    ]);
  });

  test('the score says what distance, time and category add', () => {
    // A step on the mean sphere is a little shorter on the ellipsoid here: 24.9 m.
    const other = cover('a', { point: north(25), at: monday9 - 36 * hour, category: 'cover.lost' });
    expect(
      suggestDuplicates(candidate, [other], { ...defaultDuplicatePolicy, minimumScore: 0 }),
    ).toEqual([
      {
        case: 'a',
        score: 0.501,
        category: 'sibling',
        distanceMetres: 25,
        apartMs: 36 * hour,
        parts: { category: 0.2, distance: 0.176, time: 0.125 },
      },
    ]);
  });

  test('the best comes first, what is too far, too old or of another kind does not come', () => {
    const found = suggestDuplicates(candidate, [
      cover('near', { point: north(10) }),
      cover('here'),
      cover('far', { point: north(51) }),
      cover('old', { at: monday9 - 73 * hour }),
      cover('smoke', { category: 'fire.smoke' }),
      cover('prefix', { category: 'cover' }),
      cover('nowhere', { point: [Number.NaN, 0] }),
    ]);
    expect(found.map((each) => each.case)).toEqual(['here', 'near']);
  });

  test('a town says how near is near for a category and all below it, by segments', () => {
    const policy: DuplicatePolicy = {
      ...defaultDuplicatePolicy,
      byCategory: [
        { category: 'cover', radiusMetres: 5, windowMs: hour },
        { category: 'cover.open', radiusMetres: 200, windowMs: hour },
        { category: 'cover.op', radiusMetres: 1, windowMs: 1 },
      ],
    };
    expect(suggestDuplicates(candidate, [cover('a', { point: north(40) })], policy)).toHaveLength(
      1,
    );
    const lost = { ...candidate, category: 'cover.lost' };
    expect(suggestDuplicates(lost, [cover('a', { point: north(10) })], policy)).toEqual([]);
  });

  test('codes without a parent are no siblings', () => {
    const noise = { ...candidate, category: 'noise' };
    expect(suggestDuplicates(noise, [cover('a', { category: 'smell' })])).toEqual([]);
  });
});

test('every suggestion keeps the policy, the order and the range, whatever the reports', () => {
  const point = fc.tuple(
    fc.double({ min: 113.5, max: 113.502, noNaN: true }),
    fc.double({ min: 22.2, max: 22.202, noNaN: true }),
  );
  const other = fc.record({
    category: fc.constantFrom('a.b', 'a.c', 'a', 'b', '__proto__', 'a.b.c'),
    point,
    at: fc.integer({ min: monday9, max: monday9 + 200 * hour }),
  });
  const family = (code: string) => code.split('.').slice(0, -1).join('.');
  fc.assert(
    fc.property(other, fc.array(other, { maxLength: 20 }), (mine, list) => {
      const cases = list.map((each, i) => ({ ...each, case: caseId(`case-${i}`) }));
      const found = suggestDuplicates(mine, cases, { ...defaultDuplicatePolicy, minimumScore: 0 });
      // Independently of the engine: a flat earth is good enough within 50 m, away from the very edge.
      const metres = ({ point: [lng, lat] }: { readonly point: Point }) =>
        Math.hypot(
          (lng - mine.point[0]) * 111_195 * Math.cos((mine.point[1] * Math.PI) / 180),
          (lat - mine.point[1]) * 111_195,
        );
      for (const each of cases) {
        const kin =
          each.category === mine.category ||
          (family(mine.category) !== '' && family(each.category) === family(mine.category));
        const inTime = Math.abs(each.at - mine.at) <= 72 * hour;
        if (Math.abs(metres(each) - 50) < 0.1) continue;
        const expected = kin && inTime && metres(each) < 50;
        expect(found.some((suggestion) => suggestion.case === each.case)).toBe(expected);
      }
      const scores = found.map(({ score }) => score);
      expect([...scores].sort((a, b) => b - a)).toEqual(scores);
      for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
    }),
  );
});

const file = fileURLToPath(
  new URL('../../../../../shared/vectors/cases/reports/nyc311.ndjson', import.meta.url),
);
const { CIVIGRID_STRICT } = process.env;
const present = existsSync(file) || CIVIGRID_STRICT === '1';
if (!present) console.warn('skipped: the 311 reports are not beside the checkout');

describe.skipIf(!present)('300 public reports', () => {
  interface Public {
    readonly id: string;
    readonly created: string;
    readonly type: string;
    readonly lng?: number;
    readonly lat?: number;
    readonly place?: string;
  }
  const rows = () =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Public);

  test('every repeated pair of type and place is suggested', () => {
    const all = rows();
    const placed = all.filter(({ lng, lat }) => lng !== undefined && lat !== undefined);
    const seen: ComparedCase[] = [];
    const first = new Map<string, string>();
    const missed: string[] = [];
    let repeated = 0;
    for (const { id, created, type, lng = 0, lat = 0, place } of placed) {
      const mine: ComparedCase = {
        case: caseId(id),
        category: type.replaceAll('.', ''),
        point: [lng, lat],
        at: Date.parse(`${created.replace(' ', 'T')}Z`),
      };
      expect(Number.isFinite(mine.at), created).toBe(true);
      const key = JSON.stringify([type, place]);
      const known = place === undefined ? undefined : first.get(key);
      const found = suggestDuplicates(mine, seen);
      if (known === undefined) first.set(key, id);
      else {
        repeated++;
        if (!found.some((each) => each.case === known)) missed.push(`${id} of ${known}`);
      }
      seen.push(mine);
    }
    console.info(`duplicates: ${repeated - missed.length} of ${repeated} repeated reports found`);
    expect(all).toHaveLength(300);
    expect(repeated).toBeGreaterThan(100);
    expect(missed).toEqual([]);
  });
});
