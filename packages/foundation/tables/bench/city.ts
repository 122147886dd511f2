/** A tree of dotted codes, level by level, the roots first. */
export interface CodeTree {
  readonly levels: readonly (readonly string[])[];
  /** The codes of the deepest level, as cases bear them. */
  readonly leaves: readonly string[];
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** A tree of so many leaves; `widths` are the children of a node, level by level above the leaves. */
function codeTree(prefix: string, widths: readonly number[], leafCount: number): CodeTree {
  const levels: string[][] = [];
  for (const width of widths) {
    const parents = levels.at(-1);
    const numbers = Array.from({ length: width }, (_, i) => twoDigits(i + 1));
    levels.push(
      parents
        ? parents.flatMap((parent) => numbers.map((number) => `${parent}.${number}`))
        : numbers.map((number) => `${prefix}${number}`),
    );
  }
  const parents = levels.at(-1) ?? [];
  const leaves = parents.flatMap((parent, i) => {
    const from = Math.floor((i * leafCount) / parents.length);
    const to = Math.floor(((i + 1) * leafCount) / parents.length);
    return Array.from({ length: to - from }, (_, k) => `${parent}.${twoDigits(k + 1)}`);
  });
  return { levels: [...levels, leaves], leaves };
}

/** What can be reported: 2,400 codes of four levels. */
export const categories: CodeTree = codeTree('', [10, 6, 6], 1970);

/** Where: districts, streets, communities, yards and 1,694 buildings. */
export const grids: CodeTree = codeTree('1101', [3, 4, 6, 5], 1694);

/** How a report comes in. */
export const sources: readonly string[] = [
  'patrol',
  'hotline',
  'resident-app',
  'camera',
  'sensor',
  'superior-order',
  'media-report',
  'enterprise',
];
