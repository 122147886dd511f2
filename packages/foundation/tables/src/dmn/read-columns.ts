import type { XmlElement } from '@civigrid/guard';
import type { Column, ColumnType } from '../column.ts';
import { columnTypes } from '../column.ts';
import type { Plain } from '../plain-copy.ts';
import { isRefused, type Refused } from './dmn-issue.ts';
import { extensionOf } from './extension.ts';
import { cellOf, typeIn } from './feel-cell.ts';
import { nameText, pathOf } from './feel-path.ts';
import { typeNameOf } from './feel-types.ts';
import type { Model } from './model.ts';
import { childOf, textIn, typeRefOf } from './xml-tree.ts';

/** One input clause, and whether its values are lists. */
export interface ReadColumn {
  readonly column: Column;
  readonly isCollection: boolean;
}

/** The column of an input clause; `texts` are the cells under it, for a clause that names no type. */
export function columnOf(
  input: XmlElement,
  texts: readonly string[],
  model: Model,
): ReadColumn | Refused {
  const expression = childOf(input, 'inputExpression');
  if (!expression) return { refused: 'tables/bad-decision-table', construct: 'inputExpression' };
  if (!model.isFeel(expression))
    return { refused: 'tables/unsupported-dmn', construct: 'expressionLanguage' };
  const said = extensionOf(input, 'column');
  const own = namedBySelf(said, textIn(expression), model);
  if (isRefused(own)) return own;
  const typeRef = typeRefOf(expression);
  const declared = typeRef === undefined ? undefined : model.resolve(typeRef);
  const found =
    declared?.type || declared?.isCollection ? declared : model.typeAt(own.path ?? [own.name]);
  const type =
    ownType(said, typeRef) ??
    found?.type ??
    texts.map((text) => typeIn(text, model)).find((one) => one) ??
    'text';
  const { parents } = said as { readonly parents?: unknown };
  const column = {
    ...own,
    type,
    ...(type === 'tree' && Array.isArray(parents) && { parents: recordOf(parents) }),
  } as Column;
  const allowed = allowedOf(input, found?.allowed, { column, model });
  return {
    column: allowed === undefined ? column : ({ ...column, allowed } as Column),
    isCollection: found?.isCollection ?? false,
  };
}

/** The name of a column is the text of its expression. */
function namedBySelf(
  said: Plain,
  text: string,
  model: Model,
): { readonly name: string; readonly path?: readonly string[] } | Refused {
  const { name, path } = said as { readonly name?: unknown; readonly path?: unknown };
  const own = Array.isArray(path) ? path.map(String) : undefined;
  if (typeof name === 'string' && (own?.join('.') ?? name) === text)
    return own ? { name, path: own } : { name };
  const trimmed = nameText(text);
  if (Object.hasOwn(model.names, trimmed)) return { name: trimmed };
  const tree = model.parser.expression(text, model.names);
  if (isRefused(tree)) return tree;
  const found = tree.parts[0] && pathOf(tree.parts[0]);
  if (!found)
    return { refused: 'tables/unsupported-feel', construct: tree.parts[0]?.kind ?? 'Expression' };
  return found.length > 1 ? { name: found.join('.'), path: found } : { name: found.join() };
}

/** Our own type, as long as nobody gave the clause another. */
function ownType(said: Plain, typeRef: string | undefined): ColumnType | undefined {
  const type = columnTypes.find((one) => one === (said as { readonly type?: unknown }).type);
  return type && typeNameOf(type) === typeRef ? type : undefined;
}

function recordOf(pairs: readonly unknown[]): Plain {
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, unknown] => Array.isArray(pair) && pair.length === 2),
  );
}

/** Input values that are no cell are not kept: deciding does not look at them. */
function allowedOf(
  input: XmlElement,
  ofType: string | undefined,
  { column, model }: { readonly column: Column; readonly model: Model },
): Column['allowed'] {
  const values = childOf(input, 'inputValues');
  const cell = cellOf(values ? textIn(values) : (ofType ?? ''), {
    parser: model.parser,
    names: {},
    column,
  });
  return isRefused(cell) ? undefined : cell;
}
