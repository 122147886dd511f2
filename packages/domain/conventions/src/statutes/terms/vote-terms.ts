import type { VoteChannel } from '../../ballots/box-entry.ts';
import type { RuleId } from '../rule-id.ts';
import type { Citation } from '../sentence.ts';
import type { StatuteId } from '../statute.ts';
import type { Body, Threshold } from '../threshold.ts';

/** Who may vote for another (受托人). */
export type ProxyAgents = 'voters' | 'owners' | 'relatives-or-voters' | 'anyone';

/** Voting for another (委托投票), as the sentences say. */
export interface ProxyTerms {
  readonly allowed: boolean;
  /** Only with a written mandate (书面委托). */
  readonly written: boolean;
  /** For how many one person may vote; any number where absent. */
  readonly limit?: number;
  readonly agents: ProxyAgents;
  readonly candidatesMayNot: boolean;
  /** Votes as the mandate says (依据委托人的意见). */
  readonly instructed: boolean;
  /** The names of both are made public. */
  readonly publishNames: boolean;
  /** Where these vote, there are no proxies. */
  readonly notFor: readonly Body[];
}

/** Days for the list of those who may vote (选民名单): shown so long before, objected to and decided within. */
export interface VotersListTerms {
  readonly publishedDaysBefore: number;
  readonly objectionDays: number;
  readonly decisionDays: number;
}

/** Why a reader should look twice. */
export type TermsWarningCode =
  /** Whoever stays away is counted with the majority: off unless the host's own rules turn it on, and doubtful under 参与表决. */
  | 'conventions/silence-counted'
  /** No sentence quoted here says whether one may vote for another: taken as not allowed. */
  | 'conventions/proxies-unsaid'
  /** A sentence allows a shorter notice than another demands: the longer holds. */
  | 'conventions/shorter-notice'
  /** The days in force of a sentence are not certain. */
  | 'conventions/days-uncertain';

/** A warning, with the sentences that it is about. */
export interface TermsWarning {
  readonly code: TermsWarningCode;
  readonly statutes: readonly StatuteId[];
  /** What is uncertain, in the words of whoever collected the sentence. */
  readonly note?: string;
}

/**
 * How a vote is to be held (表决程序): notice, time, channels, proxies, silence, publication, each from the sentences
 * named. Absent is what no sentence quoted here says. Not legal advice.
 */
export interface VoteTerms {
  /** Days from the notice to the vote at least (提前通知). */
  readonly noticeDays?: number;
  /** In special circumstances notice may be given at any time (临时通知). */
  readonly noticeAtAnyTime?: true;
  /** How long ballots are taken (投票期限). */
  readonly votingDays?: { readonly atLeast?: number; readonly atMost?: number };
  readonly channels: readonly VoteChannel[];
  /** Online votes only on the platform of the authority (主管部门的电子投票系统). */
  readonly officialPlatformOnly?: true;
  /** Votes are taken online unless somebody asks otherwise (一般应当采用电子方式). */
  readonly onlineByDefault?: true;
  /** Whoever asks for paper gets it (要求提供纸质方式的，应当提供). */
  readonly paperOnRequest?: true;
  /** Online and other votes are one count (一并计算). */
  readonly countedTogether?: true;
  /** Who votes online is verified (核实业主身份). */
  readonly identityChecked?: true;
  /** A paper ballot bears the voter's own signature (本人签字、实名签署). */
  readonly signed?: true;
  readonly proxies: ProxyTerms;
  readonly silence: 'not-counted' | 'with-majority';
  /** What those who did vote must reach before the silent are counted. */
  readonly silenceFloor?: readonly Threshold[];
  /** Nothing is voted on that was not announced (不得就未公示议题进行表决). */
  readonly agendaAnnounced: boolean;
  /** Whom the ballot paper cannot reach is told by a public notice (无法送达的，公告). */
  readonly noticeForUnreached?: true;
  /** Days that what was gathered or decided is shown at least (公示、公布). */
  readonly publicationDays?: number;
  /** Days in which one may object to what was shown (异议). */
  readonly objectionDays?: number;
  /** The result is made known in writing (书面形式公布). */
  readonly resultWrittenNotice?: true;
  readonly secretBallot?: true;
  readonly votersList?: VotersListTerms;
  /** The party organisation talks it over first (先经社区党组织研究讨论). */
  readonly priorStudy?: true;
  /** Who may hand matters to this body, but for these (授权). */
  readonly delegation?: { readonly by: RuleId; readonly except: readonly string[] };
  /** The sentences by id, in the order of `citations`; the host's own clauses follow there. */
  readonly statutes: readonly StatuteId[];
  readonly citations: readonly Citation[];
  readonly warnings: readonly TermsWarning[];
}

/** What one text says of how a vote is held; whatever it leaves out it does not say. */
export interface TermsSaid
  extends Partial<
    Omit<
      VoteTerms,
      | 'proxies'
      | 'silence'
      | 'silenceFloor'
      | 'agendaAnnounced'
      | 'statutes'
      | 'citations'
      | 'warnings'
    >
  > {
  /** Days of notice of an extraordinary meeting (临时会议), where they differ. */
  readonly extraordinaryNoticeDays?: number;
  readonly proxies?: Partial<ProxyTerms>;
  readonly agendaAnnounced?: true;
  /** The host's own rules may say that the silent count with the majority, above this floor. */
  readonly silenceByBylaw?: { readonly floor: readonly Threshold[] };
}
