import { beijingDay, lastDay } from '../beijing-day.ts';
import type { ProxyRules } from '../electorate/mandate.ts';
import type { VoterRef } from '../electorate/voter.ts';
import { refuse } from '../error-code.ts';
import type { ProxyTerms, VoteTerms } from '../statutes/terms/vote-terms.ts';
import type { Body } from '../statutes/threshold.ts';
import type { VoteSettings } from './vote.ts';

/** Who votes, and who stands: what terms tell apart. */
export interface TermsContext {
  /** Where persons vote. */
  readonly body?: Body;
  /** Those who may not hold mandates (候选人不得接受委托投票). */
  readonly candidates?: readonly VoterRef[];
}

function proxiesUnder(
  { allowed, notFor, limit, agents, instructed, candidatesMayNot }: ProxyTerms,
  { body, candidates = [] }: TermsContext,
): ProxyRules {
  return {
    allowed: allowed && (body === undefined || !notFor.includes(body)),
    ...(limit === undefined ? {} : { limit }),
    // Whether somebody is a relative (近亲属) the register does not say: the desk that takes the mandate looks at it.
    agents: agents === 'voters' || agents === 'owners' ? 'voters' : 'anyone',
    instructed,
    ...(candidatesMayNot && candidates.length > 0 ? { barred: candidates } : {}),
  };
}

/** How a vote is held under its terms (表决程序): what `openVote` takes over where it says nothing else. */
export function settingsUnder(
  terms: VoteTerms,
  context: TermsContext = {},
): Pick<VoteSettings, 'proxies' | 'silence' | 'objectionDays' | 'channels'> {
  return {
    proxies: proxiesUnder(terms.proxies, context),
    silence: terms.silence,
    channels: terms.channels,
    ...(terms.objectionDays === undefined ? {} : { objectionDays: terms.objectionDays }),
  };
}

/**
 * Refuses with `conventions/against-law` settings that the terms do not leave room for: too short or too long a window
 * (the day on which it opens is not counted, 民法典201), silence that is counted, mandates that are not allowed or too many,
 * fewer days for objections.
 */
export function checkUnder(terms: VoteTerms, settings: VoteSettings, opensAt: number): void {
  const { votingDays, silence, proxies, objectionDays, channels } = terms;
  const against = (field: keyof VoteSettings) =>
    refuse('against-law', 'The terms of the vote leave no room for that.', {
      field,
      statute: terms.statutes[0] ?? null,
    });
  const from = beijingDay(opensAt);
  const { closesAt } = settings;
  const to = closesAt === undefined ? undefined : beijingDay(closesAt);
  const { atLeast, atMost } = votingDays ?? {};
  if (atLeast !== undefined && (to === undefined || to < lastDay(from, atLeast)))
    throw against('closesAt');
  if (atMost !== undefined && (to === undefined || to > lastDay(from, atMost)))
    throw against('closesAt');
  if (settings.silence === 'with-majority' && silence === 'not-counted') throw against('silence');
  const own = settings.proxies;
  if (own?.allowed === true && !proxies.allowed) throw against('proxies');
  if (
    own?.allowed === true &&
    (own.limit ?? Number.POSITIVE_INFINITY) > (proxies.limit ?? Number.POSITIVE_INFINITY)
  )
    throw against('proxies');
  if ((settings.objectionDays ?? 0) < (objectionDays ?? 0)) throw against('objectionDays');
  if (settings.channels?.some((channel) => !channels.includes(channel)) === true)
    throw against('channels');
}
