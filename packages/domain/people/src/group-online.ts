import type { GridCode, PostId } from '@civigrid/kernel';
import type { Role } from './role.ts';

/** A chat group of residents (居民群), by whose post it is led; nothing of a person. */
export interface ChatGroup {
  readonly id: string;
  readonly grid: GridCode;
  /** The role that owns the group (群主). */
  readonly role: Role;
  readonly post?: PostId;
  /** Whether its owner was online; null where nobody knows. */
  readonly online: boolean | null;
}

/** Which groups do not count, and by which rule (剔除规则): those that match every list it has. Data of a town. */
export interface GroupExclusion {
  /** Names the rule in the result. */
  readonly rule: string;
  readonly groups?: readonly string[];
  readonly grids?: readonly GridCode[];
  readonly roles?: readonly Role[];
}

/** A group that did not count, and why: a rule of the town, nobody knows, or its id stood in the list before. */
export interface ExcludedGroup {
  readonly group: string;
  /** Place in the list. */
  readonly index: number;
  readonly reason: 'rule' | 'notKnown' | 'duplicate';
  readonly rule?: string;
}

/** How many owners of groups were online (群主在线率), with all that it takes to count again. */
export interface OwnersOnline {
  /** Groups whose owner was online. */
  readonly numerator: number;
  /** Groups that count. */
  readonly denominator: number;
  readonly excluded: readonly ExcludedGroup[];
}

function exclusionOf(
  group: ChatGroup,
  rules: readonly GroupExclusion[],
): GroupExclusion | undefined {
  return rules.find(
    ({ groups, grids, roles }) =>
      (groups ?? grids ?? roles) !== undefined &&
      (groups === undefined || groups.includes(group.id)) &&
      (grids === undefined || grids.includes(group.grid)) &&
      (roles === undefined || roles.includes(group.role)),
  );
}

/** The rate of groups whose owner was online. Every group stands in the denominator or, with its reason, in `excluded`. */
export function ownersOnline(
  groups: readonly ChatGroup[],
  exclusions: readonly GroupExclusion[] = [],
): OwnersOnline {
  const seen = new Set<string>();
  const excluded: ExcludedGroup[] = [];
  let [numerator, denominator] = [0, 0];
  for (const [index, group] of groups.entries()) {
    const { id, online } = group;
    const rule = exclusionOf(group, exclusions)?.rule;
    if (seen.has(id)) excluded.push({ group: id, index, reason: 'duplicate' });
    else if (rule !== undefined) excluded.push({ group: id, index, reason: 'rule', rule });
    else if (online === null) excluded.push({ group: id, index, reason: 'notKnown' });
    else {
      denominator++;
      if (online) numerator++;
    }
    seen.add(id);
  }
  return { numerator, denominator, excluded };
}
