import type { Cell, InputRef, RangeCell } from '../cell.ts';
import type { Column, ColumnType } from '../column.ts';
import { isRefused, type Refused } from './dmn-issue.ts';
import { simpleLiterals } from './feel-list.ts';
import { type LiteralType, literalOf } from './feel-literal.ts';
import { knownPath, pathOf } from './feel-path.ts';
import type { OutcomeReading } from './feel-reading.ts';
import type { FeelNames, FeelNode, FeelParser } from './feel-tree.ts';
import { treeCellOf, writtenTreeCell } from './feel-tree-cell.ts';
import { weekTimeCellOf } from './feel-week-time.ts';

/** What a cell's text is read with. */
export interface CellReading {
  readonly parser: FeelParser;
  readonly names: FeelNames;
  readonly column: Column;
}

/** A cell of any form, or one value of a list. */
type Item = { readonly value: string | number | boolean | InputRef } | { readonly cell: Cell };

/** The cell that FEEL unary tests say (单元测试); undefined for any value. */
export function cellOf(text: string, reading: CellReading): Cell | Refused | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '-') return undefined;
  const { column, parser, names } = reading;
  if (column.type === 'weekTime') return weekTimeCellOf(trimmed);
  const simple = simpleLiterals(trimmed);
  if (column.type === 'tree' && column.parents)
    return treeCellOf(simple ?? [], column) ?? unsupported('subtree');
  if (simple?.every(({ type }) => fits(type, column.type)))
    return { is: simple.map(({ value }) => value) } as Cell;
  const written = column.type === 'tree' ? writtenTreeCell(trimmed, column) : undefined;
  if (written) return written;
  const tree = parser.unaryTests(trimmed, names);
  if (isRefused(tree)) return tree;
  return column.type === 'tree'
    ? (treeCellOf(tree, column) ?? unsupported('subtree'))
    : unaryTests(tree, reading);
}

/** The type of the first literal or known input in unary tests, by which a column without a type is read. */
export function typeIn(
  text: string,
  { parser, names, typeOf }: OutcomeReading,
): ColumnType | undefined {
  const simple = simpleLiterals(text.trim());
  if (simple) return simple[0]?.type;
  const tree = parser.unaryTests(text.trim(), names);
  const first = (node: FeelNode): ColumnType | undefined => {
    const literal = literalOf(node);
    if (literal) return isRefused(literal) ? undefined : literal.type;
    const path = pathOf(node);
    if (path) return typeOf(path);
    for (const part of node.parts) {
      const type = first(part);
      if (type) return type;
    }
    return undefined;
  };
  return isRefused(tree) ? undefined : first(tree);
}

function unsupported(construct: string): Refused {
  return { refused: 'tables/unsupported-feel', construct };
}

/** A node that is not translated, by the grammar's name; of a function its own. */
export function unsupportedNode({ kind, parts }: FeelNode): Refused {
  const called = kind === 'FunctionInvocation' ? ` ${parts[0]?.text ?? ''}` : '';
  return unsupported(kind + called);
}

function fits(literal: LiteralType, type: ColumnType): boolean {
  return literal === type || (literal === 'number' && type === 'integer');
}

function unaryTests(tree: FeelNode, reading: CellReading): Cell | Refused {
  const [first] = tree.parts;
  if (!first || first.kind === 'Wildcard') return unsupported('Wildcard');
  if (first.kind === 'not') {
    const tests = tree.parts.find(({ kind }) => kind === 'PositiveUnaryTests');
    return tests ? negated(tests, reading) : unsupportedNode(tree);
  }
  return joined(itemsOf(first, reading), reading.column.type);
}

/** Everything but what the tests match; `not(null)` is everything that is there. */
function negated(tests: FeelNode, reading: CellReading): Cell | Refused {
  const { type } = reading.column;
  if (tests.text.trim() === 'null') return anyValue(type);
  const cell = joined(itemsOf(tests, reading), type);
  return isRefused(cell) ? cell : opposite(cell, type);
}

function opposite(cell: Cell, type: ColumnType): Cell {
  if (type === 'text' && 'is' in cell) return { not: cell.is as readonly (string | InputRef)[] };
  return { not: cell };
}

function anyValue(type: ColumnType): Cell {
  if (type === 'text') return { not: [] };
  return type === 'boolean' ? { is: [true, false] } : {};
}

function joined(items: readonly Item[] | Refused, type: ColumnType): Cell | Refused {
  if (isRefused(items)) return items;
  const values = items.flatMap((item) => ('value' in item ? [item.value] : []));
  const cells = items.flatMap((item) => ('cell' in item ? [item.cell] : []));
  // The types were compared one by one.
  const list = values.length > 0 ? [{ is: values } as Cell] : [];
  const [one, second] = [...list, ...cells];
  if (!one) return unsupported(`empty list of ${type}`);
  return second ? { any: [...list, ...cells] } : one;
}

function itemsOf(node: FeelNode, reading: CellReading): readonly Item[] | Refused {
  switch (node.kind) {
    case 'PositiveUnaryTests':
    case 'PositiveUnaryTest':
    case 'List':
    case 'Disjunction':
    case 'ParenthesizedExpression':
      return all(
        node.parts.filter(({ kind }) => !['[', ']', '(', ')', 'or'].includes(kind)),
        reading,
      );
    case 'SimplePositiveUnaryTest':
      return one(simpleTest(node, reading));
    case 'Comparison':
      return comparison(node, reading);
    case 'Conjunction':
      return one(conjunction(node, reading));
    case 'FunctionInvocation':
      return one(negation(node, reading));
  }
  const value = operand(node, reading);
  return isRefused(value) ? value : [{ value }];
}

function one(cell: Cell | Refused): readonly Item[] | Refused {
  return isRefused(cell) ? cell : [{ cell }];
}

function all(nodes: readonly FeelNode[], reading: CellReading): readonly Item[] | Refused {
  const items: Item[] = [];
  for (const node of nodes) {
    const found = itemsOf(node, reading);
    if (isRefused(found)) return found;
    items.push(...found);
  }
  return items;
}

function operand(
  node: FeelNode,
  { names, column: { type } }: CellReading,
): string | number | boolean | InputRef | Refused {
  const [open, inner] = node.parts;
  if (node.kind === 'ParenthesizedExpression' && open && inner)
    return operand(inner, { names, column: { type } } as CellReading);
  const literal = literalOf(node);
  if (isRefused(literal)) return literal;
  if (literal) return fits(literal.type, type) ? literal.value : { refused: 'tables/bad-cell' };
  const path = pathOf(node);
  return path ? knownPath(path, names) : unsupportedNode(node);
}

/** `> 5` or an interval. */
function simpleTest(node: FeelNode, reading: CellReading): Cell | Refused {
  const [first, bound] = node.parts;
  if (first?.kind === 'Interval') return interval(first, reading);
  return first?.kind === 'CompareOp' && bound
    ? compared(first.text, bound, reading)
    : unsupportedNode(node);
}

const bounds: Readonly<Record<string, keyof RangeCell<number>>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};

function compared(operator: string, bound: FeelNode, reading: CellReading): Cell | Refused {
  const { type } = reading.column;
  if (bound.kind === 'null') return operator === '!=' ? anyValue(type) : unsupportedNode(bound);
  const value = operand(bound, reading);
  if (isRefused(value)) return value;
  if (operator === '=') return { is: [value] } as Cell;
  if (operator === '!=') return opposite({ is: [value] } as Cell, type);
  const key = bounds[operator];
  if (!key || type === 'text' || type === 'boolean') return unsupported(`${operator} of ${type}`);
  return { [key]: value } as Cell;
}

function interval(node: FeelNode, reading: CellReading): Cell | Refused {
  const [open, from, , to, close] = node.parts;
  if (!from || !to) return unsupportedNode(node);
  const lower = compared(open?.kind === '[' ? '>=' : '>', from, reading);
  const upper = compared(close?.kind === ']' ? '<=' : '<', to, reading);
  if (isRefused(lower)) return lower;
  return isRefused(upper) ? upper : ({ ...lower, ...upper } as Cell);
}

/** `? > 5`, `5 < ?`, `? between 1 and 5`, `? in (1, 2)`. */
function comparison(node: FeelNode, reading: CellReading): readonly Item[] | Refused {
  const [left, operator, right, , last] = node.parts;
  if (!left || !operator || !right) return unsupportedNode(node);
  if (operator.kind === 'CompareOp') {
    if (left.kind === '?') return one(compared(operator.text, right, reading));
    if (right.kind === '?') return one(compared(turned(operator.text), left, reading));
  }
  if (left.kind === '?' && operator.kind === 'between' && last) {
    const lower = compared('>=', right, reading);
    const upper = compared('<=', last, reading);
    if (isRefused(lower)) return lower;
    return one(isRefused(upper) ? upper : ({ ...lower, ...upper } as Cell));
  }
  if (left.kind === '?' && operator.kind === 'in')
    return all(
      node.parts.slice(2).filter(({ kind }) => kind !== '(' && kind !== ')'),
      reading,
    );
  return unsupportedNode(node);
}

function turned(operator: string): string {
  return { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }[operator] ?? operator;
}

/** Bounds that do not touch each other stand in one range; everything else holds unless one of both fails. */
function conjunction(node: FeelNode, reading: CellReading): Cell | Refused {
  const [left, , right] = node.parts;
  if (!left || !right) return unsupportedNode(node);
  const { type } = reading.column;
  const a = joined(itemsOf(left, reading), type);
  const b = joined(itemsOf(right, reading), type);
  if (isRefused(a)) return a;
  if (isRefused(b)) return b;
  const isRange = (cell: Cell) => !('is' in cell || 'any' in cell || 'not' in cell);
  if (isRange(a) && isRange(b) && !Object.keys(a).some((key) => Object.hasOwn(b, key)))
    return { ...a, ...b } as Cell;
  return { not: { any: [opposite(a, type), opposite(b, type)] } };
}

function negation(node: FeelNode, reading: CellReading): Cell | Refused {
  const [called, , parameters] = node.parts;
  const [test, second] = parameters?.parts ?? [];
  if (called?.text !== 'not' || !test || second) return unsupportedNode(node);
  return negated(test, reading);
}
