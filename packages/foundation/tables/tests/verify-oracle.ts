import type { Cell, Region, RegionCell, Rule, Table, Universe } from '@civigrid/tables';
import fc from 'fast-check';
import { failingCells } from './oracle.ts';
import { columns, scales } from './random-tables.ts';

const days = [1, 2, 3, 4, 5, 6, 7];
const clocks = ['00:00', '06:00', '08:30', '12:00', '22:00', '23:59'];

/** Values that tell all cells of the random tables apart, by column; null is a missing one. */
const pools: ReadonlyMap<string, readonly (string | number | boolean)[]> = new Map<
  string,
  readonly (string | number | boolean)[]
>([
  [
    'category',
    [
      '01',
      '01.1',
      '01.10',
      '01.1.2',
      '02',
      '02.3',
      '__proto__',
      'constructor.x',
      '',
      '03',
      '01.1.x',
    ],
  ],
  ['block', ['town', 'east', 'west', 'lane', 'yard', 'elsewhere', '__proto__', 'nowhere']],
  ['__proto__', ['patrol', 'hotline', 'resident', '__proto__', 'toString', '', 'else']],
  ['amount', [-2, -1, -0.5, 0, 0.25, 0.5, 0.75, 1, 2, 2.25, 3, 1000, 1001]],
  ['severity', [-1, 0, 1, 2, 3, 4, 5]],
  ['protected', [true, false]],
  [
    'at',
    days.flatMap((day) => clocks.map((clock) => Date.parse(`2026-03-0${day + 1}T${clock}:30Z`))),
  ],
  [
    'day',
    [
      '2024-02-28',
      '2024-02-29',
      '2025-01-01',
      '2025-12-31',
      '2026-01-01',
      '2026-01-02',
      '2026-03-01',
      '2026-06-30',
      '2027-01-01',
    ],
  ],
  ['clock', [...scales.clock, '00:00:00+03:00', '05:00', '10:00', '12:15', '18:00', '23:59:59.7']],
  [
    'due',
    [
      ...scales.due,
      '2024-01-01T00:00:00Z',
      '2025-01-01T00:00:00Z',
      '2026-01-01T05:00:00Z',
      '2026-01-02T00:00:00Z',
      '2026-03-01T00:00:00Z',
      '2027-01-01T00:00:00Z',
    ],
  ],
  ['wait', [...scales.wait, '-P2D', '-PT1H', 'PT1H', 'PT36H30M', 'P5D', 'P20D']],
  ['lease', [...scales.lease, '-P2M', 'P5M', 'P1Y', 'P1Y6M', 'P3Y']],
  ['item.price', [-2, -1, -0.5, 0, 0.25, 0.5, 0.75, 1, 2, 2.25, 3, 1000, 1001]],
]);

/** The instants of the pool, by which clock a zone shows. */
const offsets: Readonly<Record<string, number>> = {
  UTC: 0,
  'Asia/Shanghai': 480,
  'Asia/Kathmandu': 345,
};

export type Value = string | number | boolean | null;

function poolOf(table: Table, name: string): readonly (string | number | boolean)[] {
  const pool = pools.get(name) ?? [];
  const shift = (offsets[table.zone ?? 'Asia/Shanghai'] ?? 0) * 60_000;
  return name === 'at' ? pool.map((at) => Number(at) - shift) : pool;
}

/** A table of the random ones with some of its columns, and with few outcomes, so that rules often say the same. */
export function narrowed(table: Table, names: readonly string[]): Table {
  const rules = table.rules.map((rule) => narrowedRule(rule, names));
  return {
    ...table,
    inputs: table.inputs.filter(({ name }) => names.includes(name)),
    // Rules that ask for nothing any more would answer everything.
    rules: rules.filter(({ when }, i) => Object.keys(when).length > 0 || i % 4 === 3),
  };
}

export function narrowedRule(rule: Rule, names: readonly string[]): Rule {
  const when = Object.entries(rule.when).filter(([name]) => names.includes(name));
  const { lead } = rule.then;
  return {
    when: Object.fromEntries(when),
    then: { points: 0, ...(lead !== undefined && { lead }) },
  };
}

export const columnNames: fc.Arbitrary<readonly string[]> = fc.subarray(
  columns.map(({ name }) => name),
  { minLength: 1, maxLength: 3 },
);

function holdsIn(table: Table, name: string, cell: Cell, value: Value): boolean {
  const when = Object.fromEntries([[name, cell]]);
  return failingCells({ when, then: {} }, table, Object.fromEntries([[name, value]])).length === 0;
}

/** The values of a column that belong to a universe, as far as the pool has them. */
function valuesIn(table: Table, name: string, universe: Universe): readonly Value[] {
  const entry = Object.hasOwn(universe, name) ? universe[name] : undefined;
  const { optional = false, ...rest } = (entry ?? {}) as { optional?: boolean };
  const missing = optional ? [null] : [];
  if (Object.keys(rest).length === 0) return [...poolOf(table, name), ...missing];
  if ('values' in rest) return [...(rest.values as Value[]), ...missing];
  const values = poolOf(table, name).filter((value) => holdsIn(table, name, rest as Cell, value));
  return [...values, ...missing];
}

/** One input of the pool, and which rules match it, a bit for each. */
export interface PoolPoint {
  readonly values: readonly Value[];
  readonly mask: number;
}

export function pointsOf(table: Table, universe: Universe): readonly PoolPoint[] {
  let points: readonly PoolPoint[] = [{ values: [], mask: (1 << table.rules.length) - 1 }];
  for (const { name } of table.inputs) {
    const masked = valuesIn(table, name, universe).map((value) => {
      let mask = 0;
      table.rules.forEach((rule, i) => {
        const cell = Object.hasOwn(rule.when, name) ? rule.when[name] : undefined;
        if (!cell || holdsIn(table, name, cell, value)) mask |= 1 << i;
      });
      return { value, mask };
    });
    points = points.flatMap(({ values, mask }) =>
      masked.map((one) => ({ values: [...values, one.value], mask: mask & one.mask })),
    );
  }
  return points;
}

export const outcomeText = (rule: Rule | undefined): string =>
  JSON.stringify(Object.entries(rule?.then ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The rules of a mask, the winner first. */
export function rulesIn(table: Table, mask: number): readonly number[] {
  const rules = table.rules.map((_, i) => i).filter((i) => (mask & (1 << i)) !== 0);
  if (table.hit !== 'priority') return rules;
  const rank = (i: number) =>
    table.outputs
      .filter(({ values }) => values)
      .map(({ name, values = [] }) => {
        const at = values.indexOf(table.rules[i]?.then[name] ?? null);
        return String(at < 0 ? values.length : at).padStart(3, '0');
      })
      .join();
  return [...rules].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a - b));
}

/** Whether a region holds the values of an input. */
export function isInRegion(table: Table, region: Region, values: readonly Value[]): boolean {
  return table.inputs.every(({ name }, at) => {
    if (!Object.hasOwn(region, name)) return true;
    const value = values[at] ?? null;
    const cell = region[name] as RegionCell;
    if (value === null) return 'missing' in cell;
    const { missing: _, ...rest } = cell as { missing?: true };
    if ('missing' in cell && Object.keys(rest).length === 0) return false;
    if ('anyOf' in rest)
      return (rest.anyOf as Cell[]).some((one) => holdsIn(table, name, one, value));
    if ('except' in rest || 'others' in rest) return isInTree(table, name, rest, String(value));
    return holdsIn(table, name, rest as Cell, value);
  });
}

function isInTree(table: Table, name: string, region: object, value: string): boolean {
  const {
    within = [],
    except = [],
    others = false,
  } = region as {
    within?: string[];
    except?: string[];
    others?: boolean;
  };
  const column = table.inputs.find((one) => one.name === name);
  const parents =
    column && 'parents' in column ? new Map(Object.entries(column.parents ?? {})) : undefined;
  for (let code: string | null | undefined = value; typeof code === 'string'; ) {
    if (within.includes(code)) return true;
    if (except.includes(code)) return false;
    if (parents) code = parents.get(code);
    else code = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : undefined;
  }
  return others;
}

/** Universes over the columns of a table: lists, cells, all values, with and without missing ones. */
export function universes(table: Table): fc.Arbitrary<Universe> {
  const entries = table.inputs.map(({ name }) => {
    const cells = table.rules.flatMap(({ when }) =>
      Object.hasOwn(when, name) && when[name] ? [when[name] as object] : [],
    );
    const kinds: fc.Arbitrary<object>[] = [
      fc.constant({}),
      fc
        .uniqueArray(fc.constantFrom(...poolOf(table, name)), { minLength: 1, maxLength: 5 })
        .map((values) => ({ values })),
      ...(cells.length > 0 ? [fc.constantFrom(...cells)] : []),
    ];
    return fc
      .tuple(fc.oneof(...kinds), fc.option(fc.boolean(), { nil: undefined }))
      .map(
        ([entry, optional]) =>
          [name, { ...entry, ...(optional !== undefined && { optional }) }] as const,
      )
      .map(([key, entry]) =>
        Object.keys(entry).length === 0 ? undefined : ([key, entry] as const),
      );
  });
  return fc
    .tuple(...entries)
    .map((made) => Object.fromEntries(made.filter((one) => one !== undefined)) as Universe);
}
