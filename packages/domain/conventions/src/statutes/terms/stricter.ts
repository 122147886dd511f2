import { refuse } from '../../error-code.ts';
import type { ProxyAgents, ProxyTerms, TermsSaid } from './vote-terms.ts';

/** Each kind of agent, with those who are agents of that kind too. */
const wider: Record<ProxyAgents, readonly ProxyAgents[]> = {
  voters: ['relatives-or-voters', 'anyone'],
  owners: ['anyone'],
  'relatives-or-voters': ['anyone'],
  anyone: [],
};

const contradict = (what: string): Error =>
  refuse('overlays-contradict', 'These sentences cannot be kept at once.', { what });

function narrower(one: ProxyAgents, other: ProxyAgents): ProxyAgents {
  if (one === other || wider[one].includes(other)) return one;
  if (wider[other].includes(one)) return other;
  throw contradict('proxies.agents');
}

const both =
  <T>(pick: (one: T, other: T) => T) =>
  (one: T | undefined, other: T | undefined): T | undefined =>
    one === undefined ? other : other === undefined ? one : pick(one, other);

const longer = both<number>(Math.max);
const shorter = both<number>(Math.min);
const agents = both<ProxyAgents>(narrower);

/** An object without its undefined members; the type of the result is lost in `fromEntries`, hence the cast. */
function said<T extends object>(members: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as T;
}

const proxies = both<Partial<ProxyTerms>>((one, other) =>
  said<Partial<ProxyTerms>>({
    ...one,
    ...other,
    allowed: both<boolean>((a, b) => a || b)(one.allowed, other.allowed),
    written: both<boolean>((a, b) => a || b)(one.written, other.written),
    limit: shorter(one.limit, other.limit),
    agents: agents(one.agents, other.agents),
    candidatesMayNot: both<boolean>((a, b) => a || b)(one.candidatesMayNot, other.candidatesMayNot),
    instructed: both<boolean>((a, b) => a || b)(one.instructed, other.instructed),
    publishNames: both<boolean>((a, b) => a || b)(one.publishNames, other.publishNames),
    notFor: both<ProxyTerms['notFor']>((a, b) => Array.from(new Set([...a, ...b])))(
      one.notFor,
      other.notFor,
    ),
  }),
);

const votingDays = both<NonNullable<TermsSaid['votingDays']>>((one, other) => {
  const atLeast = longer(one.atLeast, other.atLeast);
  const atMost = shorter(one.atMost, other.atMost);
  return said<NonNullable<TermsSaid['votingDays']>>({ atLeast, atMost });
});

const channels = both<NonNullable<TermsSaid['channels']>>((one, other) =>
  one.filter((channel) => other.includes(channel)),
);

/** Refuses with `conventions/overlays-contradict` what nobody can keep. */
export function checkTerms({ votingDays: days, channels: ways, paperOnRequest }: TermsSaid): void {
  if (days?.atLeast !== undefined && days.atMost !== undefined && days.atLeast > days.atMost)
    throw contradict('votingDays');
  if (ways !== undefined && ways.length === 0) throw contradict('channels');
  if (paperOnRequest && ways !== undefined && !ways.includes('paper')) throw contradict('channels');
}

/**
 * What two texts say together: whoever keeps it keeps both. The longer notice, publication and objection, the narrower
 * time for voting, the fewer channels and agents, every duty of either; what only one of them says holds. A right that
 * either gives (proxies, paper) stands. Refuses with `conventions/overlays-contradict` where nobody can keep both.
 */
export function stricter(one: TermsSaid, other: TermsSaid): TermsSaid {
  const delegation = both<NonNullable<TermsSaid['delegation']>>((a, b) => {
    if (a.by !== b.by) throw contradict('delegation');
    return { by: a.by, except: Array.from(new Set([...a.except, ...b.except])) };
  });
  const together = said<TermsSaid>({
    ...one,
    ...other,
    noticeDays: longer(one.noticeDays, other.noticeDays),
    extraordinaryNoticeDays: longer(one.extraordinaryNoticeDays, other.extraordinaryNoticeDays),
    publicationDays: longer(one.publicationDays, other.publicationDays),
    objectionDays: longer(one.objectionDays, other.objectionDays),
    votingDays: votingDays(one.votingDays, other.votingDays),
    channels: channels(one.channels, other.channels),
    proxies: proxies(one.proxies, other.proxies),
    votersList: both<NonNullable<TermsSaid['votersList']>>((a, b) => ({
      publishedDaysBefore: Math.max(a.publishedDaysBefore, b.publishedDaysBefore),
      objectionDays: Math.max(a.objectionDays, b.objectionDays),
      decisionDays: Math.min(a.decisionDays, b.decisionDays),
    }))(one.votersList, other.votersList),
    delegation: delegation(one.delegation, other.delegation),
    silenceByBylaw: both<NonNullable<TermsSaid['silenceByBylaw']>>((a, b) => ({
      floor: [...a.floor, ...b.floor],
    }))(one.silenceByBylaw, other.silenceByBylaw),
  });
  checkTerms(together);
  return together;
}
