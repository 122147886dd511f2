import { dayNumber, workCalendar, zone } from '@civigrid/calendar';
import { chinaCalendarYears } from '@civigrid/calendar/china';
import { gridCode, personId, postId } from '@civigrid/kernel';
import {
  type DutyShift,
  onePlusSixPlusN,
  postsFor,
  type RosterInput,
  type Rota,
  roster,
} from '@civigrid/people';
import { describe, expect, test } from 'vitest';

const street = gridCode('LS');
const community = gridCode('LS.01');
const grid = gridCode('LS.01.02');
const parents = [
  [street, null],
  [community, street],
  [grid, community],
] as const;
const calendar = workCalendar({
  shifts: [
    ['08:30', '12:00'],
    ['14:00', '17:30'],
  ],
  years: chinaCalendarYears,
});
const at = (text: string) => Date.parse(`${text}+08:00`);
const ever = at('2025-01-01T00:00');

const posts = [
  ...postsFor(street, onePlusSixPlusN),
  { id: postId('leader'), role: 'gridLeader', grid },
  { id: postId('chief'), role: 'gridLeader', grid: community },
  { id: postId('patrol'), role: 'patroller', grid },
];
const holder = (post: string) => ({
  post: postId(post),
  person: personId(`holder of ${post}`),
  from: ever,
});
const tenures = posts.map(({ id }) => holder(id));
const rotaOf = (pattern: Rota['pattern'], more: Partial<Rota> = {}): Rota => ({
  id: 'rota',
  from: ever,
  pattern,
  ...more,
});
const patrolOf = (...shifts: readonly Omit<DutyShift, 'post'>[]) =>
  shifts.map((shift) => ({ post: postId('patrol'), ...shift }));
const town = (more: Partial<RosterInput>) => roster({ posts, tenures, parents, calendar, ...more });
const codes = (rotas: readonly Rota[], more: Partial<RosterInput> = {}) =>
  town({ rotas, ...more }).issues.map(({ code }) => code);

describe('a 1+6+N centre by the work calendar', () => {
  const departments = onePlusSixPlusN.slice(1).map(({ role }) => postId(`LS/${role}`));
  const { holderAt, dutyHours } = town({
    rotas: [rotaOf({ kind: 'office', posts: departments })],
  });

  test('on a workday at ten the police of the centre answer for a grid, and the answer says where they sit', () => {
    expect(holderAt(grid, 'police', at('2026-06-15T10:00'))).toEqual({
      status: 'held',
      role: 'police',
      post: 'LS/police',
      person: 'holder of LS/police',
      as: 'holder',
      grid: street,
      fellBack: true,
      passed: [],
    });
  });

  test('on Sunday at three in the morning nobody of the six departments is on duty; the centre itself has no rota and answers', () => {
    const night = at('2026-06-14T03:00');
    for (const { role } of onePlusSixPlusN.slice(1))
      expect(holderAt(grid, role, night)).toEqual({
        status: 'nobody',
        passed: [{ post: `LS/${role}`, role, grid: street, reason: 'offDuty' }],
      });
    expect(holderAt(grid, 'disputeCentre', night).status).toBe('held');
  });

  test('a holiday is off, a make-up Saturday is worked', () => {
    const court = (day: string) => holderAt(grid, 'court', at(`${day}T10:00`)).status;
    // 2026-02-16 is a Monday within Spring Festival, 2026-02-14 a Saturday that is worked for it
    expect(['2026-02-13', '2026-02-14', '2026-02-16'].map(court)).toEqual([
      'held',
      'held',
      'nobody',
    ]);
  });

  test('the hours of a day are listed with the reason of each gap', () => {
    const day = dutyHours(street, 'court', at('2026-06-15T00:00'), at('2026-06-16T00:00'));
    const clock = (instant: number) =>
      new Date(instant + 8 * 3_600_000).toISOString().slice(11, 16);
    expect(
      day.map(({ from, until, answer }) => [
        clock(from),
        clock(until),
        answer.status === 'held' ? answer.post : answer.passed[0]?.reason,
      ]),
    ).toEqual([
      ['00:00', '08:30', 'offDuty'],
      ['08:30', '12:00', 'LS/court'],
      ['12:00', '14:00', 'offDuty'],
      ['14:00', '17:30', 'LS/court'],
      ['17:30', '00:00', 'offDuty'],
    ]);
  });

  test('a year without a notice is not guessed: the answer names it, and every hour of that year is unknown', () => {
    expect(holderAt(grid, 'police', at('2027-01-04T10:00'))).toEqual({
      status: 'unknown',
      code: 'calendar/unknown-year',
      year: 2027,
      role: 'police',
      post: 'LS/police',
      grid: street,
      passed: [],
    });
    const turn = dutyHours(street, 'police', at('2026-12-31T17:00'), at('2027-01-02T00:00'));
    expect(turn.map(({ until, answer }) => [until, answer.status])).toEqual([
      [at('2026-12-31T17:30'), 'held'],
      [at('2027-01-01T00:00'), 'nobody'],
      [at('2027-01-02T00:00'), 'unknown'],
    ]);
  });

  test('a vacant post is vacant in any year: its answer does not depend on the calendar', () => {
    const empty = town({
      tenures: [],
      rotas: [rotaOf({ kind: 'office', posts: departments })],
    });
    expect(empty.holderAt(grid, 'police', at('2027-01-04T10:00'))).toMatchObject({
      status: 'nobody',
      passed: [{ reason: 'vacant' }],
    });
  });

  test('without a calendar nothing is known of working hours, and the roster says that it has none', () => {
    const rotas = [rotaOf({ kind: 'office', posts: departments })];
    const blind = roster({ posts, tenures, parents, rotas });
    expect(blind.issues).toEqual([
      { code: 'people/no-calendar', list: 'rotas', index: 0, rota: 'rota' },
    ]);
    expect(blind.holderAt(grid, 'police', at('2026-06-15T10:00')).status).toBe('unknown');
  });

  test('an office whose night runs into a known year depends on the year in which it began', () => {
    const nights = workCalendar({
      shifts: [['20:00', '04:00']],
      weekends: [],
      years: { 2026: [] },
    });
    const rotas = [rotaOf({ kind: 'office', posts: departments })];
    const { holderAt: asked, dutyHours: hours } = town({ rotas, calendar: nights });
    expect(asked(street, 'police', at('2026-01-01T03:59'))).toMatchObject({
      status: 'unknown',
      year: 2025,
    });
    expect(asked(street, 'police', at('2026-01-01T04:00')).status).toBe('nobody');
    // the last night goes on into a year that nobody knows
    expect(asked(street, 'police', at('2027-01-01T03:59')).status).toBe('held');
    expect(asked(street, 'police', at('2027-01-01T04:00'))).toMatchObject({ year: 2027 });
    expect(
      hours(street, 'police', at('2025-12-31T12:00'), at('2026-01-01T12:00')).map(
        ({ until, answer }) => [until, answer.status === 'unknown' ? answer.year : answer.status],
      ),
    ).toEqual([
      [at('2026-01-01T04:00'), 2025],
      [at('2026-01-01T12:00'), 'nobody'],
    ]);
  });
});

describe('shifts that come round again', () => {
  const persons = ['A', 'B', 'C'].map(personId);
  const threeShifts: Rota['pattern'] = {
    kind: 'cycle',
    days: 3,
    anchor: '2026-06-01',
    shifts: [0, 1, 2].flatMap((day) =>
      (
        [
          ['06:00', '14:00'],
          ['14:00', '22:00'],
          ['22:00', '06:00'],
        ] as const
      ).map(([from, to], i) => {
        const person = persons[(i + day) % 3];
        return { day, post: postId('patrol'), from, to, ...(person && { person }) };
      }),
    ),
  };
  const { holderAt, dutyHours } = town({ rotas: [rotaOf(threeShifts)] });
  const who = (text: string) => {
    const answer = holderAt(grid, 'patroller', at(text));
    return answer.status === 'held' ? `${answer.person} as ${answer.as}` : answer.status;
  };

  test('three persons patrol round the clock, the night belonging to the day on which it begins', () => {
    expect(who('2026-06-01T06:00')).toBe('A as shift');
    expect(who('2026-06-01T21:59')).toBe('B as shift');
    expect(who('2026-06-01T22:00')).toBe('C as shift');
    expect(who('2026-06-02T05:59')).toBe('C as shift');
    expect(who('2026-06-02T06:00')).toBe('B as shift');
    // the cycle reaches back before its anchor, too
    expect(who('2026-05-29T06:00')).toBe('A as shift');
    expect(
      dutyHours(grid, 'patroller', at('2026-06-01T00:00'), at('2026-06-04T00:00')),
    ).toHaveLength(10);
  });

  test('a swap (换班) changes one day and no other', () => {
    const swapped = town({
      rotas: [
        rotaOf(threeShifts, {
          changes: [
            {
              date: '2026-06-01',
              post: postId('patrol'),
              shifts: [
                { from: '06:00', to: '14:00', person: personId('B') },
                { from: '14:00', to: '22:00', person: personId('A') },
                { from: '22:00', to: '06:00', person: personId('C') },
              ],
            },
          ],
        }),
      ],
    });
    expect(swapped.issues).toEqual([]);
    const names = (text: string) => {
      const answer = swapped.holderAt(grid, 'patroller', at(text));
      return answer.status === 'held' && answer.person;
    };
    expect(
      ['2026-06-01T07:00', '2026-06-01T15:00', '2026-06-02T03:00', '2026-06-04T07:00'].map(names),
    ).toEqual(['B', 'A', 'C', 'A']);
  });

  test('who takes the shift and is on leave does not answer; who stands in for the post does', () => {
    const leaves = [{ post: postId('patrol'), person: personId('C'), from: ever }];
    const standIns = [
      { post: postId('patrol'), person: personId('S'), from: at('2026-06-02T00:00') },
    ];
    const night = town({ rotas: [rotaOf(threeShifts)], leaves, standIns });
    expect(night.holderAt(grid, 'patroller', at('2026-06-01T23:00'))).toMatchObject({
      status: 'nobody',
      passed: [{ reason: 'onLeave' }],
    });
    expect(night.holderAt(grid, 'patroller', at('2026-06-02T01:00'))).toMatchObject({
      person: 'S',
      as: 'standIn',
    });
  });

  test('a weekend duty is worked on days off only', () => {
    const weekend = town({
      rotas: [rotaOf({ kind: 'daysOff', shifts: patrolOf({ from: '09:00', to: '17:00' }) })],
    });
    const status = (text: string) => weekend.holderAt(grid, 'patroller', at(text)).status;
    expect(status('2026-06-13T10:00')).toBe('held');
    expect(status('2026-06-15T10:00')).toBe('nobody');
    expect(status('2026-02-14T10:00')).toBe('nobody');
    // outside its hours the day does not matter
    expect(status('2027-01-01T03:00')).toBe('nobody');
    expect(status('2027-01-01T10:00')).toBe('unknown');
  });

  test('before a rota is in force, and after, the post answers whenever it is held', () => {
    const rotas = [
      rotaOf(
        { kind: 'workdays', shifts: patrolOf({ from: '09:00', to: '17:00' }) },
        { from: at('2026-06-15T00:00'), until: at('2026-06-16T00:00') },
      ),
    ];
    const { dutyHours: hours } = town({ rotas });
    expect(
      hours(grid, 'patroller', at('2026-06-14T12:00'), at('2026-06-16T12:00')).map(
        ({ until, answer }) => [until, answer.status],
      ),
    ).toEqual([
      [at('2026-06-15T00:00'), 'held'],
      [at('2026-06-15T09:00'), 'nobody'],
      [at('2026-06-15T17:00'), 'held'],
      [at('2026-06-16T00:00'), 'nobody'],
      [at('2026-06-16T12:00'), 'held'],
    ]);
  });
});

test('where clocks are moved, shifts go by the clock on the wall', () => {
  const name = 'Europe/Berlin';
  const where = zone(name);
  const { holderAt, dutyHours } = town({
    rotas: [
      rotaOf(
        {
          kind: 'cycle',
          days: 1,
          anchor: '2026-01-01',
          shifts: patrolOf({ from: '02:30', to: '06:00' }, { from: '22:00', to: '00:30' }).map(
            (shift) => ({ ...shift, day: 0 }),
          ),
        },
        { zone: name },
      ),
    ],
  });
  for (const date of ['2026-03-29', '2026-10-25', '2026-07-01']) {
    const begin = ((dayNumber(date) ?? 0) - 1) * 86_400_000;
    const intervals = dutyHours(grid, 'patroller', begin, begin + 3 * 86_400_000);
    for (let instant = begin; instant < begin + 3 * 86_400_000; instant += 900_000) {
      const minute = Math.floor((instant + where.offsetAt(instant)) / 60_000) % 1440;
      const on = minute < 30 || (minute >= 150 && minute < 360) || minute >= 1320;
      expect(holderAt(grid, 'patroller', instant).status).toBe(on ? 'held' : 'nobody');
      const interval = intervals.find(({ from, until }) => from <= instant && instant < until);
      expect(interval?.answer.status).toBe(on ? 'held' : 'nobody');
    }
  }
});

describe('a rota with something wrong in it', () => {
  const day = (...shifts: readonly Omit<DutyShift, 'post'>[]) =>
    rotaOf({ kind: 'workdays', shifts: patrolOf(...shifts) });

  test('is listed with the place of what is wrong', () => {
    const { issues } = town({
      rotas: [
        day(
          { from: '08:00', to: '12:00' },
          { from: '11:00', to: '13:00' },
          { from: '14:00', to: '14:00' },
          { from: '8', to: '25:00' },
        ),
        { ...day({ from: '08:00', to: '12:00' }), id: 'later', from: ever + 1 },
      ],
    });
    const place = { list: 'rotas', index: 0, rota: 'rota', post: 'patrol' };
    expect(issues).toEqual([
      { code: 'people/empty-shift', ...place, shift: 2 },
      { code: 'people/bad-shift', ...place, shift: 3 },
      { code: 'people/shifts-overlap', ...place, shift: 1 },
      { code: 'people/rotas-overlap', list: 'rotas', index: 1, rota: 'later', post: 'patrol' },
    ]);
  });

  test('nights that run into the next day of the cycle overlap, also where the cycle comes round', () => {
    const night = { from: '22:00', to: '06:00' };
    expect(codes([day(night, { from: '05:00', to: '12:00' })])).toEqual(['people/shifts-overlap']);
    const cycle = (first: string) =>
      rotaOf({
        kind: 'cycle',
        days: 2,
        anchor: '2026-01-01',
        shifts: [
          ...patrolOf({ from: first, to: '12:00' }).map((shift) => ({ ...shift, day: 0 })),
          ...patrolOf(night).map((shift) => ({ ...shift, day: 1 })),
        ],
      });
    expect(codes([cycle('06:00')])).toEqual([]);
    expect(codes([cycle('05:59')])).toEqual(['people/shifts-overlap']);
  });

  test('of a cycle that is none, an unknown zone, no shifts, a reversed term', () => {
    const shifts = patrolOf({ from: '08:00', to: '12:00' }).map((shift) => ({ ...shift, day: 0 }));
    const cycle = { kind: 'cycle', days: 1, anchor: '2026-01-01', shifts } as const;
    expect(codes([rotaOf({ ...cycle, days: 0 })])).toEqual(['people/bad-cycle']);
    expect(codes([rotaOf({ ...cycle, anchor: '2026-02-30' })])).toEqual(['people/bad-cycle']);
    expect(codes([rotaOf({ ...cycle, shifts: shifts.map((s) => ({ ...s, day: 1 })) })])).toEqual([
      'people/bad-cycle',
    ]);
    expect(codes([rotaOf(cycle, { zone: 'Moon/Sea' })])).toEqual(['people/unknown-zone']);
    expect(codes([rotaOf({ ...cycle, shifts: [] })])).toEqual(['people/empty-rota']);
    expect(codes([rotaOf(cycle, { until: ever })])).toEqual(['people/term-reversed']);
    expect(codes([rotaOf({ kind: 'office', posts: [postId('nowhere')] })])).toEqual([
      'people/unknown-post',
    ]);
    expect(codes([rotaOf({ kind: 'office', posts: [postId('patrol')] }, { zone: 'UTC' })])).toEqual(
      ['people/zone-differs'],
    );
  });

  test('of changes: no such day, another post, twice, two days that meet', () => {
    const change = (date: string, post = 'patrol', from = '08:00', to = '12:00') => ({
      date,
      post: postId(post),
      shifts: [{ from, to }],
    });
    const changed = (...changes: NonNullable<Rota['changes']>) =>
      codes([{ ...day({ from: '08:00', to: '12:00' }), changes }]);
    expect(changed(change('2026-02-30'))).toEqual(['people/bad-date']);
    expect(changed(change('2026-06-01', 'leader'))).toEqual(['people/post-not-in-rota']);
    expect(changed(change('2026-06-01'), change('2026-06-01'))).toEqual([
      'people/duplicate-change',
    ]);
    expect(changed(change('2026-06-02'), change('2026-06-01', 'patrol', '20:00', '09:00'))).toEqual(
      ['people/shifts-overlap'],
    );
  });

  test('gives no duty: its posts never seem to answer because of an error', () => {
    const broken = rotaOf({
      kind: 'cycle',
      days: 0,
      anchor: '2026-01-01',
      shifts: patrolOf({ from: '00:00', to: '24:00' }).map((shift) => ({ ...shift, day: 0 })),
    });
    expect(
      town({ rotas: [broken] }).holderAt(grid, 'patroller', at('2026-06-01T10:00')),
    ).toMatchObject({ status: 'nobody', passed: [{ reason: 'offDuty' }] });
  });
});

test('the leader is on leave: the stand-in answers, and without one the leader of the community', () => {
  const leaves = [
    {
      post: postId('leader'),
      person: personId('holder of leader'),
      from: at('2026-06-01T00:00'),
      until: at('2026-06-08T00:00'),
    },
  ];
  const standIns = [
    {
      post: postId('leader'),
      person: personId('S'),
      from: at('2026-06-01T00:00'),
      until: at('2026-06-03T00:00'),
    },
  ];
  const { holderAt } = town({ leaves, standIns });
  const answer = (text: string) => holderAt(grid, 'gridLeader', at(text));
  expect(answer('2026-05-31T23:59')).toMatchObject({ person: 'holder of leader', as: 'holder' });
  expect(answer('2026-06-01T00:00')).toMatchObject({ person: 'S', as: 'standIn', fellBack: false });
  expect(answer('2026-06-03T00:00')).toMatchObject({
    person: 'holder of chief',
    grid: community,
    fellBack: true,
    passed: [{ post: 'leader', role: 'gridLeader', grid, reason: 'onLeave' }],
  });
  expect(answer('2026-06-08T00:00')).toMatchObject({ person: 'holder of leader', passed: [] });
});

describe('a tree that contradicts itself', () => {
  test('loses the second parent of a cell, and a circle is cut', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(gridCode) as [typeof grid, typeof grid, typeof grid];
    const { issues, holderAt } = roster({
      posts: [{ id: postId('p'), role: 'leader', grid: a }],
      tenures: [holder('p')],
      parents: [
        [b, a],
        [b, c],
        [c, b],
        [a, c],
      ],
    });
    expect(issues).toEqual([
      { code: 'people/two-parents', list: 'parents', index: 1, grid: b },
      { code: 'people/parents-in-a-circle', list: 'parents', index: 2, grid: c },
    ]);
    expect(holderAt(b, 'leader', ever)).toMatchObject({ grid: a, fellBack: true });
    expect(holderAt(c, 'leader', ever).status).toBe('nobody');
  });
});

test('an instant that is none, and a window that ends before it begins, are refused', () => {
  const { holderAt, dutyHours } = town({});
  const code = (ask: () => unknown) => {
    try {
      ask();
      return 'answered';
    } catch (error) {
      return (error as { readonly code?: string }).code;
    }
  };
  expect(code(() => holderAt(grid, 'gridLeader', Number.NaN))).toBe('people/bad-instant');
  expect(code(() => dutyHours(grid, 'gridLeader', 5, 5))).toBe('people/bad-window');
  expect(code(() => dutyHours(grid, 'gridLeader', 0, 1e12))).toBe('people/bad-window');
});
