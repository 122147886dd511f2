import { isDomainError } from '@civigrid/kernel';
import { compileTable, type Table } from '@civigrid/tables';
import { parseDmn, toDmn } from '@civigrid/tables/dmn';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer, naiveDecide } from './oracle.ts';
import { inputs, policyNames, tables } from './random-tables.ts';

function readBack(table: Table): Table {
  const parsed = parseDmn(toDmn(table));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const [only] = parsed.tables;
  if (!only) throw new Error('No table');
  return only.table;
}

describe.each(policyNames)('$name', ({ hit, aggregate }) => {
  test('a table comes back from DMN and decides the same', () => {
    fc.assert(
      fc.property(tables(hit, aggregate), fc.array(inputs, { maxLength: 5 }), (table, cases) => {
        const back = readBack(table);
        const compiled = compileTable(back as unknown);
        for (const input of cases)
          expect(answer(() => compiled.decide(input))).toEqual(naiveDecide(table, input));
        expect(toDmn(back)).toBe(toDmn(readBack(back)));
      }),
      { numRuns: 60 },
    );
  });
});

/** Texts with all that XML and FEEL treat apart. */
const odd = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '"',
    '\\',
    '\n',
    '\r\n',
    '\t',
    '<![CDATA[',
    ']]>',
    '&amp;',
    '__proto__',
    ' x ',
    '\u2028',
    '\ufffe',
    '\u0000',
    '\b',
    'a\\u0041',
    '-',
    'null',
    '网格',
  ),
);
const xmlText = fc
  .oneof(
    fc.string({ unit: 'grapheme-ascii' }),
    fc.constantFrom('规则 1', '<&>"\'', ' a  b ', 'x\r\ny', '__proto__', 'if', '1 + 1', '?'),
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these XML cannot hold
  .filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text));

test('texts of any kind come back: in cells, in outcomes, as names, ids and notes', () => {
  const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: false }) as fc.Arbitrary<never>;
  const made = fc.record({
    column: xmlText,
    words: fc.uniqueArray(odd, { minLength: 1, maxLength: 4 }),
    then: json,
    id: xmlText,
    note: xmlText,
    output: xmlText,
    numbers: fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
  });
  fc.assert(
    fc.property(made, ({ column, words, then, id, note, output, numbers }) => {
      const other = `${column}2`;
      const table: Table = {
        id,
        version: note,
        note,
        effective: { from: '2026-01-01', until: '2026-07-01' },
        hit: 'first',
        zone: 'UTC',
        inputs: [
          { name: column, type: 'text', allowed: { is: words } },
          { name: other, type: 'number', path: ['a', column] },
        ],
        outputs: [{ name: output }],
        rules: [
          {
            id,
            note,
            effective: { until: '2026-03-01' },
            when: Object.fromEntries([[column, { is: words }]]),
            then: Object.fromEntries([[output, then]]),
          },
          {
            when: Object.fromEntries([[other, { is: numbers }]]),
            then: Object.fromEntries([[output, then]]),
          },
        ],
        otherwise: Object.fromEntries([[output, then]]),
      };
      // By JSON, which knows no -0.
      const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
      expect(plain(readBack(table))).toEqual(plain(table));
    }),
    { numRuns: 400 },
  );
});

test('a bare output stays bare, and a tree keeps its own parents', () => {
  const table: Table = {
    hit: 'priority',
    inputs: [{ name: 'place', type: 'tree', parents: { town: null, east: 'town', lane: 'east' } }],
    outputs: [{ name: '', bare: true, values: ['high', 'low'] }],
    rules: [
      { when: { place: { within: ['east'] } }, then: { '': 'low' } },
      { when: {}, then: { '': 'low' } },
    ],
  };
  expect(toDmn(table)).toContain('<text>&#34;east&#34;, &#34;lane&#34;</text>');
  expect(readBack(table)).toEqual(table);
  expect(compileTable(table).decide({ place: 'lane' })).toEqual({ rule: 0, outcome: 'low' });
});

test('conditions are written as a clerk would in FEEL', () => {
  const written = (type: string, cell: unknown) => {
    const table = {
      hit: 'first',
      inputs: [{ name: 'x', type }],
      outputs: [{ name: 'y' }],
      rules: [{ when: { x: cell }, then: {} }],
    } as Table;
    const found = /<inputEntry id="civigrid-rule-1-input-1"><text>(.*?)<\/text>/.exec(toDmn(table));
    return found?.[1]?.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  };
  expect(written('number', { gte: 1, lt: 5.5 })).toBe('[1..5.5)');
  expect(written('number', { gt: 1e-7 })).toBe('> 0.0000001');
  expect(written('number', { is: [1, -2e21] })).toBe('1, -2000000000000000000000');
  expect(written('number', {})).toBe('not(null)');
  expect(written('number', { any: [{ lt: 10 }, { gte: 20, lte: 30 }, { is: [50] }] })).toBe(
    '< 10, [20..30], 50',
  );
  expect(written('text', { not: ['a"b'] })).toBe('not("a\\"b")');
  expect(written('date', { gt: '2026-01-01' })).toBe('> date("2026-01-01")');
  expect(written('dateTime', { is: ['2026-01-01T00:00:00Z'] })).toBe(
    'date and time("2026-01-01T00:00:00Z")',
  );
  expect(written('yearMonthDuration', { lte: 'P1Y' })).toBe('<= duration("P1Y")');
  expect(written('boolean', { not: { is: [{ input: ['other'] }] } })).toBe('not(other)');
  expect(written('tree', { within: ['01.02'] })).toBe('? = "01.02" or starts with(?, "01.02.")');
  expect(written('weekTime', { between: ['22:00', '06:00'], days: [5] })).toBe(
    '(list contains(["Friday"], day of week(?)) and time(?) >= time("22:00:00")) or (list contains(["Saturday"], day of week(?)) and time(?) < time("06:00:00"))',
  );
});

test('what DMN cannot say is refused by its place', () => {
  const table: Table = { hit: 'first', inputs: [], outputs: [{ name: 'y' }], rules: [] };
  const refusal = (changed: Partial<Table>) => {
    try {
      return toDmn({ ...table, ...changed });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      const { place } = error.details as { place?: string };
      return [error.code, place];
    }
  };
  const column = { name: 'x', type: 'number' } as const;
  const naming = (...input: string[]) => ({
    inputs: [column],
    rules: [{ when: { x: { gt: { input } } }, then: {} }],
  });
  expect(refusal({ outputs: [] })).toEqual(['tables/unwritable', 'outputs']);
  expect(refusal({ note: '\u0000' })).toEqual(['tables/unwritable', 'note']);
  expect(refusal(naming('(x)'))).toEqual(['tables/unwritable', 'rule 1, x']);
  expect(refusal(naming('1 +'))).toEqual(['tables/unwritable', 'rule 1, x']);
  expect(refusal(naming('Another number', 'p'))).toContain('Another number');
  const time = { name: 't', type: 'time' } as const;
  const compute = { y: { join: [{ value: 'at ' }, { input: ['t'] }] } };
  expect(refusal({ inputs: [time], rules: [{ when: {}, then: {}, compute }] })).toEqual([
    'tables/unwritable',
    'rule 1, y',
  ]);
  expect(refusal({ hit: 'last' as never })).toEqual(['tables/invalid', undefined]);
});
