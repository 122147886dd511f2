import { gridCode, personId, postId } from '@civigrid/kernel';
import { type ChatGroup, ownersOnline, roster } from '@civigrid/people';
import { expect, test } from 'vitest';

const buildings = Array.from({ length: 347 }, (_, i) => gridCode(`B.${i}`));
const leaderOf = (building: string) => postId(`${building}/buildingLeader`);

test('289 of 347 buildings have their leader, and every other one is named', () => {
  const withPost = buildings.slice(0, 340);
  const posts = withPost.map((grid) => ({ id: leaderOf(grid), role: 'buildingLeader', grid }));
  const held = buildings.slice(0, 288);
  const tenures = held.map((grid) => ({ post: leaderOf(grid), person: personId(grid), from: 0 }));
  const standIns = [{ post: leaderOf('B.288'), person: personId('S'), from: 0, until: 10 }];
  const leaves = [{ post: leaderOf('B.0'), person: personId('B.0'), from: 0 }];
  const rotas = [
    {
      id: 'mornings',
      from: 0,
      pattern: {
        kind: 'cycle',
        days: 1,
        anchor: '2026-01-01',
        shifts: [{ day: 0, post: leaderOf('B.1'), from: '08:00', to: '09:00' }],
      },
    } as const,
  ];
  const { coverage } = roster({ posts, tenures, standIns, leaves, rotas });
  const now = coverage('buildingLeader', buildings, 5);
  expect([now.held, now.total, now.missing.length]).toEqual([289, 347, 58]);
  expect(now.missing[0]).toEqual({ grid: 'B.289', vacant: ['B.289/buildingLeader'] });
  expect(now.missing.at(-1)).toEqual({ grid: 'B.346', vacant: [] });
  // the one who stood in has gone; a building named twice counts once
  expect(coverage('buildingLeader', [...buildings, ...buildings], 10).held).toBe(288);
  expect(coverage('areaLeader', buildings, 5)).toMatchObject({ held: 0, total: 347 });
  expect(coverage('buildingLeader', [], 5)).toEqual({ held: 0, total: 0, missing: [] });
});

test('the owners of 1,684 groups: a rate that anybody can count again', () => {
  const groups: readonly ChatGroup[] = Array.from({ length: 1684 }, (_, i) => ({
    id: `group ${i}`,
    grid: gridCode(`B.${i % 347}`),
    role: i % 10 === 0 ? 'unitLeader' : 'buildingLeader',
    online: i === 1 ? null : i % 4 !== 0,
  }));
  const rules = [
    { rule: 'no residents yet', groups: ['group 2', 'group 3'] },
    { rule: 'units of the old compound', grids: [gridCode('B.0')], roles: ['unitLeader'] },
    { rule: 'says nothing' },
  ];
  const again = [...groups, { ...groups[0], id: 'group 0' } as ChatGroup];
  const rate = ownersOnline(again, rules);
  expect(rate.denominator + rate.excluded.length).toBe(again.length);
  expect(rate.excluded.map(({ group, reason, rule }) => [group, reason, rule])).toEqual([
    ['group 0', 'rule', 'units of the old compound'],
    ['group 1', 'notKnown', undefined],
    ['group 2', 'rule', 'no residents yet'],
    ['group 3', 'rule', 'no residents yet'],
    ['group 0', 'duplicate', undefined],
  ]);
  const out = new Set(rate.excluded.map(({ group }) => group));
  expect(rate.numerator).toBe(groups.filter(({ id, online }) => online && !out.has(id)).length);
  expect(ownersOnline([])).toEqual({ numerator: 0, denominator: 0, excluded: [] });
});
