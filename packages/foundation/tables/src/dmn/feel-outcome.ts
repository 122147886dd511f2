import type { Json } from '@civigrid/kernel';
import type { ColumnType } from '../column.ts';
import type { Expression } from '../expression.ts';
import { isRefused, type Refused } from './dmn-issue.ts';
import { unsupportedNode } from './feel-cell.ts';
import { simpleLiterals } from './feel-list.ts';
import { literalOf, unescaped } from './feel-literal.ts';
import { knownPath, nameText, pathOf } from './feel-path.ts';
import type { OutcomeReading } from './feel-reading.ts';
import type { FeelNode } from './feel-tree.ts';

/** What an output entry says: a constant `{ value }` or how to compute it. */
export function expressionOf(text: string, reading: OutcomeReading): Expression | Refused {
  const [literal, second] = simpleLiterals(text.trim()) ?? [];
  if (literal && !second) return { value: literal.value };
  const tree = reading.parser.expression(text, reading.names);
  if (isRefused(tree)) return tree;
  const [node] = tree.parts;
  return node ? translated(node, reading) : unsupportedNode(tree);
}

/** The constants of a list of output values; undefined where it holds anything else. */
export function constantsOf(
  text: string,
  { parser, names }: OutcomeReading,
): readonly Json[] | undefined {
  const simple = simpleLiterals(text.trim());
  if (simple) return simple.map(({ value }) => value);
  const tree = parser.unaryTests(text, names);
  const [tests] = isRefused(tree) ? [] : tree.parts;
  if (tests?.kind !== 'PositiveUnaryTests') return undefined;
  const values = tests.parts.map((test) => (test.parts[0] ? constantOf(test.parts[0]) : undefined));
  const constants = values.flatMap((one) => (one && 'value' in one ? [one.value] : []));
  return constants.length === values.length ? constants : undefined;
}

function translated(node: FeelNode, reading: OutcomeReading): Expression | Refused {
  const constant = constantOf(node);
  if (constant) return constant;
  const path = pathOf(node);
  if (path) return knownPath(path, reading.names);
  if (node.kind === 'ParenthesizedExpression' && node.parts[1])
    return translated(node.parts[1], reading);
  return node.kind === 'ArithmeticExpression' ? arithmetic(node, reading) : unsupportedNode(node);
}

const operators = new Map([
  ['+', 'add'],
  ['-', 'subtract'],
  ['*', 'multiply'],
  ['/', 'divide'],
] as const);

function arithmetic(node: FeelNode, reading: OutcomeReading): Expression | Refused {
  const [left, sign, right] = node.parts;
  const operator = operators.get(sign?.text as '+');
  if (!left || !right || !operator) return unsupportedNode(node);
  const a = translated(left, reading);
  const b = translated(right, reading);
  if (isRefused(a)) return a;
  if (isRefused(b)) return b;
  // Days and durations are texts here: adding them would join their digits.
  const odd = [a, b].some((one) => 'input' in one && isTemporal(reading.typeOf(one.input)));
  if (odd || [left, right].some(({ kind }) => kind === 'DateTimeLiteral'))
    return unsupportedNode(node);
  if (operator === 'add' && (isText(a, reading) || isText(b, reading)))
    return { join: [...joinedParts(a), ...joinedParts(b)] };
  return { [operator]: [a, b] } as unknown as Expression;
}

function isTemporal(type: ColumnType | undefined): boolean {
  return type !== undefined && !['text', 'number', 'integer', 'boolean', 'tree'].includes(type);
}

function isText(one: Expression, { typeOf }: OutcomeReading): boolean {
  if ('value' in one) return typeof one.value === 'string';
  return 'join' in one || ('input' in one && typeOf(one.input) === 'text');
}

function joinedParts(one: Expression): readonly Expression[] {
  return 'join' in one ? one.join : [one];
}

/** A constant as JSON; undefined where an input is looked at or something computed. */
function constantOf(node: FeelNode): Constant | Refused | undefined {
  const literal = literalOf(node);
  if (literal) return isRefused(literal) ? literal : { value: literal.value };
  if (node.kind === 'null') return { value: null };
  const parts = node.parts.filter(({ kind }) => !['[', ']', '{', '}'].includes(kind));
  if (node.kind === 'List') return listOf(parts);
  return node.kind === 'Context' ? recordOf(parts) : undefined;
}

interface Constant {
  readonly value: Json;
}

function listOf(parts: readonly FeelNode[]): Constant | Refused | undefined {
  const list: Json[] = [];
  for (const part of parts) {
    const item = constantOf(part);
    if (!item || isRefused(item)) return item;
    list.push(item.value);
  }
  return { value: list };
}

function recordOf(entries: readonly FeelNode[]): Constant | Refused | undefined {
  const record: Record<string, Json> = {};
  for (const { parts } of entries) {
    const [key, held] = parts;
    const item = held && constantOf(held);
    if (!key || !item || isRefused(item)) return item;
    const name = key.text.startsWith('"') ? unescaped(key.text) : nameText(key.text);
    // Assigning would not make an own key of `__proto__`.
    Object.defineProperty(record, name, {
      value: item.value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return { value: record };
}
