import type { Refused } from './dmn-issue.ts';
import type { FeelNames, FeelNode } from './feel-tree.ts';

/** The path that a name or a path expression spells; undefined where a node is neither. */
export function pathOf(node: FeelNode): readonly string[] | undefined {
  if (node.kind === 'VariableName') return [nameText(node.text)];
  if (node.kind === 'ParenthesizedExpression' && node.parts[1]) return pathOf(node.parts[1]);
  if (node.kind !== 'PathExpression') return undefined;
  const [left, , right] = node.parts;
  const above = left && pathOf(left);
  return above && right?.kind === 'PathName' ? [...above, nameText(right.text)] : undefined;
}

/** The path, if its first part is a name of the model: an unquoted text looks like a name too. */
export function knownPath(
  path: readonly string[],
  names: FeelNames,
): { readonly input: readonly string[] } | Refused {
  const [root = ''] = path;
  return Object.hasOwn(names, root)
    ? { input: path }
    : { refused: 'tables/unknown-name', construct: root };
}

/** A name with its white space as names are compared: single blanks. */
export function nameText(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
