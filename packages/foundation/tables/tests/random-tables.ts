import type { Json } from '@civigrid/kernel';
import {
  type Aggregate,
  type Cell,
  type Column,
  checkTable,
  type Expression,
  type HitPolicy,
  type InputRef,
  type Rule,
  type Table,
} from '@civigrid/tables';
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
  { name: 'clock', type: 'time' },
  { name: 'due', type: 'dateTime' },
  { name: 'wait', type: 'dayTimeDuration' },
  { name: 'lease', type: 'yearMonthDuration' },
  { name: 'item.price', type: 'number', path: ['item', 'price'] },
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

/** Bounds out of texts that stand in the order of what they mean. */
function between(texts: readonly string[]): fc.Arbitrary<Cell> {
  const at = fc.nat({ max: texts.length - 1 });
  return fc.oneof(
    range(at).map((cell) =>
      Object.fromEntries(
        Object.entries(cell).map(([key, i]) => [key, texts[Number(i)] ?? ''] as const),
      ),
    ),
    some(texts).map((is) => ({ is })),
  );
}

/** Texts of the scaled columns, in the order of what they mean. */
export const scales = {
  clock: ['01:00:00+02:00', '08:00:00', '12:00Z', '20:30:00+08:00', '23:59:59.5'],
  due: [
    '2024-02-29T12:00:00',
    '2025-12-31T23:59:59Z',
    '2026-01-02T00:00:00+14:00',
    '2026-01-03T08:30:00',
    '2026-06-30T00:00:00.25Z',
  ],
  wait: ['-P1D', 'PT0S', 'PT36H', 'P1DT13H0.5S', 'P10D'],
  lease: ['-P1M', 'P0M', 'P11M', 'P1Y1M', 'P2Y'],
} as const;

/** Other values of the input that cells and outcomes name. */
const references: Readonly<Record<string, readonly InputRef[]>> = {
  amount: [{ input: ['favourites'] }, { input: ['limits', 'least'] }],
  severity: [{ input: ['severities'] }],
  ['__proto__']: [{ input: ['who', 'name'] }, { input: ['nicknames'] }],
  protected: [{ input: ['limits', 'strict'] }],
  day: [{ input: ['holidays'] }],
  due: [{ input: ['deadline'] }],
};

/** Alternatives, negations and names of other inputs over a column's plain cells; only those that may match. */
function composed(
  column: Column,
  plain: fc.Arbitrary<Cell>,
  refs: readonly InputRef[],
): fc.Arbitrary<Cell> {
  const isOrdered = column.type !== 'text' && column.type !== 'boolean';
  const named = fc.constantFrom(...refs, { input: ['nobody'] }).chain((ref) =>
    fc.oneof(
      plain.map((cell) => ('is' in cell ? { is: [...cell.is, ref] } : { is: [ref] }) as Cell),
      fc
        .constantFrom('gte', 'gt', 'lte', 'lt', 'is')
        .map((key) => (isOrdered && key !== 'is' ? { [key]: ref } : { is: [ref] }) as Cell),
    ),
  );
  const part = refs.length > 0 ? fc.oneof(plain, named) : plain;
  const inner = fc.oneof(
    part,
    part.map((not) => ({ not })),
    fc.array(part, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  );
  const deep = fc.oneof(
    inner,
    inner.map((not) => ({ not })),
    fc.array(inner, { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
  );
  return fc
    .oneof({ arbitrary: plain, weight: 3 }, { arbitrary: deep, weight: 1 })
    .filter((cell) => {
      const rules = [{ when: record([[column.name, cell]]), then: {} }];
      return checkTable({ hit: 'first', inputs: [column], outputs: [], rules }).length === 0;
    });
}

const amount = fc.constantFrom(-1, 0, 0.5, 1, 2.25, 1000);
const severity = fc.integer({ min: 0, max: 4 });
const plainCells: Readonly<Record<string, fc.Arbitrary<Cell>>> = {
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
  clock: between(scales.clock),
  due: between(scales.due),
  wait: between(scales.wait),
  lease: between(scales.lease),
  ['item.price']: range(amount),
};

type Cells = Readonly<Record<string, fc.Arbitrary<Cell>>>;

function composedCells(named: Readonly<Record<string, readonly InputRef[]>>): Cells {
  return Object.fromEntries(
    Object.entries(plainCells).map(([name, plain]) => {
      const column = columns.find((one) => one.name === name);
      const isWhole = !column || column.type === 'tree' || column.type === 'weekTime';
      const refs = Object.entries(named).find(([key]) => key === name)?.[1] ?? [];
      return [name, isWhole ? plain : composed(column, plain, refs)] as const;
    }),
  );
}

/** An object with exactly these own keys, `__proto__` too. */
function record<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  const made: Record<string, Value> = {};
  for (const [key, value] of entries)
    Object.defineProperty(made, key, { value, enumerable: true, configurable: true });
  return made;
}

const whenOf = (cells: Cells): fc.Arbitrary<Rule['when']> =>
  fc
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

const part: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom<Expression>(
    { value: 2 },
    { value: 'for ' },
    { input: ['amount'] },
    { input: ['item', 'price'] },
    { input: ['who', 'name'] },
    { input: ['severity'] },
  ),
);
const expressions = fc.oneof(
  part,
  fc.array(part, { minLength: 1, maxLength: 3 }).map((join) => ({ join })),
  fc
    .tuple(fc.constantFrom('add', 'subtract', 'multiply', 'divide'), part, part)
    .map(([operator, a, b]) => ({ [operator]: [a, b] }) as unknown as Expression),
);

const expression = expressions.filter((one) => JSON.stringify(one).includes('"input"'));

const rule = fc
  .record({
    when: whenOf(composedCells(references)),
    then,
    lead: fc.option(expression, { freq: 6 }),
  })
  .map(({ when: cellsOf, then: said, lead }): Rule => {
    if (!lead) return { when: cellsOf, then: said };
    const { lead: _, ...rest } = said as Readonly<Record<string, Json>>;
    return { when: cellsOf, then: rest, compute: { lead } };
  });

/** Rules whose cells and outcomes depend on the columns alone. */
export const closedRule: fc.Arbitrary<Rule> = fc.record({ when: whenOf(composedCells({})), then });

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

/** Tables of every kind of rule. */
export function tables(hit: HitPolicy, aggregate?: Aggregate): fc.Arbitrary<Table> {
  return tablesOf(rule, hit, aggregate);
}

/** Tables that look at nothing but their columns. */
export function closedTables(hit: HitPolicy, aggregate?: Aggregate): fc.Arbitrary<Table> {
  return tablesOf(closedRule, hit, aggregate);
}

function tablesOf(
  rules: fc.Arbitrary<Rule>,
  hit: HitPolicy,
  aggregate?: Aggregate,
): fc.Arbitrary<Table> {
  const rank = fc.option(
    fc.shuffledSubarray(['gridLeader', 'community', 'street'], { minLength: 3 }),
    { nil: undefined },
  );
  return fc
    .record({
      rules: fc.array(rules, { maxLength: 8 }),
      zone: fc.constantFrom('Asia/Shanghai', undefined, 'Asia/Kathmandu', 'UTC'),
      leads: rank,
      tiers: fc.option(fc.constant(['big', 'small']), { nil: undefined }),
    })
    .map(({ rules: drawn, zone, leads, tiers }) => ({
      hit,
      ...(aggregate && { aggregate }),
      ...(zone && { zone }),
      inputs: columns,
      outputs: [
        { name: 'points' },
        { name: 'lead', ...(leads && { values: leads }) },
        { name: 'tier', ...(tiers && { values: tiers }) },
      ],
      rules: drawn,
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
  [
    'clock',
    fc.constantFrom(...scales.clock, '08:00:00Z', '14:30:00+02:00', '25:00', '12:00:00+15:00'),
  ],
  [
    'due',
    fc.constantFrom(...scales.due, '2026-01-01T10:00:00Z', '2026-01-01', '2026-02-30T00:00:00'),
  ],
  ['wait', fc.constantFrom(...scales.wait, 'P1DT12H', 'P', 'PT', '-PT24H', 'P1Y')],
  ['lease', fc.constantFrom(...scales.lease, 'P13M', '-P0Y1M', 'P1D')],
  ['item.price', amount],
  ['item', fc.record({ price: amount })],
  ['limits', fc.record({ least: amount, strict: fc.boolean() }, { requiredKeys: [] })],
  ['favourites', fc.oneof(amount, fc.array(fc.oneof(amount, fc.constant('x')), { maxLength: 3 }))],
  ['severities', fc.oneof(severity, fc.array(severity, { maxLength: 3 }))],
  ['who', fc.record({ name: fc.constantFrom(...words) })],
  ['nicknames', fc.oneof(fc.constantFrom(...words), fc.array(fc.constantFrom(...words)))],
  ['holidays', fc.oneof(fc.constantFrom(...dates), fc.array(fc.constantFrom(...dates)))],
  ['deadline', fc.constantFrom(...scales.due)],
];
export const inputs: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    ...values.map(([name, fits]) =>
      fc
        .oneof({ arbitrary: fits, weight: 8 }, { arbitrary: odd, weight: 1 })
        .map((value) => [name, value] as const),
    ),
  )
  // Half of the inputs say the price by its path.
  .map((entries) =>
    record(entries.filter(([name, value]) => name !== 'item.price' || value !== 1)),
  );
