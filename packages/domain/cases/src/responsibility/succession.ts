import type { MatrixSuccession } from './matrix-input.ts';
import type { MatrixIssue } from './matrix-issue.ts';

/** A lead for whom a post is asked, and as the how many-th: 0 where the role itself leads. */
export interface Step {
  readonly lead: string;
  readonly step: number;
}

/** By role of a post: for which leads it is asked; a role that is not in it for itself alone. */
export type Ladders = ReadonlyMap<string, readonly Step[]>;

/** Turns successions round: from the roles of posts to the leads that they answer for. */
export function laddersOf(successions: readonly MatrixSuccession[]): Ladders {
  const found = new Map<string, Step[]>();
  const add = (role: string, step: Step): void => {
    const known = found.get(role);
    if (known) known.push(step);
    else found.set(role, [step]);
  };
  const own = new Set(successions.map(({ role }) => role));
  for (const { role: lead, next } of successions)
    [...new Set([lead, ...next])].forEach((role, step) => {
      add(role, { lead, step });
    });
  for (const role of found.keys()) if (!own.has(role)) add(role, { lead: role, step: 0 });
  return found;
}

/** For which leads a post of the role is asked. */
export function stepsOf(ladders: Ladders, role: string): readonly Step[] {
  return ladders.get(role) ?? [{ lead: role, step: 0 }];
}

/** Whether every role has one succession at most, and all its roles are known. */
export function checkSuccessions(
  successions: readonly MatrixSuccession[],
  roles: readonly string[] | undefined,
): readonly MatrixIssue[] {
  const issues: MatrixIssue[] = [];
  const seen = new Set<string>();
  successions.forEach(({ role, next }, i) => {
    if (seen.has(role))
      issues.push({ code: 'cases/duplicate-succession', path: ['successions', i], what: role });
    seen.add(role);
    if (roles === undefined) return;
    if (!roles.includes(role))
      issues.push({ code: 'cases/unknown-role', path: ['successions', i, 'role'], what: role });
    next.forEach((one, k) => {
      if (!roles.includes(one))
        issues.push({ code: 'cases/unknown-role', path: ['successions', i, 'next', k], what: one });
    });
  });
  return issues;
}
