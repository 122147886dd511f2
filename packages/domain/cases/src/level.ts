/** The levels at which a case is answered, lowest first (微网格, 网格, 社区, 街道). Data: a town may report with its own list. */
export const caseLevels: readonly string[] = ['microGrid', 'grid', 'community', 'street'];

/** The level above; the highest answers for itself. */
export function levelAbove(levels: readonly string[], level: string): string {
  return levels[levels.indexOf(level) + 1] ?? level;
}

/** The higher of two levels of the list. */
export function higherLevel(levels: readonly string[], one: string, other: string): string {
  return levels.indexOf(one) >= levels.indexOf(other) ? one : other;
}
