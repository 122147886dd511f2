import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Point } from '@civigrid/cases';
import {
  type ComparedCase,
  type DuplicateCandidate,
  type DuplicatePolicy,
  type DuplicateSuggestion,
  defaultDuplicatePolicy,
  defaultDuplicateWeights,
  duplicateIndex,
} from '@civigrid/cases/duplicates';
import { caseId, isDomainError, subjectRef } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearDuplicates } from './linear-duplicates.ts';
import { reachable } from './reachable.ts';
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
const candidate: DuplicateCandidate = { category: 'cover.open', point: gate, at: monday9 };
const anyScore: DuplicatePolicy = { ...defaultDuplicatePolicy, minimumScore: 0 };

function suggest(
  report: DuplicateCandidate,
  cases: readonly ComparedCase[],
  policy?: DuplicatePolicy,
): readonly DuplicateSuggestion[] {
  const index = duplicateIndex(policy);
  for (const each of cases) index.put(each);
  return index.suggest(report);
}
const ids = (found: readonly DuplicateSuggestion[]) => found.map((each) => each.case);

describe('another report of the same manhole cover', () => {
  test('the same place, time and category is the same matter', () => {
    expect(suggest(candidate, [cover('a')])).toEqual([
      {
        case: 'a',
        score: 1,
        category: 'same',
        distanceMetres: 0,
        closed: false,
        parts: [
          { ground: 'category', adds: 0.4, of: 0.4, kinship: 'same' },
          { ground: 'distance', adds: 0.35, of: 0.35, metres: 0, radiusMetres: 50 },
          { ground: 'time', adds: 0.25, of: 0.25, apartMs: 0, windowMs: 72 * hour },
        ],
      },
    ]);
  });

  test('the score says what distance, time, category and words add', () => {
    // A step on the mean sphere is a little shorter on the ellipsoid here: 24.9 m.
    const change = { point: north(25), at: monday9 - 36 * hour, category: 'cover.lost' };
    const silent = suggest(candidate, [cover('a', change)], anyScore);
    expect(silent[0]?.score).toBe(0.501);
    expect(silent[0]?.parts.map(({ adds }) => adds)).toEqual([0.2, 0.176, 0.125]);
    const words = '３号楼前井盖不见了';
    const said = suggest({ ...candidate, words }, [cover('a', { ...change, words })], anyScore);
    expect(said[0]?.score).toBe(0.601);
    expect(said[0]?.parts.map(({ adds, of }) => [adds, of])).toEqual([
      [0.16, 0.32],
      [0.141, 0.28],
      [0.1, 0.2],
      [0.2, 0.2],
    ]);
    expect(said[0]?.parts[3]).toMatchObject({ ground: 'words', likeness: 1 });
  });

  test('words tell two matters at one gate apart, and silence tells nothing', () => {
    const found = suggest({ ...candidate, words: '井盖破了，有人差点掉下去' }, [
      cover('other', { words: '这里灯不亮' }),
      cover('like', { words: '井盖破了一半' }),
      cover('silent'),
      cover('signs', { words: '！？……' }),
    ]);
    expect(ids(found)).toEqual(['signs', 'silent', 'like', 'other']);
    expect(found.map(({ score }) => score >= 0.8)).toEqual([true, true, true, true]);
    expect(found.map(({ parts }) => parts.length)).toEqual([3, 3, 4, 4]);
  });

  test('the best comes first, what is too far, too old or of another kind does not come', () => {
    const found = suggest(candidate, [
      cover('near', { point: north(10) }),
      cover('here'),
      cover('far', { point: north(51) }),
      cover('old', { at: monday9 - 73 * hour }),
      cover('smoke', { category: 'fire.smoke' }),
      cover('prefix', { category: 'cover' }),
      cover('nowhere', { point: [Number.NaN, 0] }),
      cover('never', { at: Number.NaN }),
    ]);
    expect(ids(found)).toEqual(['here', 'near']);
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
    expect(suggest(candidate, [cover('a', { point: north(190) })], policy)).toHaveLength(1);
    const lost = { ...candidate, category: 'cover.lost' };
    expect(suggest(lost, [cover('a', { point: north(10) })], policy)).toEqual([]);
  });

  test('codes without a parent are no siblings', () => {
    const noise = { ...candidate, category: 'noise' };
    expect(suggest(noise, [cover('a', { category: 'smell' })])).toEqual([]);
  });

  test('a case is no duplicate of itself', () => {
    expect(ids(suggest({ ...candidate, case: caseId('a') }, [cover('a'), cover('b')]))).toEqual([
      'b',
    ]);
  });

  test('a just closed case is suggested as closed, for as long as the policy says', () => {
    const index = duplicateIndex();
    index.put(cover('a'));
    index.close(caseId('a'), monday9 + hour);
    expect(index.suggest({ ...candidate, at: monday9 + 25 * hour })).toMatchObject([
      { closed: true },
    ]);
    expect(index.suggest({ ...candidate, at: monday9 + 25 * hour + 1 })).toEqual([]);
    index.close(caseId('a'), undefined);
    expect(index.suggest({ ...candidate, at: monday9 + 26 * hour })).toMatchObject([
      { closed: false },
    ]);
  });

  test('where no closed case is to be suggested, it leaves at its closure', () => {
    const reach = { radiusMetres: 50, windowMs: hour };
    const index = duplicateIndex({ reach, byCategory: [], minimumScore: 0.5 });
    index.put(cover('a'));
    index.close(caseId('a'), monday9);
    expect(index.size).toBe(0);
  });

  test('what no later report could be a duplicate of expires', () => {
    const index = duplicateIndex();
    index.put(cover('a'));
    index.put(cover('b'));
    index.close(caseId('b'), monday9 + hour);
    index.expire(monday9 + 25 * hour);
    expect(index.size).toBe(2);
    index.expire(monday9 + 25 * hour + 1);
    expect(index.size).toBe(1);
    index.expire(monday9 + 72 * hour);
    expect(index.size).toBe(1);
    index.expire(monday9 + 72 * hour + 1);
    expect(index.size).toBe(0);
  });
});

test.each([
  ['/reach/radiusMetres', { reach: { radiusMetres: -1, windowMs: 1 } }],
  ['/reach/windowMs', { reach: { radiusMetres: 1, windowMs: Number.NaN } }],
  [
    '/byCategory/0/afterClosureMs',
    { byCategory: [{ category: 'a', radiusMetres: 1, windowMs: 1, afterClosureMs: Infinity }] },
  ],
  ['/minimumScore', { minimumScore: 1.1 }],
  ['/weights', { weights: { ...defaultDuplicateWeights, time: -1 } }],
  ['/weights', { weights: { category: 0, distance: 0, time: 0, words: 1 } }],
])('a policy that cannot be meant is refused: %s', (path, change) => {
  let caught: unknown;
  try {
    duplicateIndex({ ...defaultDuplicatePolicy, ...change });
  } catch (error) {
    caught = error;
  }
  expect(isDomainError(caught, 'cases/invalid-duplicate-policy')).toBe(true);
  expect(caught).toMatchObject({ details: { path } });
});

const phrases = [
  '井盖',
  '破了',
  '三号楼',
  '3号楼',
  '12号',
  'water',
  'leaking',
  '漏水',
  '！',
  'Ｗater',
  ' ',
];
const words = fc.array(fc.constantFrom(...phrases), { maxLength: 5 }).map((list) => list.join(''));
const category = fc.constantFrom('a.b', 'a.c', 'a', 'b', '__proto__', 'a.b.c', 'a.b.d');
const world = (west: number, south: number) => {
  const report = {
    category,
    point: fc.tuple(
      fc.double({ min: west, max: west + 0.003, noNaN: true }),
      fc.double({ min: south, max: south + 0.003, noNaN: true }),
    ),
    at: fc.integer({ min: monday9, max: monday9 + 200 * hour }),
  };
  const said = { words };
  const maybe = { requiredKeys: ['category', 'point', 'at'] as ['category', 'point', 'at'] };
  const candidates = fc.record({ ...report, ...said }, maybe);
  const entries = fc.record(
    {
      ...report,
      ...said,
      subject: fc.constantFrom('s1', 's2', 's3').map(subjectRef),
      publicPlace: fc.boolean(),
      closedAt: report.at,
    },
    maybe,
  );
  const id = fc.integer({ min: 0, max: 25 }).map((n) => caseId(`case-${n}`));
  const act = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constant('put' as const), id, entries) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('drop' as const), id) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('close' as const), id, report.at) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('reopen' as const), id) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constant('forget' as const), fc.constantFrom('s1', 's2', 's3')),
    },
  );
  return { acts: fc.array(act, { maxLength: 60 }), candidates };
};

const policy: DuplicatePolicy = {
  reach: { radiusMetres: 150, windowMs: 72 * hour, afterClosureMs: 30 * hour },
  byCategory: [
    { category: 'a.b', radiusMetres: 80, windowMs: 100 * hour },
    { category: 'a.b.c', radiusMetres: 400, windowMs: 20 * hour, afterClosureMs: hour },
    { category: 'b', radiusMetres: 0, windowMs: 0 },
  ],
  minimumScore: 0.2,
};

test.each([
  ['in the south', 113.5, 22.2],
  ['across the equator and Greenwich', -0.0015, -0.0015],
  ['across the date line', 179.9985, 52],
  ['in the far north', 20, 89.99],
])(
  'the index answers as a search through everything does, whatever came before: %s',
  (_, west, south) => {
    const { acts, candidates } = world(west, south);
    const wrapped = ([longitude, latitude]: Point): Point => [
      longitude > 180 ? longitude - 360 : longitude,
      latitude,
    ];
    fc.assert(
      fc.property(acts, fc.array(candidates, { maxLength: 8 }), (list, reports) => {
        const index = duplicateIndex(policy);
        const naive = linearDuplicates(policy);
        const known = new Set<string>();
        for (const act of list)
          for (const side of [index, naive]) {
            if (act[0] === 'put')
              side.put({ ...act[2], point: wrapped(act[2].point), case: act[1] });
            else if (act[0] === 'drop') side.drop(act[1]);
            else if (act[0] === 'close') side.close(act[1], act[2]);
            else if (act[0] === 'reopen') side.close(act[1], undefined);
            else side.forget(subjectRef(act[1]));
            known.add(act[1]);
          }
        for (const report of reports) {
          const asked = { ...report, point: wrapped(report.point) };
          const found = index.suggest(asked);
          expect(found.map(({ category: _, parts: __, ...rest }) => rest)).toEqual(
            naive.suggest(asked),
          );
        }
      }),
    );
  },
);

test('every score is explained by its parts, lies from 0 to 1, and the best comes first', () => {
  const { acts, candidates } = world(113.5, 22.2);
  fc.assert(
    fc.property(acts, candidates, (list, report) => {
      const index = duplicateIndex(policy);
      for (const act of list) if (act[0] === 'put') index.put({ ...act[2], case: act[1] });
      const found = index.suggest(report);
      for (const { score, parts } of found) {
        expect(score >= policy.minimumScore && score <= 1).toBe(true);
        const sum = (of: 'adds' | 'of') => parts.reduce((all, part) => all + part[of], 0);
        expect(Math.abs(sum('adds') - score)).toBeLessThan(0.0026);
        expect(Math.abs(sum('of') - 1)).toBeLessThan(0.0021);
        for (const { adds, of } of parts) expect(adds >= 0 && adds <= of).toBe(true);
      }
      const scores = found.map(({ score }) => score);
      expect(scores.toSorted((a, b) => b - a)).toEqual(scores);
    }),
  );
});

test('farther away or longer ago never scores better', () => {
  const metres = fc.double({ min: 0, max: 50, noNaN: true });
  const apart = fc.integer({ min: 0, max: 72 * hour });
  fc.assert(
    fc.property(metres, metres, apart, apart, (m1, m2, t1, t2) => {
      const score = (far: number, ago: number) =>
        suggest(candidate, [cover('a', { point: north(far), at: monday9 - ago })], anyScore)[0]
          ?.score ?? 0;
      expect(score(Math.max(m1, m2), t1)).toBeLessThanOrEqual(score(Math.min(m1, m2), t1));
      expect(score(m1, Math.max(t1, t2))).toBeLessThanOrEqual(score(m1, Math.min(t1, t2)));
    }),
  );
});

describe('erasure', () => {
  const subject = subjectRef('s-gone');
  const other = subjectRef('s-stays');

  test('after a person is forgotten neither their place nor their words find anything', () => {
    const index = duplicateIndex(anyScore);
    index.put(cover('a', { subject, words: '井盖破了' }));
    index.put(cover('b', { subject: other, point: north(3), words: '井盖破了' }));
    index.put(cover('c', { subject, publicPlace: true, words: '井盖破了' }));
    index.forget(subject);
    expect(index.size).toBe(2);
    const found = index.suggest({ ...candidate, words: '井盖破了' });
    expect(ids(found)).toEqual(['c', 'b']);
    expect(found.map(({ parts }) => parts.length)).toEqual([3, 4]);
  });

  test('nothing of them is left in memory: the index is as if it had never known them', () => {
    const known = [
      cover('b', { subject: other, point: north(3), words: '井盖破了' }),
      cover('d', { point: north(9) }),
    ];
    const silent = cover('c', { publicPlace: true, point: [113.5755, 22.2755] });
    const [index, ignorant] = [duplicateIndex(), duplicateIndex()];
    for (const each of [...known, silent]) ignorant.put(each);
    for (const each of known) index.put(each);
    index.put({ ...silent, subject, words: '三单元王家门口漏水' });
    const secret: Point = [113.571234, 22.271234];
    index.put(cover('a', { subject, point: secret, words: '三单元王家门口' }));
    index.suggest({ ...candidate, point: secret, words: '三单元王家门口' });
    const before = reachable(index);
    for (const each of [String(secret[0]), String(secret[1]), subject, 'a'])
      expect(before).toContain(each);
    expect(before.length).toBeGreaterThan(reachable(ignorant).length + 10);
    index.forget(subject);
    expect(reachable(index)).toEqual(reachable(ignorant));
  });

  test('one case alone can be forgotten', () => {
    const index = duplicateIndex();
    index.put(cover('a', { subject }));
    index.put(cover('b', { subject }));
    index.forget(subject, caseId('a'));
    expect(ids(index.suggest(candidate))).toEqual(['b']);
  });
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
    readonly descriptor?: string;
    readonly lng?: number;
    readonly lat?: number;
    readonly place?: string;
  }
  const rows = () =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Public);

  test('every report of the 45 repeated pairs of type and place finds its first one', () => {
    const all = rows();
    const index = duplicateIndex();
    const first = new Map<string, string>();
    const pairs = new Map<string, number>();
    const missed: string[] = [];
    let others = 0;
    let repeats = 0;
    for (const { id, created, type, descriptor, lng, lat, place } of all) {
      if (lng === undefined || lat === undefined || place === undefined) continue;
      const at = Date.parse(`${created.replace(' ', 'T')}Z`);
      expect(Number.isFinite(at), created).toBe(true);
      const said = descriptor === undefined ? {} : { words: descriptor };
      const point: Point = [lng, lat];
      const mine = { case: caseId(id), category: type.replaceAll('.', ''), point, at, ...said };
      const key = JSON.stringify([type, place]);
      const known = first.get(key);
      const found = ids(index.suggest(mine));
      const same = found.filter((each) => all.find((row) => row.id === each)?.place === place);
      others += found.length - same.length;
      if (known === undefined) first.set(key, id);
      else {
        repeats++;
        pairs.set(key, (pairs.get(key) ?? 1) + 1);
        if (!same.some((each) => each === known)) missed.push(`${id} of ${known}`);
      }
      index.put(mine);
    }
    const told = new Set(missed.map((each) => each.split(' of ')[1])).size;
    console.info(
      `duplicates: ${pairs.size - told} of ${pairs.size} repeated pairs, ${repeats - missed.length} of ` +
        `${repeats} repeated reports suggested; ${others} suggestions of another place within reach`,
    );
    expect(all).toHaveLength(300);
    expect(pairs.size).toBe(45);
    expect([...pairs.values()].reduce((sum, count) => sum + count, 0)).toBe(165);
    expect(missed).toEqual([]);
  });
});
