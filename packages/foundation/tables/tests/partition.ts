import type { Cell, Column, Rule, Table, Universe } from '@civigrid/tables';

/** Numbers from 0 to before 1 from a seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A tree of dotted codes with so many children on each level, and its leaves. */
export interface CodeTree {
  readonly root: string;
  readonly fan: readonly number[];
}

const two = (part: number) => String(part).padStart(2, '0');

function childrenOf({ root, fan }: CodeTree, code: string): readonly string[] {
  const depth = code === '' ? 0 : code.split('.').length;
  const count = fan[depth] ?? 0;
  return Array.from({ length: count }, (_, i) =>
    code === '' ? `${root}${two(i)}` : `${code}.${two(i)}`,
  );
}

function leavesOf(tree: CodeTree, code = ''): readonly string[] {
  const children = childrenOf(tree, code);
  return children.length === 0 ? [code] : children.flatMap((child) => leavesOf(tree, child));
}

/** A part of a column: of trees some sibling codes, of the others bounds or lists. */
type Part =
  | { readonly kind: 'tree'; readonly codes: readonly string[] }
  | { readonly kind: 'text'; readonly not: readonly string[] }
  | { readonly kind: 'list'; readonly is: readonly (string | boolean)[] }
  | { readonly kind: 'range'; readonly gte?: number; readonly lt?: number }
  | { readonly kind: 'window'; readonly from: number; readonly to: number }
  | { readonly kind: 'all' };

const clock = (hour: number) => `${two(hour % 24)}:00`;

/** Splits a part in two or more that cover it without overlapping; undefined where it is small enough. */
function split(
  part: Part,
  column: Column,
  trees: readonly CodeTree[],
  next: () => number,
): readonly Part[] | undefined {
  const some = (from: number, until: number) => from + Math.floor(next() * (until - from));
  switch (column.type) {
    case 'tree': {
      const tree = trees.find(({ root }) => column.name.startsWith(root));
      if (!tree) throw new Error(`No tree for ${column.name}`);
      const codes = part.kind === 'tree' ? part.codes : childrenOf(tree, '');
      if (codes.length > 1) {
        const at = some(1, codes.length);
        return [codes.slice(0, at), codes.slice(at)].map((half) => ({ kind: 'tree', codes: half }));
      }
      const children = childrenOf(tree, codes[0] ?? '');
      if (children.length < 2) return undefined;
      const at = some(1, children.length);
      return [children.slice(0, at), children.slice(at)].map((half) => ({
        kind: 'tree',
        codes: half,
      }));
    }
    case 'text': {
      if (part.kind === 'list') return undefined;
      const not = part.kind === 'text' ? part.not : [];
      const word = `word${some(0, 40)}`;
      if (not.includes(word)) return undefined;
      return [
        { kind: 'list', is: [word] },
        { kind: 'text', not: [...not, word] },
      ];
    }
    case 'boolean':
      return part.kind === 'all'
        ? [true, false].map((one) => ({ kind: 'list', is: [one] }))
        : undefined;
    case 'integer':
    case 'number': {
      const { gte = -1_000, lt = 1_000 } = part.kind === 'range' ? part : {};
      if (lt - gte < 2) return undefined;
      const cut = some(gte + 1, lt);
      const bounds = part.kind === 'range' ? part : { kind: 'range' as const };
      return [
        { ...bounds, lt: cut },
        { ...bounds, gte: cut },
      ];
    }
    case 'weekTime': {
      if (part.kind === 'all') {
        const from = some(0, 12);
        return [
          { kind: 'window', from, to: from + 12 },
          { kind: 'window', from: from + 12, to: from + 24 },
        ];
      }
      if (part.kind !== 'window' || part.to - part.from < 2) return undefined;
      const cut = some(part.from + 1, part.to);
      return [
        { ...part, to: cut },
        { ...part, from: cut },
      ];
    }
    case 'date':
      return undefined;
    default:
      return undefined;
  }
}

function cellOf(part: Part): Cell | undefined {
  switch (part.kind) {
    case 'all':
      return undefined;
    case 'tree':
      return { within: part.codes };
    case 'text':
      return { not: part.not };
    case 'list':
      return { is: part.is } as Cell;
    case 'range':
      return {
        ...(part.gte !== undefined && { gte: part.gte }),
        ...(part.lt !== undefined && { lt: part.lt }),
      };
    case 'window':
      return { between: [clock(part.from), clock(part.to)] };
  }
}

/** What a generated table is made of. */
export interface Partition {
  readonly columns: readonly Column[];
  readonly trees: readonly CodeTree[];
  readonly rules: number;
  readonly seed: number;
}

/**
 * A table that answers every input of its universe by exactly one rule: the universe is split again and again, column
 * by column, and its parts are shuffled. No two rules say the same.
 */
export function partitionTable(made: Partition): {
  readonly table: Table;
  readonly universe: Universe;
} {
  const { columns, trees, rules: wanted } = made;
  const next = randomFrom(made.seed);
  let boxes: (readonly Part[])[] = [columns.map(() => ({ kind: 'all' }))];
  for (let misses = 0; boxes.length < wanted && misses < 1_000 + wanted; ) {
    // Older parts are wider: taking one of them by chance splits evenly enough.
    const at = Math.floor(next() * boxes.length);
    const box = boxes[at] ?? [];
    const column = Math.floor(next() * columns.length);
    const parts = split(box[column] ?? { kind: 'all' }, columns[column] as Column, trees, next);
    if (!parts) {
      misses++;
      continue;
    }
    boxes[at] = box.with(column, parts[0] as Part);
    for (const part of parts.slice(1)) boxes.push(box.with(column, part));
  }
  boxes = boxes
    .map((box) => ({ box, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ box }) => box);
  const rules = boxes.map(
    (box, i): Rule => ({
      id: `rule-${i}`,
      when: Object.fromEntries(
        columns.flatMap(({ name }, at) => {
          const cell = cellOf(box[at] ?? { kind: 'all' });
          return cell ? [[name, cell] as const] : [];
        }),
      ),
      then: { lead: `post-${i}` },
    }),
  );
  const universe = Object.fromEntries(
    columns.flatMap(({ name, type }) => {
      const tree = trees.find(({ root }) => name.startsWith(root));
      return type === 'tree' && tree ? [[name, { values: leavesOf(tree) }] as const] : [];
    }),
  );
  return {
    table: { hit: 'unique', inputs: columns, outputs: [{ name: 'lead' }], rules },
    universe,
  };
}

/** Seven columns as a town has them, with trees of some 2,400 and 1,700 codes. */
export const townColumns: readonly Column[] = [
  { name: 'category', type: 'tree' },
  { name: 'grid', type: 'tree' },
  { name: 'source', type: 'text' },
  { name: 'severity', type: 'integer' },
  { name: 'amount', type: 'number' },
  { name: 'protected', type: 'boolean' },
  { name: 'at', type: 'weekTime' },
];
export const townTrees: readonly CodeTree[] = [
  { root: 'c', fan: [12, 14, 14] },
  { root: 'g', fan: [6, 6, 6, 7] },
];
