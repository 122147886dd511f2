import { beijingDay, lastDay } from '../beijing-day.ts';
import type { ProxyRules } from '../electorate/mandate.ts';
import type { VoterRef } from '../electorate/voter.ts';
import { refuse } from '../error-code.ts';
import { implies } from '../statutes/compare-thresholds.ts';
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
): Pick<VoteSettings, 'proxies' | 'silence' | 'silenceFloor' | 'objectionDays' | 'channels'> {
  return {
    proxies: proxiesUnder(terms.proxies, context),
    silence: terms.silence,
    ...(terms.silenceFloor === undefined ? {} : { silenceFloor: terms.silenceFloor }),
    channels: terms.channels,
    ...(terms.objectionDays === undefined ? {} : { objectionDays: terms.objectionDays }),
  };
}

/** Whether mandates are taken as the terms allow, or more narrowly. */
function keeps(own: ProxyRules, terms: ProxyRules): boolean {
  if (!own.allowed) return true;
  const most = terms.limit ?? Number.POSITIVE_INFINITY;
  return (
    terms.allowed &&
    // A limit that is no number is none.
    (own.limit ?? Number.POSITIVE_INFINITY) <= most &&
    (own.agents === 'voters' || terms.agents === 'anyone') &&
    (own.instructed || !terms.instructed) &&
    (terms.barred ?? []).every((one) => own.barred?.includes(one) === true)
  );
}

/** Whether every share that the terms want of the majority, before the silent are counted with it, is wanted. */
function keepsFloor(own: VoteSettings, { silenceFloor = [] }: VoteTerms): boolean {
  return silenceFloor.every((share) =>
    own.silenceFloor?.some((one) => one.track === share.track && implies(one, share)),
  );
}

const day = 86_400_000;

/**
 * Refuses with `conventions/against-law` settings that the terms do not leave room for: too short or too long a window
 * (the day on which it opens is not counted, 民法典201, and so many days are so many times twenty-four hours at least),
 * silence that is counted or counted sooner, mandates that are not allowed, too many, given to others or without saying how
 * to vote, fewer days for objections, no paper where it must be had.
 */
export function checkUnder(
  terms: VoteTerms,
  settings: VoteSettings,
  { begins, context }: { readonly begins: number; readonly context: TermsContext },
): void {
  const { votingDays, silence, objectionDays, channels } = terms;
  const against = (field: keyof VoteSettings) =>
    refuse('against-law', 'The terms of the vote leave no room for that.', {
      field,
      statute: terms.statutes[0] ?? null,
    });
  const from = beijingDay(begins);
  const { closesAt } = settings;
  const to = closesAt === undefined ? undefined : beijingDay(closesAt);
  const { atLeast, atMost } = votingDays ?? {};
  if (
    atLeast !== undefined &&
    (closesAt === undefined ||
      beijingDay(closesAt) < lastDay(from, atLeast) ||
      closesAt < begins + atLeast * day)
  )
    throw against('closesAt');
  if (atMost !== undefined && (to === undefined || to > lastDay(from, atMost)))
    throw against('closesAt');
  if (settings.silence === 'with-majority' && silence === 'not-counted') throw against('silence');
  if (settings.silence === 'with-majority' && !keepsFloor(settings, terms))
    throw against('silenceFloor');
  if (
    settings.proxies !== undefined &&
    !keeps(settings.proxies, proxiesUnder(terms.proxies, context))
  )
    throw against('proxies');
  if ((settings.objectionDays ?? 0) < (objectionDays ?? 0)) throw against('objectionDays');
  const ways = settings.channels ?? channels;
  if (ways.some((channel) => !channels.includes(channel))) throw against('channels');
  if (terms.paperOnRequest === true && !ways.includes('paper')) throw against('channels');
}
