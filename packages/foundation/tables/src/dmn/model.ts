import type { XmlElement } from '@civigrid/guard';
import type { ColumnType } from '../column.ts';
import { nameText } from './feel-path.ts';
import { type FeelNames, type FeelParser, feelParser } from './feel-tree.ts';
import { type ItemType, itemTypes, namesIn, type ResolveType, typeAlong } from './item-types.ts';
import { childOf, childrenOf, typeRefOf } from './xml-tree.ts';

/** What the decisions of one document share: its types, its names and the work of its parser. */
export interface Model {
  readonly parser: FeelParser;
  readonly resolve: ResolveType;
  readonly names: FeelNames;
  readonly isFeel: (element: XmlElement | undefined) => boolean;
  /** The type of an input along a path. */
  readonly typeAt: (path: readonly string[]) => ItemType | undefined;
  readonly typeOf: (path: readonly string[]) => ColumnType | undefined;
}

export function modelOf(definitions: XmlElement): Model {
  const resolve = itemTypes(definitions);
  const variables = ['decision', 'inputData'].flatMap((local) => childrenOf(definitions, local));
  const types = new Map(
    variables.map((element) => {
      const variable = childOf(element, 'variable');
      const name = element.attributes.get('name') ?? variable?.attributes.get('name') ?? '';
      return [nameText(name), resolve(typeRefOf(variable))] as const;
    }),
  );
  const language = definitions.attributes.get('expressionLanguage');
  const typeAt: Model['typeAt'] = ([root = '', ...path]) => typeAlong(types.get(root), path);
  return {
    parser: feelParser(),
    resolve,
    names: Object.fromEntries([...types].map(([name, type]) => [name, namesIn(type)] as const)),
    isFeel: (element) => {
      const own = element?.attributes.get('expressionLanguage') ?? language;
      return own === undefined || own === '' || /feel/i.test(own);
    },
    typeAt,
    typeOf: (path) => {
      const found = typeAt(path);
      return found?.isCollection ? undefined : found?.type;
    },
  };
}
