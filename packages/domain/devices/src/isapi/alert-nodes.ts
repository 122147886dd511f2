import { isapiFields } from './alert.ts';

/** A place in an alert that is read or that leads to one; 0 is the root. */
export interface AlertNode {
  readonly id: number;
  /** Local name of the element; empty for a corner, which has any. */
  readonly name: string;
  readonly parent: number;
  /** Its text is read. */
  readonly leaf: boolean;
}

const corners = 'DetectionRegionList/DetectionRegion/RegionCoordinatesList';
const paths: readonly string[] = [
  ...isapiFields,
  `${corners}/*/positionX`,
  `${corners}/*/positionY`,
];

const byPath = new Map<string, AlertNode>();

function nodeAt(path: string, leaf: boolean): AlertNode {
  const known = byPath.get(path);
  if (known !== undefined) return known;
  const cut = path.lastIndexOf('/');
  const parent = cut < 0 ? 0 : nodeAt(path.slice(0, cut), false).id;
  const name = path.slice(cut + 1);
  const node = { id: byPath.size + 1, name: name === '*' ? '' : name, parent, leaf };
  byPath.set(path, node);
  return node;
}

for (const path of paths) nodeAt(path, true);

const ids: ReadonlyMap<string, number> = new Map(
  [...byPath].map(([path, { id }]) => [path, id] as const),
);

/** Where the path leads, as a number; 0 is no member. */
export function nodeId(path: string): number {
  return ids.get(path) ?? 0;
}

export const nodeCount: number = byPath.size + 1;
export const cornerList: number = nodeId(corners);
export const corner: number = nodeId(`${corners}/*`);
export const cornerX: number = nodeId(`${corners}/*/positionX`);
export const cornerY: number = nodeId(`${corners}/*/positionY`);

const slots = 256;
const table: (readonly AlertNode[] | undefined)[] = Array.from({ length: slots });

/** One step of the hash of a name, letter by letter, from 0 on. */
export const hashStep = (hash: number, letter: number): number =>
  (Math.imul(hash, 31) + letter) | 0;

const slotOf = (parent: number, hash: number): number =>
  (hash + Math.imul(parent, 41)) & (slots - 1);

for (const node of byPath.values()) {
  let hash = 0;
  for (let i = 0; i < node.name.length; i++) hash = hashStep(hash, node.name.charCodeAt(i));
  const slot = slotOf(node.parent, hash);
  table[slot] = [...(table[slot] ?? []), node];
}

/** The child of a node whose name, of this hash, stands in a text from `start` to `end`; undefined where nothing of it is read. */
export function childNode(
  parent: number,
  hash: number,
  text: string,
  start: number,
  end: number,
): AlertNode | undefined {
  const found = table[slotOf(parent, hash)];
  if (found === undefined) return undefined;
  for (const node of found)
    if (
      node.parent === parent &&
      node.name.length === end - start &&
      text.startsWith(node.name, start)
    )
      return node;
  return undefined;
}
