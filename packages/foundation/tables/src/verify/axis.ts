import type { Zone } from '@civigrid/calendar';
import type { Cell } from '../cell.ts';
import type { Column } from '../column.ts';
import { type ColumnSpace, columnSpace } from '../space/column-space.ts';
import { type Spans, union } from '../space/spans.ts';
import { badUniverse, type Realm } from './universe.ts';

/** A value as an input gives it; null where it is missing. */
export type Sample = string | number | boolean | null;

/**
 * A column as far as the universe reaches: the ranks that have a value there, numbered again without holes, so that
 * the whole column is one span. Where values may be missing, that is the last place.
 */
export interface Axis {
  readonly column: Column;
  readonly space: ColumnSpace;
  readonly optional: boolean;
  readonly size: number;
  /** How many places hold values: all but the one for missing values. */
  readonly valued: number;
  /** The rank of each place that holds values. */
  readonly ranks: Int32Array;
  /** All values of the universe by place, where it lists them. */
  readonly listed?: readonly (readonly Sample[])[];
  spansOf(cell: Cell): Spans;
  sampleOf(place: number): Sample;
  /** The place of a value or of a missing one; -1 outside of the universe. */
  placeOf(raw: unknown): number;
}

/** The axis of a column that all these cells can be told on. Refuses with `tables/bad-universe`. */
export function axisOf(column: Column, realm: Realm, cells: readonly Cell[], zone: Zone): Axis {
  const space = columnSpace(column, realm.cell ? [...cells, realm.cell] : cells, zone);
  const samples = samplesOf(space, realm);
  const ranks = Int32Array.from(samples.keys()).sort();
  const valued = ranks.length;
  const size = valued + (realm.optional ? 1 : 0);
  if (size === 0) throw badUniverse(column.name, 'empty');
  /** How many places lie before each rank. */
  const before = new Int32Array(space.size + 1);
  for (const rank of ranks) before[rank + 1] = 1;
  for (let rank = 1; rank <= space.size; rank++)
    before[rank] = (before[rank] as number) + (before[rank - 1] as number);
  const listed = Array.from(ranks, (rank) => samples.get(rank) ?? []);
  const isLive = (rank: number) => rank >= 0 && before[rank] !== before[rank + 1];
  return {
    column,
    space,
    optional: realm.optional,
    size,
    valued,
    ranks,
    ...(realm.values && { listed }),
    spansOf: (cell) => {
      const spans = space.spansOf(cell);
      const [from = 0, until = 0] = spans;
      if (spans.length === 2) {
        const [low, high] = [before[from] as number, before[until] as number];
        return low < high ? [low, high] : [];
      }
      const parts: Spans[] = [];
      for (let i = 0; i < spans.length; i += 2)
        parts.push([
          before[spans[i] as number] as number,
          before[spans[i + 1] as number] as number,
        ]);
      return union(parts);
    },
    sampleOf: (place) => listed[place]?.[0] ?? null,
    placeOf: (raw) => {
      if (raw === undefined || raw === null) return realm.optional ? valued : -1;
      const rank = space.rankOf(raw);
      return isLive(rank) ? (before[rank] as number) : -1;
    },
  };
}

/** The ranks that have a value in the universe, each with one value, or with all where the universe lists them. */
function samplesOf(space: ColumnSpace, realm: Realm): ReadonlyMap<number, readonly Sample[]> {
  const samples = new Map<number, Sample[]>();
  if (realm.values) {
    for (const value of realm.values) {
      const rank = space.rankOf(value);
      if (rank < 0) throw badUniverse(space.column.name, 'bad-value');
      // Only texts, numbers and booleans have a rank.
      const sample = value as Sample;
      const others = samples.get(rank);
      if (!others) samples.set(rank, [sample]);
      else others.push(sample);
    }
    return samples;
  }
  const spans = realm.cell ? space.spansOf(realm.cell) : [0, space.size];
  for (let i = 0; i < spans.length; i += 2)
    for (let rank = spans[i] as number; rank < (spans[i + 1] as number); rank++) {
      const sample = space.sampleOf(rank);
      if (sample !== undefined) samples.set(rank, [sample]);
    }
  return samples;
}
