import type { BodyVoteRegister } from './vote-register.ts';
import type { VoterRef } from './voter.ts';

/** A resident representative of a building or a group of residents (楼栋议事代表), by post. */
export interface Representative {
  readonly representative: VoterRef;
  /** How many households chose them. */
  readonly households: number;
}

/** What is unusual in a representatives' meeting; the office that files its decisions looks at it. */
export type CompositionIssue =
  /** Not one for twenty to fifty households (城市居民委员会组织法第十三条: 一般). */
  | {
      readonly code: 'conventions/households-outside';
      readonly representative: VoterRef;
      readonly households: number;
    }
  /** Fewer than four fifths are representatives (第二十八条). */
  | {
      readonly code: 'conventions/too-few-representatives';
      readonly representatives: number;
      readonly size: number;
    }
  /** Stands twice; counts once. */
  | { readonly code: 'conventions/member-twice'; readonly representative: VoterRef };

/**
 * The members of a residents' representatives' meeting (居民代表会议组成人员): the representatives, and the others who belong to
 * it, such as the committee. A register of `members`, with what the law asks of its composition and is not so.
 */
export function membersRegister(
  representatives: readonly Representative[],
  others: readonly VoterRef[] = [],
): { readonly register: BodyVoteRegister; readonly issues: readonly CompositionIssue[] } {
  const issues: CompositionIssue[] = [];
  const members = new Set<VoterRef>();
  const add = (representative: VoterRef): boolean => {
    if (members.has(representative)) {
      issues.push({ code: 'conventions/member-twice', representative });
      return false;
    }
    members.add(representative);
    return true;
  };
  for (const { representative, households } of representatives)
    if (add(representative) && !(households >= 20 && households <= 50))
      issues.push({ code: 'conventions/households-outside', representative, households });
  const chosen = members.size;
  for (const other of others) add(other);
  if (chosen * 5 < members.size * 4)
    issues.push({
      code: 'conventions/too-few-representatives',
      representatives: chosen,
      size: members.size,
    });
  return {
    register: { body: 'members', size: members.size, members: Array.from(members) },
    issues,
  };
}
