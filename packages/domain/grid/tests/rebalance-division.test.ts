import { type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import { neighbours } from '@civigrid/grid/around';
import { toChange } from '@civigrid/grid/change';
import { divisionDecider, divisionTimeline, rearrangeCells } from '@civigrid/grid/division';
import { divisionDraft } from '@civigrid/grid/drafts';
import { streetLevels } from '@civigrid/grid/levels';
import {
  type DivisionTerms,
  rearrangementOf,
  rebalance,
  rebalanceRequest,
} from '@civigrid/grid/rebalance';
import { type GridCode, gridCode } from '@civigrid/kernel';
import { specification } from '@civigrid/testing';
import { syntheticStreet } from '@civigrid/testing/street';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cell, code, rectangle } from './plot.ts';
import { leavesOf } from './random-change.ts';
import { collection, randomFrom, tiling } from './tiling.ts';

const streetOf = (features: readonly unknown[]) => gridHierarchy(collection(features));

/** A street of communities two columns wide, whose micro-grids lie in grids of unlike size; every load is its own. */
function dividedStreet(random: () => number, drawn: boolean) {
  const { features } = tiling(random, { rows: 5, columns: 6, step: 0.001, derived: !drawn });
  const plain = streetOf(features);
  const grids = new Map<string, string>();
  const leaves = leavesOf(plain);
  for (const leaf of leaves)
    grids.set(leaf, `${plain.cell(leaf)?.parent}.G${random() < 0.3 ? 1 : 2}`);
  const divided = features.map((feature) => {
    const grid = grids.get(feature.properties.code);
    return grid === undefined
      ? feature
      : { ...feature, properties: { ...feature.properties, parent: grid, level: 'micro-grid' } };
  });
  const added = [...new Set(grids.values())].map((grid) => {
    const parent = grid.slice(0, grid.lastIndexOf('.'));
    return { ...cell(grid, parent), properties: { code: grid, parent, level: 'grid' } };
  });
  const bare = streetOf([...divided, ...added]);
  // With outlines of their own where communities have them too.
  const outlined = added.map((feature) => ({
    ...feature,
    geometry: drawn ? (bare.geometry(gridCode(feature.properties.code)) ?? null) : null,
  }));
  const loads = new Map(leaves.map((leaf) => [leaf, 10 + Math.floor(60 * random())]));
  return { street: streetOf([...divided, ...outlined]), loads };
}

const terms = (loads: ReadonlyMap<GridCode, number>, groups: number): DivisionTerms => ({
  groupLevel: 'grid',
  regionLevel: 'community',
  load: (unit) => loads.get(unit) ?? 0,
  target: { groups },
  tolerance: 0.2,
  seed: 7,
});

/** Codes that nobody bore. */
function newCodes() {
  let given = 0;
  return () => ({ code: gridCode(`N${++given}`) });
}

describe('a request is made out of a division', () => {
  test('every micro-grid with its community, today’s grid and its load, every border once', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { street, loads } = dividedStreet(randomFrom(seed), seed % 2 === 0);
        const { units, borders, leftOut, ...asked } = rebalanceRequest(street, terms(loads, 6));
        expect(leftOut).toEqual([]);
        expect(asked).toEqual({ target: { groups: 6 }, tolerance: 0.2, seed: 7 });
        expect(units).toEqual(
          [...loads.keys()].sort().map((unit) => {
            const [, region, group] = street.path(unit);
            return { code: unit, load: loads.get(unit), region, group };
          }),
        );
        const pairs = new Map(borders.map(({ a, b, metres }) => [[a, b].sort().join(' '), metres]));
        expect(pairs.size).toBe(borders.length);
        const naive = units.flatMap(({ code: a }) =>
          neighbours(street, a).map(
            ({ code: b, borderMetres }) => [[a, b].sort().join(' '), borderMetres] as const,
          ),
        );
        expect(new Set(naive.map(([pair]) => pair))).toEqual(new Set(pairs.keys()));
        for (const [pair, metres] of naive) expect(pairs.get(pair)).toBeCloseTo(metres, 6);
      }),
      { numRuns: 10 },
    );
  });

  test('what lies in no community, what is a grid itself and chat groups are no units', () => {
    const level = (feature: ReturnType<typeof cell>, name: string, kind = 'base') => ({
      ...feature,
      properties: { ...feature.properties, level: name, kind },
    });
    const street = gridHierarchy(
      collection([
        level(cell('S', null), 'street'),
        level(cell('A', 'S'), 'community'),
        level(cell('G', 'A', rectangle(0, 0, 1, 1)), 'grid'),
        level(cell('H', 'A'), 'grid'),
        level(cell('H1', 'H', rectangle(1, 0, 2, 1)), 'micro-grid'),
        level(cell('M', 'A', rectangle(2, 0, 3, 1)), 'micro-grid'),
        level(cell('B', 'S', rectangle(3, 0, 4, 1)), 'community'),
        level(cell('X', 'S', rectangle(4, 0, 5, 1)), 'micro-grid'),
        level(cell('群', 'H'), 'micro-grid', 'virtual'),
      ]),
      { levels: streetLevels },
    );
    const asked = terms(new Map([[code('H1'), 30]]), 1);
    const { units, borders, leftOut } = rebalanceRequest(street, asked);
    expect(units).toEqual([
      { code: 'H1', load: 30, region: 'A', group: 'H' },
      { code: 'M', load: 0, region: 'A' },
    ]);
    expect(borders.map(({ a, b }) => [a, b])).toEqual([['H1', 'M']]);
    expect(leftOut).toEqual(['B', 'G', 'X']);
    const level2 = rebalanceRequest(street, { ...asked, unitLevel: 'micro-grid' });
    expect([level2.units, level2.leftOut]).toEqual([units, ['X']]);
  });
});

/** The group of every unit in a division. */
const groupsIn = (street: GridHierarchy, units: Iterable<GridCode>) =>
  new Map(Array.from(units, (unit) => [unit, street.ancestorAt(unit, 'grid')]));

describe('a plan is enacted as one change', () => {
  test.each([true, false])(
    'and then every micro-grid lies in the grid of the plan, without a seam, as of the day and not before: outlines drawn %s',
    (drawn) => {
      let [came, ceased] = [0, 0];
      fc.assert(
        fc.property(fc.integer(), fc.integer({ min: 3, max: 9 }), (seed, count) => {
          const { street, loads } = dividedStreet(randomFrom(seed), drawn);
          expect(street.validate().seamless).toBe(true);
          const plan = rebalance(rebalanceRequest(street, terms(loads, count)));
          const codes = new Map<GridCode, GridCode>();
          const next = newCodes();
          const words = rearrangementOf(street, plan, {
            groupLevel: 'grid',
            newCell: (group) => {
              const named = next();
              codes.set(group.code, named.code);
              return named;
            },
          });
          came += codes.size;
          ceased += plan.retired.length;
          if (words.moves.length === 0) return;
          const draft = divisionDraft(street).rearrange(words);
          const planned = new Map(
            Array.from(plan.assignment, ([unit, group]) => [unit, codes.get(group) ?? group]),
          );
          expect(groupsIn(draft.hierarchy(), loads.keys())).toEqual(
            new Map([...loads.keys()].map((unit) => [unit, planned.get(unit)])),
          );
          expect(draft.validate()).toEqual({ seamless: true, defects: [] });
          for (const gone of plan.retired) expect(draft.hierarchy().has(gone)).toBe(false);
          const { given } = specification(divisionDecider);
          const events = [
            ...divisionDecider.decide(
              {
                type: 'adopt',
                effective: '2026-01-01',
                cells: street.codes.map(street.feature),
              },
              divisionDecider.initial,
            ),
          ];
          for (const command of draft.enact({ effective: '2027-01-01' }))
            events.push(...divisionDecider.decide(command, given(events).state()));
          expect(events.map(({ type }) => type)).toEqual(['grid/adopted', 'grid/rearranged']);
          const timeline = divisionTimeline(events);
          expect(timeline.at('2026-12-31')?.collection()).toEqual(street.collection());
          expect(timeline.at('2027-01-01')?.collection()).toEqual(draft.hierarchy().collection());
          for (const { code: unit, from, to } of plan.moved) {
            const then = timeline.successorsOf(from, '2026-12-31');
            expect(then).toContain(codes.get(to) ?? to);
            expect(timeline.successorsOf(unit, '2026-12-31')).toEqual([unit]);
          }
        }),
        { numRuns: 15 },
      );
      expect([came > 0, ceased > 0]).toEqual([true, true]);
    },
  );

  test('a first division into grids comes under the communities themselves', () => {
    const { features } = tiling(randomFrom(3), { rows: 4, columns: 4, step: 0.001 });
    const street = streetOf(features);
    const loads = new Map(leavesOf(street).map((leaf) => [leaf, 30]));
    const request = rebalanceRequest(street, { ...terms(loads, 4), groupLevel: 'part' });
    const words = rearrangementOf(street, rebalance(request), {
      groupLevel: 'part',
      newCell: newCodes(),
    });
    expect(words.establish?.map(({ parent, level }) => `${parent} ${level}`)).toEqual([
      'LS.00 part',
      'LS.00 part',
      'LS.01 part',
      'LS.01 part',
    ]);
    const change = rearrangeCells(street, words);
    expect(change.moves).toHaveLength(16);
    const after = street.revised(toChange({ retire: change.abolished, cells: change.cells }));
    expect(after.validate()).toEqual({ seamless: true, defects: [] });
  });

  test('a street of 1,623 micro-grids is divided anew, and hardly anything but what moves is drawn', () => {
    const { cells } = syntheticStreet();
    const street = gridHierarchy(cells);
    const households = new Map(
      cells.features.map(({ properties }) => [properties.code, properties.households]),
    );
    const request = rebalanceRequest(street, { ...terms(households, 55), tolerance: 0.1 });
    expect(request.units).toHaveLength(1623);
    const plan = rebalance(request);
    const words = rearrangementOf(street, plan, { groupLevel: 'grid', newCell: newCodes() });
    const draft = divisionDraft(street).rearrange(words);
    const [step] = draft.document.steps;
    expect(step?.change.cells.length).toBeLessThanOrEqual(words.moves.length + 55 + 15);
    expect(draft.validate()).toEqual({ seamless: true, defects: [] });
  });
});
