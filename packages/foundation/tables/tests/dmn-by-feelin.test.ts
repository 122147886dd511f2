import { compileTable, type Table } from '@civigrid/tables';
import { toDmn } from '@civigrid/tables/dmn';
import fc from 'fast-check';
import { unaryTest } from 'feelin';
import { expect, test } from 'vitest';
import { inputs, tables } from './random-tables.ts';

/** Columns whose values are the same in FEEL as here; dates and times are objects there. */
const shared = ['category', '__proto__', 'amount', 'severity', 'protected', 'item.price'];

const unescaped = (text: string) =>
  text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

test('a FEEL engine reads the conditions that are written as they are meant', () => {
  const seen = { held: 0, failed: 0 };
  fc.assert(
    fc.property(tables('collect'), fc.array(inputs, { maxLength: 4 }), (table, cases) => {
      for (const rule of table.rules)
        for (const [name, cell] of Object.entries(rule.when)) {
          const column = table.inputs.find((one) => one.name === name);
          // What is left open by a missing input FEEL takes for false, and its negation for true.
          if (!column || !cell || !shared.includes(name) || /"input"/.test(JSON.stringify(cell)))
            continue;
          const when = Object.fromEntries([[name, cell]]);
          const one: Table = {
            hit: 'collect',
            inputs: [column],
            outputs: [{ name: 'y' }],
            rules: [{ when, then: {} }],
          };
          const text = unescaped(
            /<inputEntry [^>]*><text>(.*?)<\/text>/s.exec(toDmn(one))?.[1] ?? '',
          );
          const { decide } = compileTable(one as unknown);
          for (const input of cases) {
            const value = Object.hasOwn(input, name) ? input[name] : undefined;
            const fits =
              column.type === 'tree' || column.type === 'text'
                ? 'string'
                : column.type === 'boolean'
                  ? 'boolean'
                  : 'number';
            if (typeof value !== fits || (fits === 'number' && !Number.isFinite(value))) continue;
            if (column.type === 'integer' && !Number.isInteger(value)) continue;
            const held = (decide(input) as { rules: readonly number[] }).rules.length === 1;
            seen[held ? 'held' : 'failed']++;
            expect([text, value, unaryTest(text, { '?': value }).value]).toEqual([
              text,
              value,
              held,
            ]);
          }
        }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(seen.held, seen.failed)).toBeGreaterThan(100);
});
