import type { Duty, MatrixGrid, MatrixSuccession } from '@civigrid/cases/responsibility';
import type { GridCode } from '@civigrid/kernel';
import { ladderFrom } from '@civigrid/people';
import { leaderOf } from '../responsibility.ts';
import type { TownParts } from '../town-parts.ts';
import type { ResponsibilityIssue } from './reading.ts';

/** The cells of a town with their levels. One whose level is not the town's, or lies higher than that of the cell above, is of the latter's. */
export function cellsWithLevels({ grid, levels }: TownParts): readonly MatrixGrid[] {
  const ranks = new Map<string, number>();
  const rankOf = (code: GridCode): number => {
    const known = ranks.get(code);
    if (known !== undefined) return known;
    const own = levels.indexOf(String(grid.levelOf(code) ?? ''));
    const above = grid.path(code).at(-2);
    const most = above === undefined ? levels.length - 1 : rankOf(above);
    const rank = own < 0 ? most : Math.min(own, most);
    ranks.set(code, rank);
    return rank;
  };
  return grid.codes.map((code) => ({
    code,
    parent: grid.path(code).at(-2) ?? null,
    level: levels[rankOf(code)] as string,
  }));
}

/** Who leads where a matter has gone up (层级负责人): at each level, in the cells that lie below it. */
export function leadersAbove(parts: TownParts, cells: readonly MatrixGrid[]): readonly Duty[] {
  const { levels } = parts;
  const rankOf = new Map(cells.map(({ code, level }) => [code, levels.indexOf(level)]));
  return levels.flatMap((level, rank): readonly Duty[] => {
    const isBelow = (code: string): boolean => (rankOf.get(code) as number) < rank;
    const grids = cells
      .filter(({ code, parent }) => isBelow(code) && !(parent && isBelow(parent)))
      .map(({ code }) => code);
    if (grids.length === 0) return [];
    return [{ id: `@${level}`, grids, levels: [level], lead: leaderOf(parts, level), rank: -1 }];
  });
}

/** The town's ladders of roles for those that lead, the backstop last where it is not left out. */
export function successionsOf(
  { succession, backstop }: TownParts,
  leads: Iterable<string>,
  hasBackstop: boolean,
): readonly MatrixSuccession[] {
  return Array.from(new Set(leads), (role) => ({
    role,
    next: [
      ...ladderFrom(role, succession).slice(1),
      ...(hasBackstop && role !== backstop ? [backstop] : []),
    ],
  }));
}

/** The backstop is asked after everybody else up to the root: a post of it below the root would be asked before them. */
export function backstopBelow(
  { backstop, grid, succession }: TownParts,
  posts: readonly { readonly id: string; readonly role: string; readonly grid: string }[],
  leads: Iterable<string>,
): readonly ResponsibilityIssue[] {
  const roots = new Set<string>(grid.roots);
  const late = [...leads].some((lead) => !ladderFrom(lead, succession).includes(backstop));
  return posts.flatMap((post, i) =>
    late && post.role === backstop && !roots.has(post.grid)
      ? [{ code: 'governance/inner-backstop', path: ['posts', i], what: post.id } as const]
      : [],
  );
}
