import type { Assignment } from '@civigrid/cases';
import type { GridCode } from '@civigrid/kernel';
import { type Answer, ladderFrom } from '@civigrid/people';
import type { TownParts } from './town-parts.ts';

/** The codes from the root down to where a case lies; the root alone where it has no place. */
export function pathOf({ grid }: TownParts, code: GridCode | undefined): readonly GridCode[] {
  return code !== undefined && grid.has(code) ? grid.path(code) : grid.roots.slice(0, 1);
}

/** The nearest cell that has a post of the role, held or not. */
function cellOf(parts: TownParts, role: string, path: readonly GridCode[]): GridCode | undefined {
  const cells = parts.cellsOf.get(role);
  return cells && [...path].reverse().find((code) => cells.has(code));
}

/** Who answers for a role at a place and an instant (人格事责): the holder, who acts for a vacancy or an absence, or nobody. */
export function responsible(
  parts: TownParts,
  role: string,
  path: readonly GridCode[],
  at: number,
): Assignment {
  const { roster, succession, backstop } = parts;
  const own = roster.answering(ladderFrom(role, succession), path, at);
  const backed =
    own.status === 'vacant' && role !== backstop ? roster.holderOf(backstop, path, at) : own;
  const answer: Answer = backed.status === 'held' ? backed : own;
  const [missing] = own.vacant;
  const place = missing?.grid ?? cellOf(parts, role, path) ?? path.at(-1);
  if (place === undefined) throw new Error('A path has at least its root.');
  if (answer.status === 'vacant')
    return {
      tenure: 'vacant',
      role,
      grid: place,
      ...(missing === undefined ? {} : { post: missing.post }),
    };
  const { post, person: holder, grid: heldIn } = answer;
  if (answer.role === role && missing === undefined && !answer.standIn)
    return { tenure: 'held', role, grid: heldIn, post, holder };
  const reason = answer.standIn && answer.role === role ? 'absence' : 'vacancy';
  return { tenure: 'standIn', for: reason, role, grid: place, heldIn, post, holder };
}

/** The role that leads on a level (层级负责人). */
export function leaderOf({ leaders, backstop }: TownParts, level: string): string {
  return leaders.get(level) ?? backstop;
}
