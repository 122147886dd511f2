import type { Cell, TreeCell } from '../cell.ts';
import type { TreeColumn } from '../column.ts';
import { isRefused } from './dmn-issue.ts';
import { type Literal, literalOf, quoted, unescaped } from './feel-literal.ts';
import type { FeelNode } from './feel-tree.ts';

/**
 * Codes and all below them as FEEL: `? = "01.02" or starts with(?, "01.02.")`; where the column has its own parents,
 * the list of all codes that lie there. Undefined where a clerk's text says something else.
 */
export function treeCellOf(
  said: FeelNode | readonly Literal[],
  { parents }: TreeColumn,
): Cell | undefined {
  if ('kind' in said) return byPrefixes(said);
  if (!parents) return undefined;
  const codes = said.map(({ value }) => String(value));
  const listed = new Set(codes);
  const above = new Map(Object.entries(parents));
  const tops = codes.filter(
    (code) => !listed.has(above.get(code) ?? '') || above.get(code) === code,
  );
  const cell: TreeCell = { within: [...new Set(tops)] };
  // A list that leaves out a code below one of its own is no subtree.
  return codesWithin(cell, parents).every((code) => listed.has(code)) ? cell : undefined;
}

/** The codes of a text that is written just as {@link treeText} writes it, without asking the grammar. */
export function writtenTreeCell(text: string, column: TreeColumn): TreeCell | undefined {
  const found = text.matchAll(/\? = ("(?:[^"\\]|\\.)*") or starts/g);
  const cell = { within: Array.from(found, ([, code = '']) => unescaped(code)) };
  return cell.within.length > 0 && treeText(cell, column) === text ? cell : undefined;
}

export function treeText({ within }: TreeCell, { parents }: TreeColumn): string {
  if (parents) return codesWithin({ within }, parents).map(quoted).join(', ');
  return within
    .map((code) => `? = ${quoted(code)} or starts with(?, ${quoted(`${code}.`)})`)
    .join(' or ');
}

function codesWithin(
  { within }: TreeCell,
  parents: NonNullable<TreeColumn['parents']>,
): readonly string[] {
  const below = new Map<string, string[]>();
  for (const [code, parent] of Object.entries(parents)) {
    if (parent === null) continue;
    const children = below.get(parent);
    if (children) children.push(code);
    else below.set(parent, [code]);
  }
  const found = new Set(within);
  for (const code of found) for (const child of below.get(code) ?? []) found.add(child);
  return [...found];
}

function byPrefixes(tree: FeelNode): TreeCell | undefined {
  const equal = new Set<string>();
  const below = new Set<string>();
  for (const test of disjuncts(tree)) {
    const code = equalTo(test);
    const prefix = startOf(test);
    if (code !== undefined) equal.add(code);
    else if (prefix?.endsWith('.')) below.add(prefix.slice(0, -1));
    else return undefined;
  }
  const alike = equal.size === below.size && [...equal].every((code) => below.has(code));
  return alike ? { within: [...equal] } : undefined;
}

const wrappers = ['UnaryTests', 'PositiveUnaryTests', 'PositiveUnaryTest', 'Disjunction'];

function disjuncts(node: FeelNode): readonly FeelNode[] {
  if (!wrappers.includes(node.kind)) return [node];
  return node.parts.filter(({ kind }) => kind !== 'or').flatMap(disjuncts);
}

function equalTo({ kind, parts: [left, operator, right] }: FeelNode): string | undefined {
  return kind === 'Comparison' && left?.kind === '?' && operator?.text === '='
    ? textOf(right)
    : undefined;
}

function startOf({ kind, parts: [called, , parameters] }: FeelNode): string | undefined {
  const [value, start] = parameters?.parts ?? [];
  const isStart = kind === 'FunctionInvocation' && called?.text === 'starts with';
  return isStart && value?.kind === '?' && parameters?.parts.length === 2
    ? textOf(start)
    : undefined;
}

function textOf(node: FeelNode | undefined): string | undefined {
  const literal = node && literalOf(node);
  return literal && !isRefused(literal) && literal.type === 'text'
    ? String(literal.value)
    : undefined;
}
