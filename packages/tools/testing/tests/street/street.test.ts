import { canonicalJson } from '@civigrid/kernel';
import { deviceCategories, type StreetPoint, syntheticStreet } from '@civigrid/testing/street';
import { expect, test } from 'vitest';

const street = syntheticStreet({ seed: 'liushu' });

/** Everything that a street holds, as one text; bytes as numbers. */
function written(seed: string): string {
  const { day, staffPlan, vacant, ...rest } = syntheticStreet({ seed });
  const inputs = day().map((input) => ({
    ...input,
    ...('body' in input && { body: [...input.body] }),
    ...('photo' in input && input.photo && { photo: [...input.photo.bytes] }),
  }));
  return canonicalJson({ ...rest, vacant, inputs, plan: staffPlan('case', 'police') });
}

test('the same seed gives the same bytes, another seed gives others', () => {
  expect(written('a')).toBe(written('a'));
  expect(written('a')).not.toBe(written('b'));
});

function isInside([x, y]: StreetPoint, ring: readonly StreetPoint[]): boolean {
  let crossings = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as StreetPoint;
    const [x2, y2] = ring[i] as StreetPoint;
    if (y1 <= y === y2 <= y) continue;
    if (x1 + ((y - y1) / (y2 - y1)) * (x2 - x1) > x) crossings += 1;
  }
  return crossings % 2 === 1;
}

test('5,000 devices of 12 categories stand inside their micro-grids under ids of their own', () => {
  const rings = new Map(
    street.cells.features.map((f) => [f.properties.code, f.geometry.coordinates[0] ?? []]),
  );
  expect(street.devices).toHaveLength(5000);
  expect(new Set(street.devices.map(({ device }) => device)).size).toBe(5000);
  const categories = new Set(street.devices.map(({ category }) => category));
  expect(categories).toEqual(new Set(Object.keys(deviceCategories)));
  expect(categories.size).toBe(12);
  const astray = street.devices.filter(
    ({ point, grid }) => !isInside(point, rings.get(grid) ?? []),
  );
  expect(astray).toEqual([]);
  expect(street.devices.every(({ grid }) => grid.split('.').length === 4)).toBe(true);
});

test('every grid has one leader and three members, every micro-grid a leader and a building leader', () => {
  const posts = new Map<string, string[]>();
  for (const { grid, role } of street.roster.posts)
    posts.set(grid, [...(posts.get(grid) ?? []), role]);
  for (const { properties } of street.cells.features) {
    const roles = posts.get(properties.code) ?? [];
    const count = (role: string) => roles.filter((each) => each === role).length;
    if (properties.level === 'grid')
      expect([count('gridLeader'), count('gridMember')]).toEqual([1, 3]);
    if (properties.level === 'microGrid')
      expect([count('microGridLeader'), count('buildingLeader')]).toEqual([1, 1]);
    if (properties.level === 'community') expect(count('secretary')).toBe(1);
    if (properties.level === 'street') expect(roles).toHaveLength(14);
  }
  expect(new Set(street.roster.posts.map(({ id }) => id)).size).toBe(street.roster.posts.length);
});

test('a post is held by one person at a time, or is named as vacant', () => {
  const at = street.dayFrom;
  const holders = new Map<string, number>();
  for (const { post, from, until = Infinity } of street.roster.tenures)
    if (from <= at && at < until) holders.set(post, (holders.get(post) ?? 0) + 1);
  for (const { id } of street.roster.posts)
    expect(holders.get(id) ?? 0).toBe(street.vacant.includes(id) ? 0 : 1);
  expect(street.vacant.length).toBeGreaterThan(20);
  expect(street.vacant).toContain('LS.07.02/gridLeader');
  const known = new Set(street.persons.map(({ person }) => person));
  expect(street.roster.tenures.filter(({ person }) => !known.has(person))).toEqual([]);
});

test('no invented identity number and no telephone number can exist', () => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  for (const { identityNumber, phone, name } of street.persons) {
    expect(identityNumber).toMatch(/^330799(19\d\d)0230\d{3}[\dX]$/);
    const sum = weights.reduce((total, w, i) => total + w * Number(identityNumber[i]), 0);
    expect(identityNumber[17]).not.toBe('10X98765432'[sum % 11]);
    expect(phone).toMatch(/^100\d{8}$/);
    expect(name.length).toBeGreaterThan(1);
  }
});

test('the staff has a plan for every case, and some miss their limit, return it, or disappoint', () => {
  const plans = Array.from({ length: 2000 }, (_, i) =>
    street.staffPlan(`case-${i}`, i % 2 ? 'gridLeader' : 'propertyManager'),
  );
  expect(street.staffPlan('case-7', 'police')).toEqual(street.staffPlan('case-7', 'police'));
  for (const { signAfterMs, handleAfterMs, checkAfterMs, callBackAfterMs } of plans)
    for (const ms of [signAfterMs, handleAfterMs, checkAfterMs, callBackAfterMs]) {
      expect(Number.isInteger(ms)).toBe(true);
      expect(ms).toBeGreaterThan(0);
    }
  const share = (some: readonly unknown[]) => some.length / plans.length;
  expect(share(plans.filter((p) => p.missesLimit))).toBeGreaterThan(0.03);
  expect(share(plans.filter((p) => p.missesLimit))).toBeLessThan(0.15);
  expect(share(plans.filter((p) => p.returns))).toBeGreaterThan(0.01);
  expect(share(plans.filter((p) => !p.satisfied))).toBeGreaterThan(0.02);
});

test('the dog convention goes from 20 suggestions to 12 clauses and 31 votes of 35', () => {
  const { suggestions, kept, clauses, representatives, votes } = street.convention;
  expect([suggestions.length, kept.length, clauses.length]).toEqual([20, 12, 12]);
  const dropped = suggestions.filter((suggestion) => suggestion.dropped);
  expect(dropped).toHaveLength(8);
  expect(clauses.flatMap(({ answers }) => answers)).toEqual(kept);
  expect(representatives).toHaveLength(35);
  const present = representatives.filter((each) => each.present).map(({ post }) => post);
  expect(present).toHaveLength(31);
  expect(votes.map(({ voter }) => voter)).toEqual(present);
  expect(suggestions.map(({ at }) => at)).toEqual(
    suggestions.map(({ at }) => at).toSorted((a, b) => a - b),
  );
});
