import type { Choice } from '../ballots/ballots.ts';
import type { VoterRef } from './voter.ts';

/** A written mandate to vote for somebody (书面委托). */
export interface Mandate {
  /** Unique within the vote; the host names it. */
  readonly mandate: string;
  /** Who gives it (委托人). */
  readonly principal: VoterRef;
  /** Who votes by it (受托人). */
  readonly agent: VoterRef;
  /** How the agent is to vote (依据委托人的意见): binding where it is given. */
  readonly instruction?: Choice;
}

/** A mandate that was taken (已登记的委托). */
export interface GivenMandate extends Mandate {
  /** UTC milliseconds; a ballot that was given by it before stands. */
  readonly revokedAt?: number;
}

/** What the law or the bylaws ask of mandates (委托投票). */
export type ProxyRules = {
  readonly allowed: boolean;
  /** So many principals at most an agent; any number if left out. */
  readonly limit?: number;
  /** Who may be an agent: somebody on the register, or anybody. */
  readonly agents: 'voters' | 'anyone';
  /** Whether a mandate says how to vote (上海 第十八条). */
  readonly instructed: boolean;
  /** Who may not be an agent, such as candidates (候选人不得接受委托投票). */
  readonly barred?: readonly VoterRef[];
};

/** Why a mandate is not taken. */
export type MandateFault =
  | 'no-proxies'
  | 'mandate-twice'
  | 'mandate-limit'
  | 'agent-barred'
  | 'agent-not-on-register'
  | 'no-instruction'
  | 'not-on-register';

/** What a mandate is held against. */
export interface MandateContext {
  readonly terms: ProxyRules | undefined;
  /** Those taken so far. */
  readonly given: readonly GivenMandate[];
  /** The names of those by which a ballot was given: it stands though the mandate is revoked. */
  readonly used: ReadonlySet<string>;
  /** Whether somebody is on the register; undefined where only the number of the body is known. */
  readonly isMember: (voter: VoterRef) => boolean | undefined;
}

/** Why a mandate cannot be taken, or undefined. */
export function mandateFault(
  { mandate, principal, agent, instruction }: Mandate,
  { terms, given, used, isMember }: MandateContext,
): MandateFault | undefined {
  if (terms?.allowed !== true) return 'no-proxies';
  if (isMember(principal) === false) return 'not-on-register';
  const standing = given.filter(({ revokedAt }) => revokedAt === undefined);
  if (
    given.some((one) => one.mandate === mandate) ||
    standing.some((one) => one.principal === principal)
  )
    return 'mandate-twice';
  if (terms.barred?.includes(agent) === true || agent === principal) return 'agent-barred';
  if (terms.agents === 'voters' && isMember(agent) === false) return 'agent-not-on-register';
  if (terms.instructed && instruction === undefined) return 'no-instruction';
  const held = given.filter(
    (one) => one.agent === agent && (one.revokedAt === undefined || used.has(one.mandate)),
  ).length;
  return terms.limit !== undefined && held >= terms.limit ? 'mandate-limit' : undefined;
}
