import { gridCode, personId, postId } from '@civigrid/kernel';
import {
  type Answer,
  ladderFrom,
  type Post,
  roster,
  type StandIn,
  type Tenure,
} from '@civigrid/people';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveAnswer } from './naive-roster.ts';

const path = ['LS', 'LS.01', 'LS.01.02', 'LS.01.02.07'].map(gridCode);
const [street, community, grid, microGrid] = path as [
  (typeof path)[0],
  (typeof path)[0],
  (typeof path)[0],
  (typeof path)[0],
];

const post = (id: string, role: string, at: string): Post => ({
  id: postId(id),
  role,
  grid: gridCode(at),
});
const holds = (id: string, person: string, from = 0, until?: number): Tenure => ({
  post: postId(id),
  person: personId(person),
  from,
  ...(until !== undefined && { until }),
});

const posts = [
  post('centre', 'commandCentre', street),
  post('secretary', 'secretary', community),
  post('leader', 'gridLeader', grid),
  post('chief', 'gridLeader', community),
  post('micro', 'microGridLeader', microGrid),
];

describe('who holds a role at a place', () => {
  test('the leader of the grid answers for a place in one of its micro-grids, and nothing fell back', () => {
    const { holderOf } = roster({
      posts,
      tenures: [holds('leader', 'Chen'), holds('chief', 'Lin')],
    });
    expect(holderOf('gridLeader', path, 5)).toEqual({
      status: 'held',
      role: 'gridLeader',
      post: 'leader',
      person: 'Chen',
      grid,
      standIn: false,
      vacant: [],
    });
  });

  test('a vacant post falls to the nearest ancestor, and the answer says which post is vacant and where the holder sits', () => {
    const { holderOf } = roster({ posts, tenures: [holds('chief', 'Lin')] });
    expect(holderOf('gridLeader', path, 5)).toEqual({
      status: 'held',
      role: 'gridLeader',
      post: 'chief',
      person: 'Lin',
      grid: community,
      standIn: false,
      vacant: [{ post: 'leader', role: 'gridLeader', grid }],
    });
  });

  test('where nobody holds the role up to the root, every vacant post is named, nearest first', () => {
    const { holderOf } = roster({ posts, tenures: [] });
    expect(holderOf('gridLeader', path, 5)).toEqual({
      status: 'vacant',
      vacant: [
        { post: 'leader', role: 'gridLeader', grid },
        { post: 'chief', role: 'gridLeader', grid: community },
      ],
    });
    expect(holderOf('lighthouseKeeper', path, 5)).toEqual({ status: 'vacant', vacant: [] });
    expect(holderOf('gridLeader', [], 5)).toEqual({ status: 'vacant', vacant: [] });
  });

  test('a term holds from its first instant to just before its last', () => {
    const tenures = [holds('leader', 'Chen', 10, 20), holds('leader', 'Wu', 20)];
    const { actingFor } = roster({ posts, tenures });
    const person = (at: number) => actingFor(postId('leader'), at)?.person;
    expect([9, 10, 19, 20, 1e15].map(person)).toEqual([undefined, 'Chen', 'Chen', 'Wu', 'Wu']);
  });

  test('a stand-in acts while the holder is away, and also where there is none', () => {
    const standIns: readonly StandIn[] = [holds('leader', 'Wu', 10, 20), holds('micro', 'Wu', 0)];
    const { actingFor, holderOf } = roster({ posts, tenures: [holds('leader', 'Chen')], standIns });
    expect(actingFor(postId('leader'), 9)).toEqual({ person: 'Chen', standIn: false });
    expect(actingFor(postId('leader'), 10)).toEqual({ person: 'Wu', standIn: true });
    expect(actingFor(postId('leader'), 20)).toEqual({ person: 'Chen', standIn: false });
    expect(holderOf('microGridLeader', path, 5)).toMatchObject({ person: 'Wu', standIn: true });
  });

  test('an abolished post is not vacant: it is not there', () => {
    const gone = { ...post('leader', 'gridLeader', grid), until: 10 };
    const { holderOf } = roster({ posts: [gone], tenures: [holds('leader', 'Chen')] });
    expect(holderOf('gridLeader', path, 9).status).toBe('held');
    expect(holderOf('gridLeader', path, 10)).toEqual({ status: 'vacant', vacant: [] });
  });

  test('of three members of a grid the first that is held answers', () => {
    const members = ['m1', 'm2', 'm3'].map((id) => post(id, 'gridMember', grid));
    const { holderOf } = roster({
      posts: [...members].reverse(),
      tenures: [holds('m3', 'Wu'), holds('m2', 'Chen')],
    });
    expect(holderOf('gridMember', path, 1)).toMatchObject({ post: 'm2', vacant: [] });
  });

  test('cells, roles and posts may be called __proto__', () => {
    const odd = roster({
      posts: [post('__proto__', 'constructor', '__proto__')],
      tenures: [holds('__proto__', 'toString')],
    });
    expect(odd.issues).toEqual([]);
    expect(odd.holderOf('constructor', [gridCode('__proto__')], 1)).toMatchObject({
      person: 'toString',
    });
    expect(odd.holderOf('toString', [gridCode('__proto__')], 1).status).toBe('vacant');
  });
});

describe('who answers on a ladder', () => {
  const answerOf = (...tenures: readonly Tenure[]): Answer =>
    roster({ posts, tenures }).answering(ladderFrom('microGridLeader'), path, 1);

  test('micro-grid leader, grid leader, secretary, command centre: the nearest that is held', () => {
    const all = ['micro', 'leader', 'secretary', 'centre'].map((id) => holds(id, `of ${id}`));
    for (const [missing, id] of ['micro', 'leader', 'secretary', 'centre'].entries()) {
      const answer = answerOf(...all.slice(missing));
      expect(answer).toMatchObject({ status: 'held', post: id, person: `of ${id}` });
    }
    expect(answerOf().vacant.map((vacant) => vacant.post)).toEqual([
      'micro',
      'leader',
      'chief',
      'secretary',
      'centre',
    ]);
  });

  test('a ladder that begins with the grid leader does not ask the micro-grid leader', () => {
    const { answering } = roster({
      posts,
      tenures: [holds('micro', 'Chen'), holds('centre', 'Lin')],
    });
    expect(answering(ladderFrom('gridLeader'), path, 1)).toMatchObject({
      role: 'commandCentre',
      grid: street,
      person: 'Lin',
    });
  });
});

describe('a roster that contradicts itself', () => {
  test('loses the later entry, says which, and the rest answers', () => {
    const { issues, actingFor } = roster({
      posts: [...posts, post('leader', 'mediator', street)],
      tenures: [
        holds('leader', 'late', 15, 30),
        holds('leader', 'early', 10, 20),
        holds('nowhere', 'Wu'),
        holds('chief', 'Lin', 9, 9),
        holds('chief', 'Lin', Number.NaN),
        holds('leader', 'next', 20),
      ],
      standIns: [holds('chief', 'Wu', 0, 5), holds('chief', 'Chen', 4, 6)],
    });
    expect(issues).toEqual([
      { code: 'people/duplicate-post', list: 'posts', index: 5, post: 'leader' },
      { code: 'people/terms-overlap', list: 'tenures', index: 0, post: 'leader' },
      { code: 'people/unknown-post', list: 'tenures', index: 2, post: 'nowhere' },
      { code: 'people/term-reversed', list: 'tenures', index: 3, post: 'chief' },
      { code: 'people/term-reversed', list: 'tenures', index: 4, post: 'chief' },
      { code: 'people/terms-overlap', list: 'standIns', index: 1, post: 'chief' },
    ]);
    expect(actingFor(postId('leader'), 17)?.person).toBe('early');
    expect(actingFor(postId('leader'), 25)?.person).toBe('next');
    expect(actingFor(postId('nowhere'), 1)).toBeUndefined();
  });

  test('what a caller changes afterwards changes no answer', () => {
    const tenures = [holds('leader', 'Chen')];
    const { holderOf } = roster({ posts, tenures });
    tenures[0] = holds('leader', 'Wu');
    expect(holderOf('gridLeader', path, 1)).toMatchObject({ person: 'Chen' });
  });
});

describe('beside the naive oracle', () => {
  const codes = ['R', 'R.1', 'R.2', 'R.1.1', 'R.1.2'];
  const roles = ['leader', 'member', 'centre'];
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const instant = fc.integer({ min: 0, max: 12 });
  const somePost = fc.record(
    {
      id: fc.constantFrom(...ids).map(postId),
      role: fc.constantFrom(...roles),
      grid: fc.constantFrom(...codes).map(gridCode),
      until: instant,
    },
    { requiredKeys: ['id', 'role', 'grid'] },
  );
  const someTerm = fc.record(
    {
      post: fc.constantFrom(...ids).map(postId),
      person: fc.constantFrom('P', 'Q', 'S').map(personId),
      from: instant,
      until: instant,
    },
    { requiredKeys: ['post', 'person', 'from'] },
  );
  const input = fc.record({
    posts: fc.array(somePost, { maxLength: 10 }),
    tenures: fc.array(someTerm, { maxLength: 14 }),
    standIns: fc.array(someTerm, { maxLength: 4 }),
  });
  const places = [['R'], ['R', 'R.1', 'R.1.1'], ['R', 'R.1', 'R.1.2'], ['R', 'R.2']].map((codes) =>
    codes.map(gridCode),
  );

  const told = (answer: Answer) => ({
    found:
      answer.status === 'vacant'
        ? undefined
        : [
            answer.role,
            answer.post,
            answer.grid,
            answer.person,
            answer.standIn ? 'standIn' : 'held',
          ].join(),
    vacant: answer.vacant.map((vacant) => vacant.post),
  });

  test('any roster, role, ladder, place and instant: the same answer', () => {
    fc.assert(
      fc.property(input, fc.shuffledSubarray(roles, { minLength: 1 }), (made, ladder) => {
        const { holderOf, answering } = roster(made);
        for (const place of places)
          for (let at = 0; at <= 12; at += 3) {
            expect(told(answering(ladder, place, at))).toEqual(
              naiveAnswer(made, ladder, place, at),
            );
            const [role = ''] = ladder;
            expect(told(holderOf(role, place, at))).toEqual(naiveAnswer(made, [role], place, at));
          }
      }),
      { numRuns: 1500 },
    );
  });

  test('the order of the entries changes no answer where nothing contradicts', () => {
    fc.assert(
      fc.property(input, fc.nat(), (made, turn) => {
        const { issues } = roster(made);
        const clean = <Entry>(name: 'posts' | 'tenures', list: readonly Entry[]) =>
          list.filter((_, i) => issues.every(({ list, index }) => list !== name || index !== i));
        const posts = clean('posts', made.posts);
        const tenures = clean('tenures', made.tenures);
        const turned = <Entry>(list: readonly Entry[]): readonly Entry[] => {
          const at = list.length === 0 ? 0 : turn % list.length;
          return [...list.slice(at), ...list.slice(0, at)].reverse();
        };
        const other = roster({ posts: turned(posts), tenures: turned(tenures) });
        const same = roster({ posts, tenures });
        expect(other.issues).toEqual([]);
        for (const place of places)
          for (const role of roles)
            expect(other.holderOf(role, place, 6)).toEqual(same.holderOf(role, place, 6));
      }),
      { numRuns: 500 },
    );
  });
});
