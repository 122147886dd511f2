import type { Aggregate, Cell, Column, HitPolicy, Rule, Table } from '@civigrid/tables';
import fc from 'fast-check';

const codes = ['01', '01.1', '01.10', '01.1.2', '02', '02.3', '__proto__', 'constructor.x', ''];
const blocks = ['town', 'east', 'west', 'lane', 'yard', 'elsewhere', '__proto__'];
const words = ['patrol', 'hotline', 'resident', '__proto__', 'toString', ''];
const dates = ['2024-02-29', '2025-12-31', '2026-01-01', '2026-01-02', '2026-06-30'];
const clocks = ['00:00', '06:00', '08:30', '12:00', '22:00', '23:59'];

const parents: Record<string, string | null> = {
  town: null,
  east: 'town',
  west: 'town',
  lane: 'east',
  yard: 'lane',
};
Object.defineProperty(parents, '__proto__', { value: 'west', enumerable: true });

export const columns: readonly Column[] = [
  { name: 'category', type: 'tree' },
  { name: 'block', type: 'tree', parents },
  { name: '__proto__', type: 'text' },
  { name: 'amount', type: 'number' },
  { name: 'severity', type: 'integer' },
  { name: 'protected', type: 'boolean' },
  { name: 'at', type: 'weekTime' },
  { name: 'day', type: 'date' },
];

const some = (values: readonly string[], max = 3) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: max });

/** Bounds that leave something between them. */
function range<Value extends number | string>(value: fc.Arbitrary<Value>): fc.Arbitrary<Cell> {
  return fc
    .tuple(value, value, fc.constantFrom('gte', 'gt', 'none'), fc.constantFrom('lte', 'lt', 'none'))
    .map(([a, b, from, to]) => {
      const [low, high] = a <= b ? [a, b] : [b, a];
      const near =
        low === high ||
        typeof low === 'string' ||
        typeof high === 'string' ||
        Number(high) - Number(low) < 2;
      const lower = from === 'none' ? {} : { [near && to !== 'none' ? 'gte' : from]: low };
      const upper = to === 'none' ? {} : { [near && from !== 'none' ? 'lte' : to]: high };
      return { ...lower, ...upper };
    });
}

const amount = fc.constantFrom(-1, 0, 0.5, 1, 2.25, 1000);
const severity = fc.integer({ min: 0, max: 4 });
const cells: Readonly<Record<string, fc.Arbitrary<Cell>>> = {
  category: some(codes).map((within) => ({ within })),
  block: some(blocks).map((within) => ({ within })),
  ['__proto__']: fc.oneof(
    some(words).map((is) => ({ is })),
    some(words).map((not) => ({ not })),
  ),
  amount: fc.oneof(
    range(amount),
    fc.uniqueArray(amount, { minLength: 1 }).map((is) => ({ is })),
  ),
  severity: fc.oneof(
    range(severity),
    fc.uniqueArray(severity, { minLength: 1 }).map((is) => ({ is })),
  ),
  protected: fc.uniqueArray(fc.boolean(), { minLength: 1 }).map((is) => ({ is })),
  at: fc
    .tuple(
      fc.constantFrom(...clocks),
      fc.constantFrom(...clocks, '24:00'),
      fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), {
        nil: undefined,
      }),
    )
    .filter(([from, to]) => from !== to)
    .map(([from, to, days]) => ({ between: [from, to] as const, ...(days && { days }) })),
  day: range(fc.constantFrom(...dates)),
};

/** An object with exactly these own keys, `__proto__` too. */
function record<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  const made: Record<string, Value> = {};
  for (const [key, value] of entries)
    Object.defineProperty(made, key, { value, enumerable: true, configurable: true });
  return made;
}

const when = fc
  .subarray(
    columns.map(({ name }) => name),
    { maxLength: 4 },
  )
  .chain((names) =>
    fc
      .tuple(...names.map((name) => own(cells, name)))
      .map((chosen) => record(names.map((name, i) => [name, chosen[i] ?? {}] as const))),
  );

function own(from: Readonly<Record<string, fc.Arbitrary<Cell>>>, name: string): fc.Arbitrary<Cell> {
  const found = Object.entries(from).find(([key]) => key === name)?.[1];
  if (!found) throw new Error(`No cells for ${name}`);
  return found;
}

const then = fc.record(
  {
    points: fc.constantFrom(0, 1, 0.5, -3),
    lead: fc.constantFrom('gridLeader', 'community', 'street'),
    tier: fc.constantFrom('small', 'big'),
  },
  { requiredKeys: ['points'] },
) as fc.Arbitrary<Rule['then']>;

export const randomRule: fc.Arbitrary<Rule> = fc.record({ when, then });

const policies: readonly (readonly [HitPolicy, Aggregate?])[] = [
  ['unique'],
  ['first'],
  ['priority'],
  ['any'],
  ['collect'],
  ['collect', 'sum'],
  ['collect', 'min'],
  ['collect', 'max'],
  ['collect', 'count'],
  ['ruleOrder'],
  ['outputOrder'],
];
export const policyNames: readonly {
  readonly name: string;
  readonly hit: HitPolicy;
  readonly aggregate?: Aggregate;
}[] = policies.map(([hit, aggregate]) =>
  aggregate ? { name: `${hit} ${aggregate}`, hit, aggregate } : { name: hit, hit },
);

export function tables(hit: HitPolicy, aggregate?: Aggregate): fc.Arbitrary<Table> {
  const rank = fc.option(
    fc.shuffledSubarray(['gridLeader', 'community', 'street'], { minLength: 3 }),
    { nil: undefined },
  );
  return fc
    .record({
      rules: fc.array(fc.record({ when, then }), { maxLength: 8 }),
      zone: fc.constantFrom('Asia/Shanghai', undefined, 'Asia/Kathmandu', 'UTC'),
      leads: rank,
      tiers: fc.option(fc.constant(['big', 'small']), { nil: undefined }),
    })
    .map(({ rules, zone, leads, tiers }) => ({
      hit,
      ...(aggregate && { aggregate }),
      ...(zone && { zone }),
      inputs: columns,
      outputs: [
        { name: 'points' },
        { name: 'lead', ...(leads && { values: leads }) },
        { name: 'tier', ...(tiers && { values: tiers }) },
      ],
      rules,
    }));
}

/** Values that fit, that lie at an edge, and that are none. */
const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  Number.NaN,
  '',
  7,
  true,
  [],
  {},
  '2026-02-30',
);
const values: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
  ['category', fc.constantFrom(...codes, '01.10.5', '02.3.1', '1', '01.')],
  ['block', fc.constantFrom(...blocks, 'hasOwnProperty')],
  ['__proto__', fc.constantFrom(...words, 'other')],
  ['amount', fc.oneof(amount, fc.double(), fc.constantFrom(Infinity, -Infinity, Number.NaN))],
  ['severity', fc.oneof(severity, fc.constantFrom(-1, 5, 2.5, Infinity, -Infinity, Number.NaN))],
  ['protected', fc.boolean()],
  ['at', fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2040, 0, 1) })],
  ['day', fc.constantFrom(...dates, '2025-06-01', '2027-01-01')],
];
export const inputs: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    ...values.map(([name, fits]) =>
      fc
        .oneof({ arbitrary: fits, weight: 8 }, { arbitrary: odd, weight: 1 })
        .map((value) => [name, value] as const),
    ),
  )
  .map((entries) => record(entries));
