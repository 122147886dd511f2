import type {
  Duty,
  Holding,
  HourSpan,
  MatrixChange,
  MatrixGrid,
  MatrixInput,
  MatrixPost,
  MatrixSuccession,
} from '@civigrid/cases/responsibility';
import fc from 'fast-check';

/** 42 slots: two words of bits, the second not full. */
const hours = { kind: 'week', slotMinutes: 240 } as const;
const slots = 42;

const levels = ['low', 'middle', 'high'];
const roles = ['leader', 'patrol', 'police'];
const categories = [
  'fire.smoke',
  'fire.lane',
  'noise',
  'waste.bin.full',
  'waste.bin.broken',
  '__proto__',
];
const codes = ['fire', 'waste', 'waste.bin', ...categories];

/** The same codes, but dots mean nothing. */
const ownParents = [
  { code: 'waste.bin', parent: 'fire' },
  { code: 'fire', parent: null },
  { code: 'waste', parent: 'waste.bin' },
  ...categories.map((code, i) => ({ code, parent: i % 2 === 0 ? 'waste' : 'fire' })),
];

const span: fc.Arbitrary<HourSpan> = fc
  .tuple(fc.nat(slots - 1), fc.integer({ min: 1, max: slots }))
  .map(([from, length]) => [from, Math.min(slots, from + length)]);
const spans = fc.array(span, { minLength: 1, maxLength: 3 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Leaves out the keys that say nothing. */
function said<Thing extends object>(
  thing: { [Key in keyof Thing]: Thing[Key] | undefined },
): Thing {
  return Object.fromEntries(
    Object.entries(thing).filter(([, value]) => value !== undefined),
  ) as Thing;
}

const holder = (n: number): fc.Arbitrary<Holding> =>
  fc
    .record({ holds: maybe(spans), onDuty: maybe(spans), leave: maybe(spans) })
    .map((rest) => said<Holding>({ person: `p${n}`, ...rest }));

const holding: fc.Arbitrary<Holding> = fc.integer({ min: 10, max: 20 }).chain(holder);

const holders = fc.oneof(
  fc.constant([]),
  holder(0).map((one) => [one]),
  fc.constant([{ person: 'always' }]),
  fc.tuple(holder(0), holder(1)),
);

const postIn = (grids: readonly string[], ids: readonly string[]): fc.Arbitrary<MatrixPost> =>
  fc
    .record({
      id: fc.constantFrom(...ids),
      role: fc.constantFrom(...roles),
      grid: fc.constantFrom(...grids),
      holders,
      rank: maybe(fc.nat(1)),
    })
    .map((post) => said<MatrixPost>(post));

const dutyIn = (grids: readonly string[], ids: readonly string[]): fc.Arbitrary<Duty> =>
  fc
    .record({
      id: fc.constantFrom(...ids),
      categories: maybe(fc.subarray(codes, { minLength: 1 })),
      grids: maybe(fc.subarray([...grids], { minLength: 1, maxLength: Math.min(3, grids.length) })),
      levels: maybe(fc.subarray(levels, { minLength: 1 })),
      hours: maybe(spans),
      lead: fc.constantFrom(...roles, 'nobody'),
      rank: maybe(fc.nat(2)),
    })
    .map((duty) => said<Duty>(duty));

const names = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix}${i}`);
const dutyIds = names('d', 8);
const postIds = names('post', 14);

/** Trees and forests of up to eight cells; mostly higher cells above, but nothing promises it. */
const tree: fc.Arbitrary<readonly MatrixGrid[]> = fc
  .array(fc.tuple(fc.nat(7), fc.constantFrom(...levels)), { minLength: 1, maxLength: 8 })
  .map((cells) =>
    cells.map(([above, level], i) => {
      const parent = above < i ? `g${above}` : null;
      return { code: `g${i}`, parent, level: i === 0 ? 'high' : level };
    }),
  );

/** Who is asked after whom, for some of the roles; circles and repetitions too. */
const successions: fc.Arbitrary<readonly MatrixSuccession[]> = fc.uniqueArray(
  fc.record({
    role: fc.constantFrom(...roles, 'nobody'),
    next: fc.array(fc.constantFrom(...roles, 'nobody'), { maxLength: 3 }),
  }),
  { selector: ({ role }) => role, maxLength: 4 },
);

/** Small worlds with everything in them that a matrix can say. */
export const world: fc.Arbitrary<MatrixInput> = tree.chain((grids) => {
  const cells = grids.map(({ code }) => code);
  const unique = { selector: ({ id }: { readonly id: string }) => id };
  return fc
    .record({
      categories: fc.constantFrom(categories, ownParents),
      duties: fc.uniqueArray(dutyIn(cells, dutyIds), { ...unique, maxLength: 8 }),
      posts: fc.uniqueArray(postIn(cells, postIds), { ...unique, maxLength: 14 }),
      fallback: fc.constantFrom('anyAbove', 'whereNoPost', 'none'),
      unique: fc.boolean(),
      start: maybe(fc.constantFrom('level', 'place')),
      successions: maybe(successions),
    })
    .map(({ start, successions, ...rest }) => ({
      ...rest,
      ...(start === undefined ? {} : { start }),
      ...(successions === undefined ? {} : { successions }),
      hours,
      levels,
      grids,
      limits: { findings: 100_000 },
    }));
});

/** Some change that fits what the world is now; it may still be refused. */
export const changeOf = (input: MatrixInput): fc.Arbitrary<MatrixChange> => {
  const cells = input.grids.length > 0 ? input.grids.map(({ code }) => code) : ['g0'];
  const post = fc.constantFrom(...postIds);
  const cell = fc.constantFrom(...cells, 'g8', 'g9');
  return fc.oneof(
    fc.record({ type: fc.constant('putPost' as const), post: postIn(cells, postIds) }),
    fc.record({ type: fc.constant('vacate' as const), post }),
    fc.record({ type: fc.constant('removePost' as const), post }),
    fc.record({ type: fc.constant('appoint' as const), post, holder: holding }),
    fc.record({ type: fc.constant('leave' as const), post, hours: spans }),
    fc.record({ type: fc.constant('putDuty' as const), duty: dutyIn(cells, dutyIds) }),
    fc.record({ type: fc.constant('removeDuty' as const), duty: fc.constantFrom(...dutyIds) }),
    fc.record({
      type: fc.constant('redivide' as const),
      put: fc.array(
        fc.record({
          code: cell,
          parent: fc.option(fc.constantFrom(...cells), { nil: null }),
          level: fc.constantFrom(...levels),
        }),
        { maxLength: 2 },
      ),
      remove: fc.subarray([...cells], { maxLength: 1 }),
    }),
  );
};
