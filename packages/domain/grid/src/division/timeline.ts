import type { GridCode } from '@civigrid/kernel';
import { toChange } from '../change.ts';
import { type GridHierarchy, gridHierarchy } from '../grid-hierarchy.ts';
import { placeOf } from './cell-names.ts';
import { composed, revisionFor } from './composed.ts';
import { refuse } from './division-error.ts';
import type { DivisionAdopted, DivisionEvent } from './division-event.ts';
import { checkDay } from './effective-day.ts';
import { followed, type Succession } from './succession.ts';

/**
 * One step of a lineage: by which change, and from which day on, what lay in one of `from` lies in one of `to`; in
 * nobody's where `to` is empty.
 */
export interface LineageStep extends Succession {
  readonly day: string;
  readonly change: DivisionEvent['type'];
}

/** Where a cell came from and what became of it (沿革). */
export interface CellLineage {
  readonly code: GridCode;
  /** The day on which it came. */
  readonly since: string;
  /** The day from which it is no more; left out while it stands. */
  readonly until?: string;
  /** The steps that led to it, also those before its direct forebears; oldest first. */
  readonly origins: readonly LineageStep[];
  /** The steps that lead away from it, also those after its direct successors; oldest first. */
  readonly successors: readonly LineageStep[];
}

/** How a timeline is kept. */
export interface DivisionTimelineOptions {
  /** How many hierarchies are kept for the next question, those that were asked for last; 4 if left out, 1 at least. */
  readonly kept?: number;
}

/**
 * A division through all its days. A day is a Beijing day, `YYYY-MM-DD`; a change holds from the beginning of its day.
 * Refuses what is no day with `grid/invalid-day`, and a code that no cell ever bore with `grid/unknown-code`.
 */
export interface DivisionTimeline {
  /** The days on which something changes, oldest first; days to come may be among them. */
  readonly days: readonly string[];
  /** Every code that was ever given, lowest first (by code unit): none of them is given again. */
  readonly codesEver: readonly GridCode[];
  /** The division as it stands on a day, for every lookup as of that day; undefined before the first division. */
  at(day: string): GridHierarchy | undefined;
  /** Where a cell came from and what became of it. */
  lineage(code: GridCode): CellLineage;
  /**
   * The codes that stand on the day `on`, the last day of change if left out, for what lay in a cell on a day: an old
   * case resolves as of its date. Where an area was cut there are several; which of them holds a known place is told by
   * `at(on)?.locate(place)`.
   */
  successorsOf(code: GridCode, day: string, on?: string): readonly GridCode[];
}

interface Life {
  readonly since: string;
  until?: string;
}

function livesOf(events: readonly DivisionEvent[], names: DivisionAdopted['data']['names']) {
  const lives = new Map<GridCode, Life>();
  for (const { data } of events) {
    for (const feature of data.cells) {
      const { code } = placeOf(feature, names);
      if (code !== undefined && !lives.has(code)) lives.set(code, { since: data.effective });
    }
    for (const code of data.retired) {
      const life = lives.get(code);
      if (life) life.until = data.effective;
    }
  }
  return lives;
}

/** The steps that lead away from a code and on from there; of changes in reverse order those that lead to it. */
function stepsAlong(
  code: GridCode,
  changes: readonly (readonly LineageStep[])[],
  isForwards: boolean,
): readonly LineageStep[] {
  const reached = new Set([code]);
  const found: LineageStep[] = [];
  for (const steps of changes) {
    const leading = steps.filter((step) => {
      const [near, far] = isForwards ? [step.from, step.to] : [step.to, step.from];
      const met = near.filter((one) => reached.has(one));
      return met.some((one) => far.length === 0 || far.some((other) => other !== one));
    });
    found.push(...leading);
    // Only now, for the parts of one change hold at once.
    for (const step of leading)
      for (const one of isForwards ? step.to : step.from) reached.add(one);
  }
  return found;
}

function emptyTimeline(): DivisionTimeline {
  const unknown = (code: GridCode) => refuse('unknown-code', 'No cell ever bore it.', { code });
  return Object.freeze({
    days: [],
    codesEver: [],
    at(day: string) {
      checkDay(day);
      return undefined;
    },
    lineage(code: GridCode): never {
      throw unknown(code);
    },
    successorsOf(code: GridCode): never {
      throw unknown(code);
    },
  });
}

/**
 * Reads a division's facts, in the order in which they were recorded, into a timeline. Hierarchies are built when they
 * are first asked for, each out of an earlier one where one is kept.
 *
 * @example
 * const timeline = divisionTimeline(events);
 * timeline.at('2026-03-01')?.locate([119.65, 29.08])?.leaf;
 */
export function divisionTimeline(
  recorded: readonly DivisionEvent[],
  { kept = 4 }: DivisionTimelineOptions = {},
): DivisionTimeline {
  const adopted = recorded.find((event) => event.type === 'grid/adopted');
  if (adopted === undefined) return emptyTimeline();
  const { datum, names, levels } = adopted.data;
  const reading = { datum, ...names, ...(levels === undefined ? {} : { levels }) };
  const events = [...recorded].sort((a, b) =>
    a.data.effective === b.data.effective ? 0 : a.data.effective < b.data.effective ? -1 : 1,
  );
  const days = [...new Set(events.map(({ data }) => data.effective))];
  const lastDay = days[days.length - 1] as string;
  const lives = livesOf(events, names);
  const steps = events.map(({ type, data }): readonly LineageStep[] =>
    data.lineage.map(({ from, to }) => ({ day: data.effective, change: type, from, to })),
  );
  /** By number of the day; the one that was asked for last stands last. */
  const built = new Map<number, GridHierarchy>();

  const changesOf = (first: number, last: number) => {
    const taken = new Set(days.slice(first, last + 1));
    const changes = events.filter(({ data }) => taken.has(data.effective));
    return composed(
      changes.map(({ data: { retired, cells } }) => ({ retire: retired, cells })),
      names,
    );
  };
  const build = (day: number): GridHierarchy => {
    const before = Math.max(-1, ...[...built.keys()].filter((known) => known <= day));
    const base = built.get(before);
    if (base === undefined)
      return gridHierarchy(
        { type: 'FeatureCollection', features: [...changesOf(0, day).put.values()] },
        reading,
      );
    return before === day
      ? base
      : base.revised(toChange(revisionFor(changesOf(before + 1, day), base.has)));
  };
  const lifeOf = (code: GridCode): Life => {
    const life = lives.get(code);
    if (life) return life;
    throw refuse('unknown-code', 'No cell ever bore this code.', { code });
  };

  return Object.freeze({
    days,
    codesEver: [...lives.keys()].sort(),
    at(day: string) {
      checkDay(day);
      const number = days.findLastIndex((change) => change <= day);
      if (number < 0) return undefined;
      const hierarchy = build(number);
      built.delete(number);
      built.set(number, hierarchy);
      for (const oldest of built.keys()) {
        if (built.size <= Math.max(1, kept)) break;
        built.delete(oldest);
      }
      return hierarchy;
    },
    lineage(code: GridCode) {
      const { since, until } = lifeOf(code);
      return {
        code,
        since,
        ...(until === undefined ? {} : { until }),
        origins: stepsAlong(
          code,
          steps.map((parts) => parts.toReversed()).toReversed(),
          false,
        ).toReversed(),
        successors: stepsAlong(code, steps, true),
      };
    },
    successorsOf(code: GridCode, day: string, on: string = lastDay) {
      checkDay(day);
      checkDay(on);
      const { until } = lifeOf(code);
      const passed = steps.map((parts) =>
        parts.filter(
          (step) =>
            step.day <= on && (step.day > day || (until !== undefined && step.day >= until)),
        ),
      );
      return [...followed(new Set([code]), passed)].sort();
    },
  } satisfies DivisionTimeline);
}
