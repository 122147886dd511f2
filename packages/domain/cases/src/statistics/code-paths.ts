/** The codes that hold a code, from the root down to itself. */
export type PathOf = (code: string) => readonly string[];

/** Whether a dotted code lies in a subtree, or is its root; `01.10` does not lie in `01.1`. */
export function isWithin(code: string, root: string): boolean {
  return code === root || (code.startsWith(root) && code[root.length] === '.');
}

/** The codes that hold a dotted code, from the root down to itself. */
export function dottedPath(code: string): readonly string[] {
  const path: string[] = [];
  for (let dot = code.indexOf('.'); dot >= 0; dot = code.indexOf('.', dot + 1))
    path.push(code.slice(0, dot));
  path.push(code);
  return path;
}
