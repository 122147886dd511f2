import { dateOf, localDay, type Zone } from '@civigrid/calendar';
import { textOrder } from '@civigrid/kernel';
import { dottedPath, type PathOf } from './code-paths.ts';
import { emptyTally, type Figures, figuresOf, type NumberedLevel, type Tally } from './figures.ts';

/** The figures of a part of the cases. */
export interface FigureGroup {
  /** The unit, cell, category, source or month `'YYYY-MM'`; empty where a case has none. */
  readonly key: string;
  readonly figures: Figures;
}

type Groups = Map<string, Tally>;

function tallyOf(groups: Groups, key: string): Tally {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const made = emptyTally();
  groups.set(key, made);
  return made;
}

/** The tallies of codes and of all that hold them, looked up once a code. */
function talliesAlong(groups: Groups, pathOf: PathOf): (code: string) => readonly Tally[] {
  const known = new Map<string, readonly Tally[]>();
  return (code) => {
    const found = known.get(code);
    if (found !== undefined) return found;
    const keys = new Set(code === '' ? [''] : pathOf(code));
    const tallies = Array.from(keys, (key) => tallyOf(groups, key));
    known.set(code, tallies);
    return tallies;
  };
}

/** The tallies of months in a zone, looked up once a day. */
function talliesByMonth(groups: Groups, zone: Zone): (at: number) => Tally {
  const known = new Map<number, Tally>();
  return (at) => {
    const day = localDay(at, zone);
    const found = known.get(day);
    if (found !== undefined) return found;
    const tally = tallyOf(groups, dateOf(day).slice(0, 7));
    known.set(day, tally);
    return tally;
  };
}

/** To what a case belongs, whoever leads and whenever. */
interface Belongs {
  readonly category: string;
  readonly source: string;
  /** Empty where it has no place. */
  readonly grid: string;
}

/** Adds one thing at an instant, with the unit that led. */
type Put = (slot: number, at: number, unit: string) => void;

/** The sums of all cases and of every part of them. */
export interface Tallies {
  /** Where the figures of one case are added. */
  of(belongs: Belongs): {
    readonly put: Put;
    /** Adds a closure at a level, which has a rank among the levels of its case. */
    readonly settle: (level: string, rank: number, at: number, unit: string) => void;
  };
  /** All sums so far; groups in order of their key. */
  figures(): {
    readonly total: Figures;
    readonly byUnit: readonly FigureGroup[];
    readonly byGrid: readonly FigureGroup[];
    readonly byCategory: readonly FigureGroup[];
    readonly bySource: readonly FigureGroup[];
    readonly byMonth: readonly FigureGroup[];
  };
}

const increase = ({ sums }: Tally, slot: number) => {
  sums[slot] = (sums[slot] as number) + 1;
};
const settleAt = ({ settled }: Tally, level: number) => {
  settled[level] = (settled[level] ?? 0) + 1;
};

/** Sums of nothing yet, by unit, cell, category, source and month. */
export function tallies(cellsOf: PathOf, zone: Zone): Tallies {
  const total = emptyTally();
  const units: Groups = new Map();
  const cells: Groups = new Map();
  const categories: Groups = new Map();
  const sources: Groups = new Map();
  const months: Groups = new Map();
  const ofCell = talliesAlong(cells, cellsOf);
  const ofCategory = talliesAlong(categories, dottedPath);
  const ofMonth = talliesByMonth(months, zone);
  const levels = new Map<string, { readonly number: number; rank: number }>();

  function levelNumber(level: string, rank: number): number {
    const known = levels.get(level);
    if (known === undefined) {
      levels.set(level, { number: levels.size, rank });
      return levels.size - 1;
    }
    // Towns with other lists are told in one order, whichever comes first.
    known.rank = Math.min(known.rank, rank);
    return known.number;
  }

  return {
    of({ category, source, grid }) {
      const own = [total, tallyOf(sources, source), ...ofCategory(category), ...ofCell(grid)];
      return {
        put(slot, at, unit) {
          for (const tally of own) increase(tally, slot);
          increase(tallyOf(units, unit), slot);
          increase(ofMonth(at), slot);
        },
        settle(level, rank, at, unit) {
          const number = levelNumber(level, rank);
          for (const tally of own) settleAt(tally, number);
          settleAt(tallyOf(units, unit), number);
          settleAt(ofMonth(at), number);
        },
      };
    },
    figures() {
      const order: readonly NumberedLevel[] = Array.from(levels, ([level, { number, rank }]) => ({
        level,
        number,
        rank,
      })).sort((a, b) => a.rank - b.rank || textOrder(a.level, b.level));
      const of = (groups: Groups): readonly FigureGroup[] =>
        Array.from(groups, ([key, tally]) => ({ key, figures: figuresOf(tally, order) })).sort(
          (a, b) => textOrder(a.key, b.key),
        );
      return {
        total: figuresOf(total, order),
        byUnit: of(units),
        byGrid: of(cells),
        byCategory: of(categories),
        bySource: of(sources),
        byMonth: of(months),
      };
    },
  };
}
