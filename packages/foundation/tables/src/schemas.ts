import { z } from 'zod';
import type { Cell } from './cell.ts';
import { columnTypes } from './column.ts';
import type { Expression } from './expression.ts';
import { aggregates, hitPolicies } from './hit-policy.ts';
import type { Table } from './table.ts';

const path = z.array(z.string()).min(1).readonly();
const inputRef = z.strictObject({ input: path });
const textOperand = z.union([z.string(), inputRef]);
const numberOperand = z.union([z.number(), inputRef]);

function rangeOf<Bound extends z.ZodType>(bound: Bound) {
  const optional = bound.exactOptional();
  return z.strictObject({ gte: optional, gt: optional, lte: optional, lt: optional }).readonly();
}

/** One condition of a rule; whether its form goes with its column's type is for `checkTable`. */
const cell: z.ZodType<Cell> = z.lazy(() =>
  z.union([
    z.strictObject({ within: z.array(z.string()).readonly() }).readonly(),
    z.strictObject({ is: z.array(textOperand).readonly() }).readonly(),
    z.strictObject({ is: z.array(numberOperand).readonly() }).readonly(),
    z.strictObject({ is: z.array(z.union([z.boolean(), inputRef])).readonly() }).readonly(),
    z.strictObject({ not: z.array(textOperand).readonly() }).readonly(),
    z.strictObject({ not: cell }).readonly(),
    z.strictObject({ any: z.array(cell).readonly() }).readonly(),
    rangeOf(numberOperand),
    rangeOf(textOperand),
    z
      .strictObject({
        between: z.tuple([z.string(), z.string()]).readonly(),
        days: z.array(z.int().min(1).max(7)).readonly().exactOptional(),
      })
      .readonly(),
  ]),
);

const pair = z.tuple([z.lazy(() => expression), z.lazy(() => expression)]).readonly();

const expression: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.strictObject({ value: z.json() }).readonly(),
    inputRef.readonly(),
    z.strictObject({ join: z.array(expression).min(1).readonly() }).readonly(),
    z.strictObject({ add: pair }).readonly(),
    z.strictObject({ subtract: pair }).readonly(),
    z.strictObject({ multiply: pair }).readonly(),
    z.strictObject({ divide: pair }).readonly(),
  ]),
);

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const effective = z.looseObject({ from: day.optional(), until: day.optional() });

const column = z.looseObject({
  name: z.string(),
  type: z.enum(columnTypes),
  path: path.optional(),
  allowed: cell.optional(),
  parents: z.record(z.string(), z.string().nullable()).optional(),
});

const output = z.looseObject({
  name: z.string(),
  values: z.array(z.json()).optional(),
  bare: z.boolean().optional(),
});

const said = z.record(z.string(), z.json().optional());

const rule = z.looseObject({
  id: z.string().optional(),
  when: z.record(z.string(), cell.nullish()),
  then: said,
  compute: z.record(z.string(), expression.optional()).optional(),
  note: z.string().optional(),
  effective: effective.optional(),
});

const structure = z.looseObject({
  id: z.string().optional(),
  version: z.string().optional(),
  note: z.string().optional(),
  effective: effective.optional(),
  hit: z.enum(hitPolicies),
  aggregate: z.enum(aggregates).optional(),
  zone: z.string().optional(),
  inputs: z.array(column),
  outputs: z.array(output),
  rules: z.array(rule),
  otherwise: said.optional(),
});

/**
 * The JSON form of a table (决策表的结构) for the edge of a host: it refuses what is wrongly built and leaves the rest to
 * `checkTable`. Parsing gives back the very value, keys `__proto__` included, which zod's records would drop;
 * `z.toJSONSchema` makes a JSON Schema of it for editors.
 */
export const tableSchema: z.ZodType<Table> = schemaOfTable();

function schemaOfTable(): z.ZodType<Table> {
  const whole = z.transform((value: unknown, context): Table => {
    const read = structure.safeParse(value);
    for (const { path: place, message } of read.error?.issues ?? [])
      context.issues.push({ code: 'custom', path: [...place], message, input: value });
    return value as Table;
  });
  whole._zod.toJSONSchema = () => z.toJSONSchema(structure);
  return whole;
}
