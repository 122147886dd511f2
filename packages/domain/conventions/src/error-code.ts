import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which a rule, a register or a count is refused. */
export type StatuteErrorCode =
  /** No such rule, or no such matter under it. */
  | 'conventions/unknown-rule'
  /** The rule was not, or is no longer, in force on that day. */
  | 'conventions/not-in-force'
  /** This body may not decide that matter. */
  | 'conventions/not-competent'
  /** Not a day in the form `YYYY-MM-DD`. */
  | 'conventions/invalid-day'
  /** A register or ballots of another kind than the rule's, or a body that the rule does not know. */
  | 'conventions/wrong-register'
  /** A register that nothing can be counted on. */
  | 'conventions/invalid-register'
  /** Counts of a body that cannot be. */
  | 'conventions/invalid-count'
  /** A hash that is not that of the words beside it. */
  | 'conventions/wrong-hash'
  /** A sentence of the host's own in which the parser finds no demand, or one that it cannot read for sure. */
  | 'conventions/unreadable-bylaw'
  /** Data that the host gives with a sentence and that the sentence does not say. */
  | 'conventions/bylaw-mismatch'
  /** A rule of the host's own that grants less than the law, or that the law leaves no room for. */
  | 'conventions/against-law'
  /** No such overlay. */
  | 'conventions/unknown-overlay'
  /** Overlays of two places, or sentences that cannot be kept at once. */
  | 'conventions/overlays-contradict';

/** The codes with which the decider refuses a step of a convention. */
export type StepErrorCode =
  | 'conventions/already-proposed'
  | 'conventions/not-proposed'
  | 'conventions/not-gathering'
  | 'conventions/not-selected'
  | 'conventions/not-drafted'
  | 'conventions/not-voting'
  | 'conventions/not-passed'
  | 'conventions/not-published'
  | 'conventions/vote-begun'
  | 'conventions/invalid-text'
  | 'conventions/suggestion-taken'
  | 'conventions/unknown-suggestion'
  | 'conventions/suggestion-twice'
  | 'conventions/suggestion-undecided'
  | 'conventions/invalid-deliberation'
  | 'conventions/invalid-clauses'
  | 'conventions/not-authorised'
  | 'conventions/superseded-day'
  | 'conventions/not-on-register'
  | 'conventions/window-over'
  | 'conventions/window-open'
  | 'conventions/publication-too-short'
  | 'conventions/wrong-office';

/** The codes with which a ballot is refused, recorded as refused or not counted. */
export type BallotErrorCode =
  /** The register has no such unit. */
  | 'conventions/unknown-unit'
  /** None of 同意, 反对 and 弃权. */
  | 'conventions/unknown-choice'
  /** Not in a way in which ballots may come in. */
  | 'conventions/wrong-channel'
  /** No ballot has this number. */
  | 'conventions/unknown-ballot'
  /** Two ballots have one number. */
  | 'conventions/ballot-reused'
  | 'conventions/window-not-open'
  /** The ballots are shown, or counted: nothing is cast any more. */
  | 'conventions/vote-over'
  /** The area written on it is not that of its units. */
  | 'conventions/area-mismatch'
  | 'conventions/against-instruction'
  /** Its voter took it back. */
  | 'conventions/withdrawn'
  /** It was declared void. */
  | 'conventions/struck'
  | VoteErrorCode;

/** The codes with which a step of a vote is refused. */
export type VoteErrorCode =
  /** Terms that no vote can be held under. */
  | 'conventions/invalid-terms'
  | 'conventions/no-proxies'
  | 'conventions/no-mandate'
  | 'conventions/mandate-twice'
  | 'conventions/mandate-limit'
  | 'conventions/agent-barred'
  | 'conventions/agent-not-on-register'
  | 'conventions/no-instruction'
  | 'conventions/not-shown'
  | 'conventions/objection-taken'
  | 'conventions/unknown-objection'
  | 'conventions/objection-decided'
  | 'conventions/not-admitted'
  | 'conventions/objections-open'
  | 'conventions/objections-over'
  /** Not as many credentials as voters, or one twice. */
  | 'conventions/invalid-credentials'
  /** So few secret ballots at once could be told apart. */
  | 'conventions/batch-too-small'
  | 'conventions/already-admitted';

/** The codes with which a count of ranked, scored or approving ballots is refused. */
export type MethodErrorCode =
  /** No election: not candidates and a list of ballots. */
  | 'conventions/invalid-election'
  /** No candidates, too many, no texts, or one of them twice. */
  | 'conventions/invalid-candidates'
  /** An option that the method does not know in this form. */
  | 'conventions/invalid-option'
  /** A recorded lot was drawn among others than those who tie in its round. */
  | 'conventions/lot-mismatch'
  /** More ways of breaking ties than can be followed. */
  | 'conventions/too-many-ties'
  /** A lot that cannot be drawn: nobody tied, no seeds, a seed too short. */
  | 'conventions/invalid-lot'
  /** A seed that is not the one its holder was bound to. */
  | 'conventions/seed-mismatch';

/** Every code with which this package refuses. */
export type ConventionErrorCode =
  | StatuteErrorCode
  | StepErrorCode
  | BallotErrorCode
  | MethodErrorCode;

type Word = ConventionErrorCode extends `conventions/${infer Rest}` ? Rest : never;

/** A refusal of this package, to be thrown. */
export function refuse(
  what: Word,
  message: string,
  details: JsonObject = {},
): DomainError<ConventionErrorCode> {
  return new DomainError<ConventionErrorCode>(`conventions/${what}`, message, details);
}
