import {
  addAll,
  addSpan,
  type BitSet,
  both,
  emptySet,
  firstBit,
  isEmpty,
  sameSet,
  wholeSet,
} from './bit-set.ts';
import type { MatrixCategory } from './matrix-input.ts';
import type { MatrixIssue } from './matrix-issue.ts';
import { cyclesIn } from './parent-cycle.ts';

/** The categories of a matrix; its leaves are numbered in the order in which they were given. */
export interface CategoryTree {
  readonly leafCodes: readonly string[];
  readonly leafOf: ReadonlyMap<string, number>;
  /** Of every code: the leaves at and below it. */
  readonly leavesOf: ReadonlyMap<string, BitSet>;
  readonly roots: readonly string[];
  readonly childrenOf: ReadonlyMap<string, readonly string[]>;
  readonly all: BitSet;
}

function above(code: string): string | null {
  const dot = code.lastIndexOf('.');
  return dot < 0 ? null : code.slice(0, dot);
}

/** Reads the parents, and tells what contradicts. */
function parentsOf(
  categories: readonly MatrixCategory[],
  issues: MatrixIssue[],
): Map<string, string | null> {
  const parents = new Map<string, string | null>();
  categories.forEach((category, i) => {
    const code = typeof category === 'string' ? category : category.code;
    if (parents.has(code))
      issues.push({ code: 'cases/duplicate-category', path: ['categories', i], what: code });
    else parents.set(code, typeof category === 'string' ? above(code) : category.parent);
  });
  for (const category of categories)
    if (typeof category === 'string')
      for (let code = above(category); code !== null && !parents.has(code); code = above(code))
        parents.set(code, above(code));
  categories.forEach((category, i) => {
    if (typeof category === 'string' || category.parent === null) return;
    if (!parents.has(category.parent))
      issues.push({
        code: 'cases/unknown-parent',
        path: ['categories', i, 'parent'],
        what: category.parent,
      });
  });
  return parents;
}

/** Builds the tree of categories; undefined where they contradict. */
export function categoryTree(
  categories: readonly MatrixCategory[],
  issues: MatrixIssue[],
): CategoryTree | undefined {
  const before = issues.length;
  const parents = parentsOf(categories, issues);
  for (const code of cyclesIn(parents))
    issues.push({ code: 'cases/parent-cycle', path: ['categories'], what: code });
  if (issues.length > before) return undefined;
  const childrenOf = new Map<string, string[]>();
  for (const [code, parent] of parents) {
    if (parent === null) continue;
    const children = childrenOf.get(parent);
    if (children) children.push(code);
    else childrenOf.set(parent, [code]);
  }
  const leafCodes = [...parents.keys()].filter((code) => !childrenOf.has(code));
  const leavesOf = new Map<string, BitSet>();
  for (const code of parents.keys()) leavesOf.set(code, emptySet(leafCodes.length));
  leafCodes.forEach((leaf, i) => {
    for (let code: string | null | undefined = leaf; typeof code === 'string'; ) {
      addSpan(leavesOf.get(code) ?? emptySet(leafCodes.length), i, i + 1);
      code = parents.get(code);
    }
  });
  return {
    leafCodes,
    leafOf: new Map(leafCodes.map((code, i) => [code, i])),
    leavesOf,
    roots: [...parents].filter(([, parent]) => parent === null).map(([code]) => code),
    childrenOf,
    all: wholeSet(leafCodes.length),
  };
}

/** The leaves at and below codes; undefined codes are all. */
export function leavesWithin(tree: CategoryTree, codes: readonly string[] | undefined): BitSet {
  if (codes === undefined) return tree.all;
  const found = emptySet(tree.leafCodes.length);
  for (const code of codes) addAll(found, tree.leavesOf.get(code) ?? found);
  return found;
}

/** The fewest codes that hold exactly these leaves, by their first leaf. */
export function codesOf(tree: CategoryTree, leaves: BitSet): readonly string[] {
  const found: string[] = [];
  const open = [...tree.roots];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    const below = tree.leavesOf.get(code) as BitSet;
    const shared = both(below, leaves);
    if (isEmpty(shared)) continue;
    if (sameSet(shared, below)) found.push(code);
    else open.push(...(tree.childrenOf.get(code) ?? []));
  }
  const first = (code: string): number => firstBit(tree.leavesOf.get(code) as BitSet);
  return found.sort((one, other) => first(one) - first(other));
}
