import type { Json, JsonObject } from '@civigrid/kernel';
import { isInputRef } from './cell.ts';
import type { Expression } from './expression.ts';
import { isJson, plainCopy } from './plain-copy.ts';
import type { Outcome, Rule, Table } from './table.ts';
import { rawValue, type TableInput } from './table-input.ts';

/** What a rule says about an input: its constant `then` where nothing is computed. */
export function outcomeOf({ then, compute }: Rule, input: TableInput): JsonObject {
  // The checks saw that `then` is JSON.
  const constant = then as JsonObject;
  if (!compute) return constant;
  const outcome = { ...constant };
  for (const [name, expression] of Object.entries(compute))
    Object.defineProperty(outcome, name, {
      value: expression ? computed(expression, input) : null,
      enumerable: true,
      configurable: true,
    });
  return Object.freeze(outcome);
}

/** What a table answers for what a rule says: the record, or the bare value of its only output. */
export function saidBy({ outputs }: Table): (outcome: JsonObject) => Outcome {
  const [only] = outputs;
  if (only?.bare !== true) return (outcome) => outcome;
  const { name } = only;
  return (outcome) => (Object.hasOwn(outcome, name) ? (outcome[name] ?? null) : null);
}

/** What a table answers where no rule matches, if it has a word for that. */
export function fallbackOf(
  table: Table,
): { readonly rule: -1; readonly outcome: Outcome } | undefined {
  const { otherwise } = table;
  return otherwise && Object.freeze({ rule: -1, outcome: saidBy(table)(otherwise as JsonObject) });
}

function computed(expression: Expression, input: TableInput): Json {
  if ('value' in expression) return expression.value;
  if (isInputRef(expression)) return given(expression.input, input);
  if ('join' in expression) {
    const texts = expression.join.map((one) => computed(one, input));
    return texts.every((text) => typeof text === 'string') ? texts.join('') : null;
  }
  const [[operator = '', operands = []] = []] = Object.entries(expression);
  const [a, b] = (operands as readonly Expression[]).map((one) => computed(one, input));
  if (typeof a === 'string' && typeof b === 'string' && operator === 'add') return a + b;
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  const result = calculated(operator, a, b);
  return Number.isFinite(result) ? result : null;
}

function calculated(operator: string, a: number, b: number): number {
  if (operator === 'add') return a + b;
  if (operator === 'subtract') return a - b;
  return operator === 'multiply' ? a * b : a / b;
}

/** An input as it is, if it is JSON; as a copy, so that an answer does not change with it. */
function given(path: readonly string[], input: TableInput): Json {
  const raw = rawValue(input, { name: path.join('.'), path });
  if (raw === undefined) return null;
  try {
    const copy = plainCopy(raw);
    return isJson(copy) ? (copy as Json) : null;
  } catch {
    return null;
  }
}
