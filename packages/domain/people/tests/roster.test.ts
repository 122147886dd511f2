import { gridCode, personId, postId } from '@civigrid/kernel';
import {
  type Answer,
  roster as build,
  ladderFrom,
  type Post,
  type RosterInput,
  type StandIn,
  type Tenure,
} from '@civigrid/people';
import { describe, expect, test } from 'vitest';

const path = ['LS', 'LS.01', 'LS.01.02', 'LS.01.02.07'].map(gridCode);
const [street, community, grid, microGrid] = path as [
  (typeof path)[0],
  (typeof path)[0],
  (typeof path)[0],
  (typeof path)[0],
];

const leaf = microGrid;
/** Each cell with the one above it. */
const parents = path.map((code, depth) => [code, path[depth - 1]] as const);
const roster = (input: RosterInput) => build({ parents, ...input });

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
    const { holderAt } = roster({
      posts,
      tenures: [holds('leader', 'Chen'), holds('chief', 'Lin')],
    });
    expect(holderAt(leaf, 'gridLeader', 5)).toEqual({
      status: 'held',
      role: 'gridLeader',
      post: 'leader',
      person: 'Chen',
      grid,
      as: 'holder',
      fellBack: true,
      passed: [],
    });
  });

  test('a vacant post falls to the nearest ancestor, and the answer says which post is vacant and where the holder sits', () => {
    const { holderAt } = roster({ posts, tenures: [holds('chief', 'Lin')] });
    expect(holderAt(leaf, 'gridLeader', 5)).toEqual({
      status: 'held',
      role: 'gridLeader',
      post: 'chief',
      person: 'Lin',
      grid: community,
      as: 'holder',
      fellBack: true,
      passed: [{ post: 'leader', role: 'gridLeader', grid, reason: 'vacant' }],
    });
  });

  test('where nobody holds the role up to the root, every vacant post is named, nearest first', () => {
    const { holderAt } = roster({ posts, tenures: [] });
    expect(holderAt(leaf, 'gridLeader', 5)).toEqual({
      status: 'nobody',
      passed: [
        { post: 'leader', role: 'gridLeader', grid, reason: 'vacant' },
        { post: 'chief', role: 'gridLeader', grid: community, reason: 'vacant' },
      ],
    });
    expect(holderAt(leaf, 'lighthouseKeeper', 5)).toEqual({ status: 'nobody', passed: [] });
    expect(holderAt(gridCode('elsewhere'), 'gridLeader', 5)).toEqual({
      status: 'nobody',
      passed: [],
    });
  });

  test('a term holds from its first instant to just before its last', () => {
    const tenures = [holds('leader', 'Chen', 10, 20), holds('leader', 'Wu', 20)];
    const { actingFor } = roster({ posts, tenures });
    const person = (at: number) => actingFor(postId('leader'), at)?.person;
    expect([9, 10, 19, 20, 1e15].map(person)).toEqual([undefined, 'Chen', 'Chen', 'Wu', 'Wu']);
  });

  test('a stand-in acts while the holder is away, and also where there is none', () => {
    const standIns: readonly StandIn[] = [holds('leader', 'Wu', 10, 20), holds('micro', 'Wu', 0)];
    const { actingFor, holderAt } = roster({ posts, tenures: [holds('leader', 'Chen')], standIns });
    expect(actingFor(postId('leader'), 9)).toEqual({ person: 'Chen', as: 'holder' });
    expect(actingFor(postId('leader'), 10)).toEqual({ person: 'Wu', as: 'standIn' });
    expect(actingFor(postId('leader'), 20)).toEqual({ person: 'Chen', as: 'holder' });
    expect(holderAt(leaf, 'microGridLeader', 5)).toMatchObject({ person: 'Wu', as: 'standIn' });
  });

  test('an abolished post is not vacant: it is not there', () => {
    const gone = { ...post('leader', 'gridLeader', grid), until: 10 };
    const { holderAt } = roster({ posts: [gone], tenures: [holds('leader', 'Chen')] });
    expect(holderAt(leaf, 'gridLeader', 9).status).toBe('held');
    expect(holderAt(leaf, 'gridLeader', 10)).toEqual({ status: 'nobody', passed: [] });
  });

  test('of three members of a grid the first that is held answers', () => {
    const members = ['m1', 'm2', 'm3'].map((id) => post(id, 'gridMember', grid));
    const { holderAt } = roster({
      posts: [...members].reverse(),
      tenures: [holds('m3', 'Wu'), holds('m2', 'Chen')],
    });
    expect(holderAt(leaf, 'gridMember', 1)).toMatchObject({ post: 'm2', passed: [] });
  });

  test('cells, roles and posts may be called __proto__', () => {
    const odd = roster({
      posts: [post('__proto__', 'constructor', '__proto__')],
      tenures: [holds('__proto__', 'toString')],
    });
    expect(odd.issues).toEqual([]);
    expect(odd.holderAt(gridCode('__proto__'), 'constructor', 1)).toMatchObject({
      person: 'toString',
    });
    expect(odd.holderAt(gridCode('__proto__'), 'toString', 1).status).toBe('nobody');
  });
});

describe('who answers on a ladder', () => {
  const answerOf = (...tenures: readonly Tenure[]): Answer =>
    roster({ posts, tenures }).answering(leaf, ladderFrom('microGridLeader'), 1);

  test('micro-grid leader, grid leader, secretary, command centre: the nearest that is held', () => {
    const all = ['micro', 'leader', 'secretary', 'centre'].map((id) => holds(id, `of ${id}`));
    for (const [missing, id] of ['micro', 'leader', 'secretary', 'centre'].entries()) {
      const answer = answerOf(...all.slice(missing));
      expect(answer).toMatchObject({ status: 'held', post: id, person: `of ${id}` });
    }
    expect(answerOf().passed.map((passed) => passed.post)).toEqual([
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
    expect(answering(leaf, ladderFrom('gridLeader'), 1)).toMatchObject({
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
    const { holderAt } = roster({ posts, tenures });
    tenures[0] = holds('leader', 'Wu');
    expect(holderAt(leaf, 'gridLeader', 1)).toMatchObject({ person: 'Chen' });
  });
});

test('a country of very many roles and cells is answered like a street', () => {
  const cells = Array.from({ length: 1200 }, (_, i) => gridCode(`c${i}`));
  const posts = Array.from({ length: 3000 }, (_, i) => ({
    id: postId(`p${i}`),
    role: `role${(i * 7) % 1100}`,
    grid: cells[(i * 13) % 1200] ?? gridCode('c0'),
  }));
  const tenures = posts.map(({ id }) => ({ post: id, person: personId(`of ${id}`), from: 0 }));
  const parents = cells.map((cell, i) => [cell, cells[(i - 1) >> 1] ?? null] as const);
  const { holderAt } = roster({ posts, tenures, parents });
  for (let i = 0; i < 1200; i += 7) {
    const role = `role${(i * 31) % 1100}`;
    let wanted: (typeof posts)[number] | undefined;
    for (let at = i; wanted === undefined && at >= 0; at = at === 0 ? -1 : (at - 1) >> 1)
      wanted = posts
        .filter((post) => post.role === role && post.grid === cells[at])
        .sort((one, other) => (one.id < other.id ? -1 : 1))[0];
    const answer = holderAt(cells[i] ?? gridCode('c0'), role, 1);
    expect(answer.status === 'held' ? answer.post : undefined).toBe(wanted?.id);
  }
});
