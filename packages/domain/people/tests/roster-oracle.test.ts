import { workCalendar } from '@civigrid/calendar';
import { gridCode, personId, postId } from '@civigrid/kernel';
import {
  type Answer,
  type DutyHours,
  type PostState,
  type RosterInput,
  type Rota,
  roster,
} from '@civigrid/people';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveAnswer, naivePost } from './naive-roster.ts';

const codes = ['R', 'R.1', 'R.2', 'R.1.1', 'R.1.2'] as const;
const parents = [
  ['R', null],
  ['R.1', 'R'],
  ['R.2', 'R'],
  ['R.1.1', 'R.1'],
  ['R.1.2', 'R.1'],
].map(([code, parent]) => [gridCode(`${code}`), parent ? gridCode(parent) : null] as const);
const roles = ['leader', 'member', 'centre'];
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Nothing is known of 2025: the days before the new year are days of nobody knows what. */
const calendar = workCalendar({
  shifts: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
  years: {
    2026: [
      { date: '2026-01-01', kind: 'off' },
      { date: '2026-01-02', kind: 'off' },
      { date: '2026-01-04', kind: 'work' },
    ],
  },
});

const base = Date.parse('2025-12-29T00:00+08:00');
const half = 1_800_000;
const steps = 480;
const instant = fc.integer({ min: 0, max: steps }).map((step) => base + step * half);
const someId = fc.constantFrom(...ids).map(postId);
const person = fc.constantFrom('P', 'Q', 'S').map(personId);

const somePost = fc.record(
  {
    id: someId,
    role: fc.constantFrom(...roles),
    grid: fc.constantFrom(...codes).map(gridCode),
    until: instant,
  },
  { requiredKeys: ['id', 'role', 'grid'] },
);
/** Half of all terms last from before the first instant, so that there is somebody to be away or off duty. */
const term = { post: someId, person, from: fc.oneof(fc.constant(base), instant) };
const someTerm = fc.oneof(fc.record(term), fc.record({ ...term, until: instant }));
/** Every post once, and some a second time. */
const somePosts = fc
  .tuple(...ids.map((id) => somePost.map((post) => ({ ...post, id: postId(id) }))))
  .chain((all) => fc.array(somePost, { maxLength: 2 }).map((more) => [...all, ...more]));

/** Days that may follow one another without overlap, in a rota with nights and in one without. */
const families: readonly (readonly (readonly DutyHours[])[])[] = [
  [
    [],
    [{ from: '08:00', to: '16:00' }],
    [
      { from: '14:30', to: '24:00' },
      { from: '00:00', to: '06:00' },
    ],
    [{ from: '00:00', to: '24:00' }],
  ],
  [
    [],
    [{ from: '06:00', to: '14:00' }],
    [{ from: '22:00', to: '06:00' }],
    [
      { from: '22:00', to: '06:00' },
      { from: '06:00', to: '21:30' },
    ],
  ],
];
const dates = Array.from({ length: 12 }, (_, i) =>
  new Date(base + (i + 0.5) * 86_400_000).toISOString().slice(0, 10),
);

const someRota: fc.Arbitrary<Rota> = fc.constantFrom(...families).chain((family) => {
  const hours = fc
    .tuple(fc.constantFrom(...family), fc.option(person, { nil: undefined }))
    .map(([day, who]) => day.map((each) => (who === undefined ? each : { ...each, person: who })));
  const shifts = fc
    .tuple(
      fc.uniqueArray(someId, { minLength: 1, maxLength: 3 }),
      fc.array(hours, { minLength: 3, maxLength: 3 }),
    )
    .map(([posts, days]) =>
      posts.flatMap((post, i) => (days[i] ?? []).map((each) => ({ post, ...each }))),
    );
  const cycle = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.array(shifts, { minLength: 3, maxLength: 3 }))
    .map(([days, plans]) => ({
      kind: 'cycle' as const,
      days,
      anchor: '2026-01-01',
      shifts: plans.slice(0, days).flatMap((plan, day) => plan.map((each) => ({ ...each, day }))),
    }));
  const pattern = fc.oneof(
    cycle,
    fc.record({ kind: fc.constantFrom('workdays' as const, 'daysOff' as const), shifts }),
    fc.record({
      kind: fc.constant('office' as const),
      posts: fc.uniqueArray(someId, { minLength: 1 }),
    }),
  );
  const change = fc.record({ date: fc.constantFrom(...dates), post: someId, shifts: hours });
  return fc
    .record(
      {
        id: fc.constantFrom('one', 'two'),
        from: instant,
        until: instant,
        pattern,
        changes: fc.uniqueArray(change, {
          maxLength: 3,
          selector: ({ date, post }) => date + post,
        }),
      },
      { requiredKeys: ['id', 'from', 'pattern'] },
    )
    .map((rota) => {
      const { pattern: ruled, changes } = rota;
      const posts: readonly string[] =
        ruled.kind === 'office' ? ruled.posts : ruled.shifts.map(({ post }) => post);
      return changes === undefined
        ? rota
        : { ...rota, changes: changes.filter(({ post }) => posts.includes(post)) };
    });
});

const input: fc.Arbitrary<RosterInput> = fc
  .record({
    posts: somePosts,
    tenures: fc.array(someTerm, { minLength: 2, maxLength: 12 }),
    standIns: fc.array(someTerm, { maxLength: 3 }),
    leaves: fc.array(someTerm, { maxLength: 12 }),
    rotas: fc.array(someRota, { maxLength: 5 }),
    parents: fc.constant(parents),
    calendar: fc.constantFrom(calendar, calendar, undefined),
  })
  .map(({ calendar: by, ...rest }) => (by === undefined ? rest : { ...rest, calendar: by }));

function told(answer: Answer) {
  const passed = answer.passed.map(({ post, reason }) => `${post} ${reason}`);
  switch (answer.status) {
    case 'nobody':
      return { found: undefined, passed };
    case 'unknown':
      return {
        found: [answer.role, answer.post, answer.grid, `unknown ${answer.year}`].join(),
        passed,
      };
    case 'held':
      return {
        found: [answer.role, answer.post, answer.grid, `${answer.person} as ${answer.as}`].join(),
        passed,
      };
  }
}

function said(state: PostState | undefined): string | undefined {
  switch (state?.status) {
    case 'acting':
      return `${state.person} as ${state.as}`;
    case 'silent':
      return state.reason;
    case 'unknown':
      return `unknown ${state.year}`;
    default:
      return state?.status;
  }
}

describe('beside the naive oracle', () => {
  test('any roster with leaves, vacancies, stand-ins and rotas: the same answer for any ladder, cell and instant', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        input,
        fc.shuffledSubarray(roles, { minLength: 1 }),
        fc.array(instant, { minLength: 12, maxLength: 12 }),
        (made, ladder, instants) => {
          const { holderAt, answering } = roster(made);
          for (const cell of codes)
            for (const at of instants) {
              const answer = answering(gridCode(cell), ladder, at);
              seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
              for (const { reason } of answer.passed) seen.set(reason, (seen.get(reason) ?? 0) + 1);
              if (answer.status === 'held') {
                seen.set(answer.as, (seen.get(answer.as) ?? 0) + 1);
                expect(answer.fellBack).toBe(answer.grid !== cell);
              }
              expect(told(answer)).toEqual(naiveAnswer(made, cell, ladder, at));
              const [role = ''] = ladder;
              expect(told(holderAt(gridCode(cell), role, at))).toEqual(
                naiveAnswer(made, cell, [role], at),
              );
            }
        },
      ),
      { numRuns: 800 },
    );
    // the comparison means nothing unless every kind of answer occurs
    const kinds = [
      'held',
      'nobody',
      'unknown',
      'vacant',
      'onLeave',
      'offDuty',
      'holder',
      'standIn',
      'shift',
    ];
    for (const kind of kinds) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(100);
  }, 60_000);

  test('duty hours say at every half hour what is asked there, without a hole, and no two neighbours alike', () => {
    fc.assert(
      fc.property(
        input,
        fc.constantFrom(...codes),
        fc.constantFrom(...roles),
        (made, cell, role) => {
          const { holderAt, dutyHours } = roster(made);
          const [from, until] = [base + 7, base + steps * half];
          const intervals = dutyHours(gridCode(cell), role, from, until);
          expect(intervals[0]?.from).toBe(from);
          expect(intervals.at(-1)?.until).toBe(until);
          for (const [i, { answer, ...interval }] of intervals.entries()) {
            const next = intervals[i + 1];
            if (next) expect(next.from).toBe(interval.until);
            if (next) expect(told(next.answer)).not.toEqual(told(answer));
          }
          let place = 0;
          for (let at = from; at < until; at += half) {
            while ((intervals[place]?.until ?? until) <= at) place++;
            expect(intervals[place]?.answer).toEqual(holderAt(gridCode(cell), role, at));
          }
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);

  test('the hours of one post say at every half hour what the post says, whoever answers above it', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(input, fc.constantFrom(...ids).map(postId), (made, post) => {
        const { posts, postHours, actingFor } = roster(made);
        const [from, until] = [base + 7, base + steps * half];
        const intervals = postHours(post, from, until);
        expect(intervals[0]?.from).toBe(from);
        expect(intervals.at(-1)?.until).toBe(until);
        for (const [i, { state, ...interval }] of intervals.entries()) {
          const next = intervals[i + 1];
          if (next) expect(next.from).toBe(interval.until);
          if (next) expect(next.state).not.toEqual(state);
        }
        const own = posts.find(({ id }) => id === post);
        let place = 0;
        for (let at = from; at < until; at += half) {
          while ((intervals[place]?.until ?? until) <= at) place++;
          const state = intervals[place]?.state;
          const acting = actingFor(post, at);
          if (state?.status === 'acting')
            expect(acting).toEqual({ person: state.person, as: state.as });
          else expect(acting).toBeUndefined();
          if (state?.status === 'silent') seen.set(state.reason, (seen.get(state.reason) ?? 0) + 1);
          if (state?.status === 'silent' && state.person !== undefined)
            expect(state.reason).not.toBe('vacant');
          expect(said(state)).toBe(
            own?.until !== undefined && at >= own.until
              ? 'notStanding'
              : naivePost(made, posts, post, at),
          );
        }
      }),
      { numRuns: 200 },
    );
    for (const reason of ['vacant', 'onLeave', 'offDuty'])
      expect(seen.get(reason) ?? 0, reason).toBeGreaterThan(100);
  }, 60_000);

  test('the order of the entries changes no answer where nothing contradicts', () => {
    fc.assert(
      fc.property(input, fc.nat(), (made, turn) => {
        const { issues } = roster(made);
        const clean = <Entry>(name: string, list: readonly Entry[] = []) =>
          list.filter((_, i) => issues.every(({ list, index }) => list !== name || index !== i));
        const turned = <Entry>(list: readonly Entry[]): readonly Entry[] => {
          const at = list.length === 0 ? 0 : turn % list.length;
          return [...list.slice(at), ...list.slice(0, at)].reverse();
        };
        const lists = {
          posts: clean('posts', made.posts),
          tenures: clean('tenures', made.tenures),
          standIns: clean('standIns', made.standIns),
          leaves: clean('leaves', made.leaves),
          rotas: clean('rotas', made.rotas),
        };
        const same = roster({ ...made, ...lists });
        const other = roster({
          ...made,
          posts: turned(lists.posts),
          tenures: turned(lists.tenures),
          standIns: turned(lists.standIns),
          leaves: turned(lists.leaves),
          rotas: turned(lists.rotas),
        });
        for (const cell of codes)
          for (const role of roles)
            for (const step of [20, 200, 333])
              expect(other.holderAt(gridCode(cell), role, base + step * half)).toEqual(
                same.holderAt(gridCode(cell), role, base + step * half),
              );
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
