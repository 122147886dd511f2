import { type GridFeature, type GridHierarchy, gridHierarchy } from '@civigrid/grid';
import {
  type DivisionCommand,
  type DivisionEvent,
  divisionDecider,
  divisionTimeline,
} from '@civigrid/grid/division';
import { gridCode, isDomainError } from '@civigrid/kernel';
import { specification } from '@civigrid/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cell, code, rectangle } from './plot.ts';
import { codeSource, randomChange, randomStreet } from './random-change.ts';
import { collection, randomFrom } from './tiling.ts';

const { given } = specification(divisionDecider);
const start = '2026-01-01';

function facts(...commands: readonly DivisionCommand[]): readonly DivisionEvent[] {
  const events: DivisionEvent[] = [];
  for (const command of commands)
    events.push(...divisionDecider.decide(command, given(events).state()));
  return events;
}

/** The cells that hold on a day, one after the other and with no regard for speed. */
function cellsOn(day: string, events: readonly DivisionEvent[]): readonly GridFeature[] {
  const cells = new Map<unknown, GridFeature>();
  const days = [...new Set(events.map(({ data }) => data.effective))].sort();
  for (const one of days.filter((until) => until <= day))
    for (const { data } of events.filter((event) => event.data.effective === one)) {
      for (const gone of data.retired) cells.delete(gone);
      for (const feature of data.cells) cells.set(feature.properties['code'], feature);
    }
  return [...cells.values()];
}

/** The leaves of many places; their numbers may differ from one revision to another. */
function ownersOf(hierarchy: GridHierarchy, places: Float64Array): readonly unknown[] {
  return Array.from(hierarchy.locateMany(places), hierarchy.leafCode);
}

test('as of any day a timeline answers as a division built from the cells of that day', () => {
  const days = ['01-01', '01-31', '02-01', '03-15', '06-30', '07-01'].map((day) => `2026-${day}`);
  let [recorded, superseded] = [0, 0];
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const pick = <Item>(items: readonly Item[]) =>
        items[Math.floor(random() * items.length)] as Item;
      const street = randomStreet(random);
      const newCode = codeSource();
      const cells = street.codes.map(street.feature);
      let state = given([]).state();
      const events: DivisionEvent[] = [];
      const record = (command: DivisionCommand) => {
        const made = divisionDecider.decide(command, state);
        events.push(...made);
        state = given(events).state();
      };
      record({ type: 'adopt', effective: start, cells });
      for (let i = 0; i < 14; i++) {
        // Changes come in any order of their days, each drafted against the division of its day.
        const effective = pick(days);
        const base = divisionTimeline(events).at(effective);
        const change = base && randomChange(base, random, newCode);
        if (!change) continue;
        try {
          record({ ...change, effective });
          recorded++;
        } catch (error) {
          if (
            !isDomainError(error, 'grid/day-superseded') &&
            !isDomainError(error, 'grid/code-retired')
          )
            throw error;
          superseded++;
        }
      }
      const timeline = divisionTimeline(events, { kept: 2 });
      const [west, south, east, north] = street.bounds(code('LS')) ?? [0, 0, 0, 0];
      const places = Float64Array.from({ length: 200 }, (_, i) =>
        i % 2 === 0 ? west + random() * (east - west) : south + random() * (north - south),
      );
      for (let i = 0; i < 8; i++) {
        const day = pick([...days, '2026-05-05', '2027-01-01']);
        const found = timeline.at(day);
        const replayed = gridHierarchy(collection(cellsOn(day, events)));
        expect(found?.codes).toEqual(replayed.codes);
        expect(found?.issues).toEqual([]);
        expect(found && ownersOf(found, places)).toEqual(ownersOf(replayed, places));
        expect(found?.validate()).toEqual(replayed.validate());
        expect(found?.validate().seamless).toBe(true);
        expect(replayed.codes.map((one) => found?.path(one))).toEqual(
          replayed.codes.map((one) => replayed.path(one)),
        );
      }
      const borne = events.flatMap(({ data }) =>
        data.cells.map(({ properties }) => properties['code']),
      );
      expect(timeline.codesEver).toEqual([...new Set(borne)].sort());
    }),
    { numRuns: 15 },
  );
  expect(recorded).toBeGreaterThan(60);
  expect(superseded).toBeGreaterThan(3);
});

/** Two communities of two grids; A1 is split, a part of it is merged with A2, and what that gives gets a part of B1. */
const story = facts(
  {
    type: 'adopt',
    effective: start,
    cells: [
      cell('S', null),
      cell('A', 'S'),
      cell('B', 'S'),
      cell('A1', 'A', rectangle(0, 0, 1, 1)),
      cell('A2', 'A', rectangle(1, 0, 2, 1)),
      cell('B1', 'B', rectangle(2, 0, 3, 1)),
      cell('B2', 'B', rectangle(3, 0, 4, 1)),
    ],
  },
  {
    type: 'split',
    effective: '2026-03-01',
    code: code('A1'),
    into: ['A3', 'A4'].map(gridCode),
    cells: [cell('A3', 'A', rectangle(0, 0, 0.5, 1)), cell('A4', 'A', rectangle(0.5, 0, 1, 1))],
  },
  {
    type: 'merge',
    effective: '2026-05-01',
    codes: ['A4', 'A2'].map(gridCode),
    into: code('A5'),
    cells: [cell('A5', 'A', rectangle(0.5, 0, 2, 1))],
  },
  {
    type: 'moveBorder',
    effective: '2026-07-01',
    from: code('B1'),
    to: code('A5'),
    cells: [cell('B1', 'B', rectangle(2.5, 0, 3, 1)), cell('A5', 'A', rectangle(0.5, 0, 2.5, 1))],
  },
);

describe('a division through its days', () => {
  const timeline = divisionTimeline(story);
  const owner = (day: string, x: number) => timeline.at(day)?.locate([119.6 + x / 1000, 29.0005]);

  test('a place has another grid on another day', () => {
    expect(timeline.days).toEqual([start, '2026-03-01', '2026-05-01', '2026-07-01']);
    expect(
      ['2026-01-01', '2026-02-28', '2026-03-01', '2026-04-30', '2026-05-01', '2030-01-01'].map(
        (day) => owner(day, 0.7)?.leaf,
      ),
    ).toEqual(['A1', 'A1', 'A4', 'A4', 'A5', 'A5']);
    expect(owner('2026-06-30', 2.2)?.path).toEqual(['S', 'B', 'B1']);
    expect(owner('2026-07-01', 2.2)?.path).toEqual(['S', 'A', 'A5']);
  });

  test('before the first division there is none, and what is no day is refused', () => {
    expect(timeline.at('2025-12-31')).toBeUndefined();
    for (const ask of [
      () => timeline.at('2026-13-01'),
      () => timeline.successorsOf(code('A1'), 'x'),
      () => timeline.successorsOf(code('A1'), start, 'x'),
    ])
      expect(ask).toThrow(expect.objectContaining({ code: 'grid/invalid-day' }));
  });

  test('every code that was ever given is known', () => {
    expect(timeline.codesEver).toEqual(['A', 'A1', 'A2', 'A3', 'A4', 'A5', 'B', 'B1', 'B2', 'S']);
  });

  test('an old case is resolved as of its date', () => {
    expect(timeline.successorsOf(code('A1'), '2026-02-01')).toEqual(['A3', 'A5']);
    expect(timeline.successorsOf(code('A1'), '2026-02-01', '2026-04-01')).toEqual(['A3', 'A4']);
    expect(timeline.successorsOf(code('A1'), '2026-02-01', '2026-02-28')).toEqual(['A1']);
    expect(timeline.successorsOf(code('A1'), '2026-06-01')).toEqual(['A3', 'A5']);
    expect(timeline.successorsOf(code('B1'), '2026-06-30')).toEqual(['A5', 'B1']);
    expect(timeline.successorsOf(code('B1'), '2026-07-01')).toEqual(['B1']);
    expect(timeline.successorsOf(code('B'), '2026-06-30')).toEqual(['A', 'B']);
  });

  test('a cell knows where it came from and what became of it', () => {
    const splitting = { day: '2026-03-01', change: 'grid/split', from: ['A1'], to: ['A3', 'A4'] };
    const merging = { day: '2026-05-01', change: 'grid/merged', from: ['A4', 'A2'], to: ['A5'] };
    const moving = {
      day: '2026-07-01',
      change: 'grid/border-moved',
      from: ['B1'],
      to: ['B1', 'A5'],
    };
    expect(timeline.lineage(code('A1'))).toEqual({
      code: 'A1',
      since: start,
      until: '2026-03-01',
      origins: [],
      successors: [splitting, merging],
    });
    expect(timeline.lineage(code('A5'))).toEqual({
      code: 'A5',
      since: '2026-05-01',
      origins: [splitting, merging, moving],
      successors: [],
    });
    expect(timeline.lineage(code('A4'))).toMatchObject({
      origins: [splitting],
      successors: [merging],
      until: '2026-05-01',
    });
  });

  test('the parts of one change hold at once: what went from A to B did not go on to C with what B gave away', () => {
    const cells = ['A', 'B', 'C'].flatMap((one, i) => [
      cell(one, 'S'),
      cell(`${one}1`, one, rectangle(2 * i, 0, 2 * i + 1, 1)),
      cell(`${one}2`, one, rectangle(2 * i + 1, 0, 2 * i + 2, 1)),
    ]);
    const ring = (from: string, to: string) => {
      const { geometry = null } = cells.find(({ properties }) => properties['code'] === from) ?? {};
      return {
        move: { code: code(from), parent: code(to) },
        drawn: cell(from, to, geometry as never),
      };
    };
    const moved = [ring('A2', 'B'), ring('B2', 'C')];
    const round = divisionTimeline(
      facts(
        { type: 'adopt', effective: start, cells: [cell('S', null), ...cells] },
        {
          type: 'rearrange',
          effective: '2027-01-01',
          moves: moved.map(({ move }) => move),
          established: [],
          abolished: [],
          cells: moved.map(({ drawn }) => drawn),
        },
      ),
    );
    expect(round.successorsOf(code('A'), start)).toEqual(['A', 'B']);
    expect(round.successorsOf(code('B'), start)).toEqual(['B', 'C']);
    const step = { day: '2027-01-01', change: 'grid/rearranged' };
    expect(round.lineage(code('A')).successors).toEqual([{ ...step, from: ['A'], to: ['A', 'B'] }]);
    expect(round.lineage(code('C')).origins).toEqual([{ ...step, from: ['B'], to: ['B', 'C'] }]);
  });

  test('what was abolished has no successor, and its lineage says when it ceased', () => {
    const gone = divisionTimeline([
      ...story,
      ...divisionDecider.decide(
        { type: 'abolish', effective: '2026-09-01', code: code('A3'), cells: [] },
        given(story).state(),
      ),
    ]);
    expect(gone.successorsOf(code('A1'), start)).toEqual(['A5']);
    expect(gone.successorsOf(code('A3'), '2026-08-31')).toEqual([]);
    expect(gone.lineage(code('A3'))).toMatchObject({
      until: '2026-09-01',
      successors: [{ day: '2026-09-01', change: 'grid/abolished', from: ['A3'], to: [] }],
    });
  });

  test('a code that nobody ever bore is refused', () => {
    for (const line of [timeline, divisionTimeline([])]) {
      expect(() => line.lineage(code('Z'))).toThrow(
        expect.objectContaining({ code: 'grid/unknown-code' }),
      );
      expect(() => line.successorsOf(code('Z'), start)).toThrow(
        expect.objectContaining({ code: 'grid/unknown-code' }),
      );
    }
    expect(divisionTimeline([])).toMatchObject({ days: [], codesEver: [] });
    expect(divisionTimeline([]).at(start)).toBeUndefined();
  });

  test('an answer is kept for the next question of the same time', () => {
    expect(timeline.at('2026-03-01')).toBe(timeline.at('2026-04-30'));
    const short = divisionTimeline(story, { kept: 1 });
    const first = short.at('2026-03-01');
    expect(short.at('2026-07-01')?.codes).not.toEqual(first?.codes);
    expect(short.at('2026-03-01')?.codes).toEqual(first?.codes);
  });
});
