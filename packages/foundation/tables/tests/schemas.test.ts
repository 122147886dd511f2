import { checkTable, type Table } from '@civigrid/tables';
import { tableSchema } from '@civigrid/tables/schemas';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { policyNames, tables } from './random-tables.ts';

test('whatever the checks accept, the schema accepts, and gives back as it is', () => {
  const any = fc.constantFrom(...policyNames).chain(({ hit, aggregate }) => tables(hit, aggregate));
  fc.assert(
    fc.property(any, (table) => {
      expect(checkTable(table)).toEqual([]);
      expect(tableSchema.parse(table)).toBe(table);
    }),
    { numRuns: 300 },
  );
});

test('its type is that of a table', () => {
  expectTypeOf<z.infer<typeof tableSchema>>().toExtend<Table>();
});

const table = { hit: 'first', inputs: [{ name: 'x', type: 'number' }], outputs: [{ name: 'y' }] };
const wrong: readonly (readonly [string, unknown, string])[] = [
  ['no table', 7, ''],
  ['an unknown hit policy', { ...table, hit: 'last', rules: [] }, 'hit'],
  ['no rules', table, 'rules'],
  ['a column without a name', { ...table, inputs: [{ type: 'text' }], rules: [] }, 'inputs.0.name'],
  [
    'a cell of no form',
    { ...table, rules: [{ when: { x: { near: 1 } }, then: {} }] },
    'rules.0.when.x',
  ],
  [
    'an outcome that is no JSON',
    { ...table, rules: [{ when: {}, then: { y: () => 1 } }] },
    'rules.0.then.y',
  ],
  ['a note that is no text', { ...table, note: 7, rules: [] }, 'note'],
];
test.each(wrong)('%s is refused at its place', (_, value, place) => {
  const read = tableSchema.safeParse(value);
  expect(read.success).toBe(false);
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([place]);
});

test('a JSON Schema can be made of it for editors', () => {
  const schema = z.toJSONSchema(tableSchema) as { readonly properties?: object };
  expect(Object.keys(schema.properties ?? {})).toEqual(
    expect.arrayContaining(['hit', 'inputs', 'outputs', 'rules', 'otherwise']),
  );
  expect(JSON.stringify(schema)).toContain('"outputOrder"');
});
