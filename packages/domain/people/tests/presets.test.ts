import { gridCode } from '@civigrid/kernel';
import {
  buildingLeaderPosts,
  communityPosts,
  fieldRoles,
  fieldSuccession,
  fourLeaders,
  gridParties,
  ladderFrom,
  microGridPosts,
  oneLeaderThreeMembers,
  onePlusSixPlusN,
  postsFor,
  postsOnLevels,
  roster,
  streetServices,
} from '@civigrid/people';
import { peopleMessages, roleTitle } from '@civigrid/people/messages';
import { expect, test } from 'vitest';

const root = gridCode('LS');

test('a grid has one leader and three members', () => {
  expect(postsFor(gridCode('LS.01.02'), oneLeaderThreeMembers)).toEqual([
    { id: 'LS.01.02/gridLeader', role: 'gridLeader', grid: 'LS.01.02' },
    { id: 'LS.01.02/gridMember', role: 'gridMember', grid: 'LS.01.02' },
    { id: 'LS.01.02/gridMember/2', role: 'gridMember', grid: 'LS.01.02' },
    { id: 'LS.01.02/gridMember/3', role: 'gridMember', grid: 'LS.01.02' },
  ]);
});

test('one centre and six departments stand at the root', () => {
  expect(onePlusSixPlusN.map(({ role }) => role)).toEqual([
    'disputeCentre',
    'police',
    'procuratorate',
    'court',
    'justice',
    'petitions',
    'lawSociety',
  ]);
});

test('the four leaders stand each on their own level', () => {
  const cells = ['community', 'area', 'building', 'building', 'unit', 'household'].map(
    (level, i) => ({ code: gridCode(`C${i}`), level }),
  );
  expect(postsOnLevels(cells, fourLeaders).map(({ id }) => id)).toEqual([
    'C0/chiefGridLeader',
    'C1/areaLeader',
    'C2/buildingLeader',
    'C3/buildingLeader',
    'C4/unitLeader',
  ]);
  expect(fourLeaders.map(({ role }) => roleTitle(role, 'zh-CN'))).toEqual([
    '总网格长',
    '片长',
    '楼长',
    '单元长',
  ]);
});

test('the presets of one cell fit into one roster, and every role of theirs has a title', () => {
  const patterns = [
    ...oneLeaderThreeMembers,
    ...buildingLeaderPosts,
    ...microGridPosts,
    ...communityPosts,
    ...onePlusSixPlusN,
    ...streetServices,
    ...gridParties,
  ];
  const { issues, posts } = roster({ posts: postsFor(root, patterns), tenures: [] });
  expect(issues).toEqual([]);
  expect(posts).toHaveLength(29);
  for (const { role } of patterns) expect(fieldRoles).toContain(role);
  expect(roleTitle('buildingLeader', 'zh-CN')).toBe('楼长');
});

test('every role and every code is worded in both languages; an unknown role is its own title', () => {
  for (const role of fieldRoles) {
    expect(roleTitle(role, 'zh-CN')).toMatch(/\p{Script=Han}/u);
    expect(roleTitle(role, 'en')).not.toBe('');
  }
  for (const words of Object.values(peopleMessages)) expect(words['zh-CN']).toMatch(/。$/);
  expect(roleTitle('constructor', 'en')).toBe('constructor');
});

test('the field falls back from the micro-grid to the grid, the community and the street', () => {
  expect(ladderFrom('microGridLeader')).toEqual([
    'microGridLeader',
    'gridLeader',
    'secretary',
    'commandCentre',
  ]);
  for (const role of Object.keys(fieldSuccession))
    expect(ladderFrom(role).at(-1)).toBe('commandCentre');
});

test('a town has a succession of its own, even one that runs in a circle', () => {
  expect(ladderFrom('a', { a: 'b', b: 'c', c: 'a' })).toEqual(['a', 'b', 'c']);
  expect(ladderFrom('constructor', {})).toEqual(['constructor']);
});
