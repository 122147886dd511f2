import type { Cell, Column, Rule, Table } from '@civigrid/tables';
import { type CodeTree, categories, grids, sources } from './city.ts';
import { type Random, randomFrom } from './random.ts';

/** The seven columns of a routing table; a table of fewer columns has the first of them. */
const cityColumns: readonly Column[] = [
  { name: 'category', type: 'tree' },
  { name: 'grid', type: 'tree' },
  { name: 'source', type: 'text' },
  { name: 'severity', type: 'integer' },
  { name: 'amount', type: 'number' },
  { name: 'protected', type: 'boolean' },
  { name: 'at', type: 'weekTime' },
];

/** How a routing table is drawn. */
export interface CityTableOptions {
  readonly rules: number;
  /** How many of the seven columns; all if left out. */
  readonly columns?: number;
  /** Whether the last rule takes whatever is left; true if left out. */
  readonly catchAll?: boolean;
  readonly seed?: number;
}

/** All values that a case can have, for proofs about the whole table. */
export const cityUniverse: Readonly<Record<string, object>> = {
  category: { values: categories.leaves },
  grid: { values: grids.leaves },
  source: { values: sources },
  severity: { gte: 1, lte: 5 },
  amount: { gte: 0, lte: 100_000 },
  protected: { values: [true, false] },
};

/** The zones of a table, from its first rule on: how long they are, and how deep their codes reach. */
const zones: readonly {
  readonly until: number;
  readonly categoryDepths: readonly number[];
  readonly gridDepths: readonly number[];
}[] = [
  { until: 0.7, categoryDepths: [4, 4, 4, 3], gridDepths: [5, 5, 5, 4, 4, 3] },
  { until: 0.9, categoryDepths: [3, 3, 2], gridDepths: [4, 3, 3, 2] },
  { until: 1, categoryDepths: [2, 1], gridDepths: [2, 1] },
];

/**
 * A routing table as a city keeps it, always the same for the same options: special rules first, general ones later;
 * one rule of four leaves the category or the grid free, and the earlier it stands, the more else it asks for.
 */
export function cityTable(options: CityTableOptions): Table<'first'> {
  const { rules: count, columns = 7, catchAll = true, seed = 1 } = options;
  const random = randomFrom(seed);
  const drawn = catchAll ? count - 1 : count;
  const rules = Array.from({ length: drawn }, (_, i) =>
    cityRule({ random, id: `r${i}`, place: i / count, count, columns }),
  );
  const rest: Rule = { id: `r${drawn}`, when: {}, then: { lead: 'backstop', hours: 72 } };
  const table: Table<'first'> = {
    hit: 'first',
    zone: 'Asia/Shanghai',
    inputs: cityColumns.slice(0, columns),
    outputs: [{ name: 'lead' }, { name: 'hours' }],
    rules: catchAll ? [...rules, rest] : rules,
  };
  // as it is read from a file: no two of its texts are one in memory
  return JSON.parse(JSON.stringify(table));
}

interface Draw {
  readonly random: Random;
  readonly id: string;
  /** From 0, the first rule, to 1. */
  readonly place: number;
  /** Of all rules of the table. */
  readonly count: number;
  readonly columns: number;
}

/** One rule as it would stand at its place. */
export function cityRule({ random, id, place, count, columns }: Draw): Rule {
  const zone = zones.find(({ until }) => place < until) ?? zones[2];
  if (!zone) throw new Error('There is no such zone.');
  const free = columns > 1 && random.chance(0.25) ? random.pick(['category', 'grid']) : undefined;
  const when: Record<string, Cell> = {};
  if (free !== 'category')
    when['category'] = within(random, categories, random.pick(zone.categoryDepths));
  if (free !== 'grid' && columns > 1)
    when['grid'] = within(random, grids, random.pick(zone.gridDepths));
  const special = zone === zones[0];
  // Without a tree a rule must say more, and the more rules there are the more, or it would take everything.
  const least = free && special ? Math.max(2, Math.ceil(Math.log10(count)) - 2) : 0;
  const asked = Math.max(least, random.below(special ? 5 : 3));
  const names = ['source', 'severity', 'amount', 'protected', 'at'].slice(
    0,
    Math.max(0, columns - 2),
  );
  for (let left = asked; left > 0 && names.length > 0; left--) {
    const [name] = names.splice(random.below(names.length), 1);
    if (name !== undefined) when[name] = extra(random, name, free !== undefined && special);
  }
  return {
    id,
    when,
    then: { lead: `unit-${random.below(60) + 1}`, hours: random.pick([2, 4, 8, 24, 72]) },
  };
}

function within(random: Random, { levels }: CodeTree, depth: number): Cell {
  const codes = levels[depth - 1] ?? [];
  const chosen = new Set([random.pick(codes)]);
  while (random.chance(0.12) && chosen.size < 3) chosen.add(random.pick(codes));
  return { within: [...chosen] };
}

/** One condition beside the trees; a narrow one lets few cases through. */
function extra(random: Random, name: string, narrow: boolean): Cell {
  switch (name) {
    case 'source':
      return sourceCell(random, narrow);
    case 'severity': {
      const from = random.below(5) + 1;
      if (narrow) return { is: [from] };
      return random.chance(0.5) ? { gte: from } : { gte: from, lte: Math.min(5, from + 1) };
    }
    case 'amount': {
      const from = random.below(200) * 500;
      if (narrow) return { gte: from, lt: from + 2500 };
      return random.chance(0.5) ? { gte: from } : { lt: from + 500 };
    }
    case 'protected':
      return { is: [random.chance(narrow ? 0.9 : 0.5)] };
    default:
      return window(random, narrow);
  }
}

function sourceCell(random: Random, narrow: boolean): Cell {
  if (narrow) return { is: [random.pick(sources)] };
  if (random.chance(0.2)) return { not: [random.pick(sources)] };
  return { is: [...new Set([random.pick(sources), random.pick(sources)])] };
}

const clock = (halfHours: number): string =>
  `${String(halfHours >> 1).padStart(2, '0')}:${halfHours % 2 ? '30' : '00'}`;

/** Hours of the week, by whole half hours; some run over midnight. */
function window(random: Random, narrow: boolean): Cell {
  const from = random.below(48);
  const length = narrow ? random.below(4) + 2 : random.below(24) + 8;
  const between = [clock(from), clock((from + length) % 48)] as const;
  if (narrow) return { between, days: [random.below(7) + 1] };
  return random.pick([
    { between },
    { between, days: [1, 2, 3, 4, 5] },
    { between, days: [6, 7] },
  ] as const);
}
