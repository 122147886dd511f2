import type { XmlElement } from '@civigrid/guard';
import type { ColumnType } from '../column.ts';
import { nameText } from './feel-path.ts';
import type { FeelNames } from './feel-tree.ts';
import { childOf, childrenOf, textIn, typeRefOf } from './xml-tree.ts';

/** What a type of the model is (数据类型): a column's type, a record of parts, or neither that we know. */
export interface ItemType {
  readonly type?: ColumnType;
  readonly isCollection: boolean;
  readonly parts: ReadonlyMap<string, ItemType>;
  /** The unary tests that its values have to pass. */
  readonly allowed?: string;
}

/** The types that FEEL has, and those of other vendors' files. */
const builtIn: ReadonlyMap<string, ColumnType> = new Map<string, ColumnType>([
  ['string', 'text'],
  ['number', 'number'],
  ['integer', 'integer'],
  ['long', 'integer'],
  ['double', 'number'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['time', 'time'],
  ['dateTime', 'dateTime'],
  ['date and time', 'dateTime'],
  ['dayTimeDuration', 'dayTimeDuration'],
  ['days and time duration', 'dayTimeDuration'],
  ['yearMonthDuration', 'yearMonthDuration'],
  ['years and months duration', 'yearMonthDuration'],
]);

/** The type behind a name; of a name that the model does not define nothing is known. */
export type ResolveType = (typeRef: string | undefined) => ItemType;

const unknown: ItemType = { isCollection: false, parts: new Map() };

export function itemTypes(definitions: XmlElement): ResolveType {
  const defined = new Map(
    childrenOf(definitions, 'itemDefinition').map(
      (item) => [item.attributes.get('name') ?? '', item] as const,
    ),
  );
  const known = new Map<string, ItemType>();
  const resolve: ResolveType = (typeRef = '') => {
    const found = known.get(typeRef);
    if (found) return found;
    const item = defined.get(typeRef);
    const type = builtIn.get(typeRef);
    if (!item) return type ? { ...unknown, type } : unknown;
    // Definitions may name each other in a circle: within itself a type is unknown.
    known.set(typeRef, unknown);
    const made = typeOf(item);
    known.set(typeRef, made);
    return made;
  };
  const typeOf = (item: XmlElement): ItemType => {
    const base = resolve(typeRefOf(item));
    const allowed = childOf(item, 'allowedValues');
    const parts = childrenOf(item, 'itemComponent').map(
      (one) => [nameText(one.attributes.get('name') ?? ''), typeOf(one)] as const,
    );
    return {
      ...base,
      isCollection: item.attributes.get('isCollection') === 'true' || base.isCollection,
      ...(parts.length > 0 && { parts: new Map(parts) }),
      ...(allowed && { allowed: textIn(allowed) }),
    };
  };
  return resolve;
}

/** Types that share parts may unfold to any number of names: beyond this many the grammar is told no more. */
const maxNames = 1_000;

/** The names below a type, for the grammar: names of several words are told apart by being known. */
export function namesIn(type: ItemType, left: { count: number } = { count: maxNames }): FeelNames {
  const names: (readonly [string, FeelNames])[] = [];
  for (const [name, part] of type.parts) {
    if (left.count <= 0) break;
    left.count--;
    names.push([name, namesIn(part, left)]);
  }
  return Object.fromEntries(names);
}

/** The type along a path. */
export function typeAlong(
  type: ItemType | undefined,
  path: readonly string[],
): ItemType | undefined {
  return path.reduce<ItemType | undefined>((at, name) => at?.parts.get(name), type);
}
