import type { Assignment } from '@civigrid/cases';
import type { GridCode, PostId } from '@civigrid/kernel';
import { type Answer, ladderFrom, type Silence } from '@civigrid/people';
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

/** The first post that should have answered and did not, or of which that is not known, and why. */
function missingPost(
  own: Answer,
): { readonly post: PostId; readonly grid: GridCode; readonly reason?: Silence } | undefined {
  return own.passed[0] ?? (own.status === 'unknown' ? own : undefined);
}

/**
 * Who answers for a role at a place and an instant (人格事责): the holder, who acts for a vacancy or an absence, or nobody.
 * Where the calendar does not know the year that decides, the backstop answers.
 */
export function responsible(
  parts: TownParts,
  role: string,
  path: readonly GridCode[],
  at: number,
): Assignment {
  const { roster, succession, backstop } = parts;
  const asked = path.at(-1);
  if (asked === undefined) throw new Error('A path has at least its root.');
  const own = roster.answering(asked, ladderFrom(role, succession), at);
  const backed =
    own.status !== 'held' && role !== backstop ? roster.holderAt(asked, backstop, at) : own;
  const answer: Answer = backed.status === 'held' ? backed : own;
  const missing = missingPost(own);
  const place = missing?.grid ?? cellOf(parts, role, path) ?? asked;
  if (answer.status !== 'held')
    return {
      tenure: 'vacant',
      role,
      grid: place,
      ...(missing === undefined ? {} : { post: missing.post }),
    };
  const { post, person: holder, grid: heldIn } = answer;
  const standIn = answer.as === 'standIn';
  if (answer.role === role && missing === undefined && !standIn)
    return { tenure: 'held', role, grid: heldIn, post, holder };
  const away =
    missing === undefined ? standIn && answer.role === role : missing.reason !== 'vacant';
  const reason = away ? 'absence' : 'vacancy';
  return { tenure: 'standIn', for: reason, role, grid: place, heldIn, post, holder };
}

/** The role that leads on a level (层级负责人). */
export function leaderOf({ leaders, backstop }: TownParts, level: string): string {
  return leaders.get(level) ?? backstop;
}
