import type { DecidingId } from './deciding-sentences.ts';
import type { Demand } from './demand.ts';
import type { RuleId } from './rule-id.ts';
import type { Body, Threshold, ThresholdBase, TrackName } from './threshold.ts';

/** What a rule is about: a decision (决定), an election (选举), a recall (罢免), a request (提议, 联名) or who makes up a body (组成). */
export type RuleKind = 'decision' | 'election' | 'recall' | 'request' | 'composition';

/** A demand whose sentences a rule carries with it. */
interface PresetDemand extends Demand {
  readonly statutes: readonly DecidingId[];
}

/** What holds for which matters; undefined among them is a vote that names none. */
type Variants = readonly (readonly [
  matters: readonly (string | undefined)[],
  demand: PresetDemand | 'not-competent',
])[];

/** One text of one rule: from when to when it held, and what it demands for which matters. */
export interface Preset {
  readonly id: RuleId;
  /** A decision where absent. */
  readonly kind?: RuleKind;
  readonly from: string;
  /** Its last day; absent while it holds. */
  readonly until?: string;
  /** The rule that took its place though the text itself still stands. */
  readonly supersededBy?: RuleId;
  /** Absent where owners vote. */
  readonly bodies?: readonly Body[];
  /** The sentence that says who may decide. */
  readonly competence?: DecidingId;
  /** Where the law lists its matters, the item (项) that each falls under. */
  readonly items?: Readonly<Record<string, number>>;
  readonly variants: Variants;
}

type Share = readonly [num: number, den: number, strict: boolean];

/** 过半数 */
export const moreThanHalf: Share = [1, 2, true];
/** 三分之二以上 */
export const twoThirds: Share = [2, 3, false];
/** 超过三分之二 */
export const moreThanTwoThirds: Share = [2, 3, true];
/** 四分之三以上 */
export const threeQuarters: Share = [3, 4, false];
/** 一致同意 */
export const all: Share = [1, 1, false];
/** So many of so many, and no fewer (以上). */
export const atLeast = (num: number, den: number): Share => [num, den, false];

const share = ([num, den, strict]: Share, of: ThresholdBase, track: TrackName): Threshold => ({
  of,
  num,
  den,
  strict,
  track,
});

/** The same share by area and by heads. */
export const both = (one: Share, of: ThresholdBase): readonly Threshold[] => [
  share(one, of, 'area'),
  share(one, of, 'heads'),
];

/** A share of the whole of each of these bodies. */
export const of = (one: Share, ...bodies: readonly Body[]): Threshold => ({
  ...share(one, 'register', 'heads'),
  bodies,
});

/** A share by heads. */
export const by = (one: Share, base: ThresholdBase): Threshold => share(one, base, 'heads');

/** A meeting decides on any matter alike; a convention also stands on the sentence that lets this body make it. */
export function meeting(
  quorum: readonly Threshold[],
  statute: DecidingId,
  competence: DecidingId,
  also: Pick<Demand, 'delegation'> = {},
): Variants {
  const passing = [by(moreThanHalf, 'present')];
  return [
    [[undefined, 'other'], { quorum, passing, statutes: [statute] }],
    [['convention'], { quorum, passing, statutes: [statute, competence], ...also }],
  ];
}

/** A meeting that decides, but not on the convention: the law keeps that for the meeting of all (村民会议). */
export function lesserMeeting(quorum: readonly Threshold[], statute: DecidingId): Variants {
  return [
    [[undefined, 'other'], { quorum, passing: [by(moreThanHalf, 'present')], statutes: [statute] }],
    [['convention'], 'not-competent'],
  ];
}

/** Persons are chosen, or dismissed, by more than half of the ballots cast. */
export const ballot = (
  quorum: readonly Threshold[],
  statutes: readonly DecidingId[],
  also: Pick<Demand, 'electing'> = {},
): Variants => [[[undefined], { quorum, passing: [by(moreThanHalf, 'cast')], statutes, ...also }]];

/** So many of the register, and no quorum: whoever does not sign has not asked. */
export const ofRegister = (
  passing: readonly Threshold[],
  ...statutes: readonly DecidingId[]
): Variants => [[[undefined], { quorum: [], passing, statutes }]];

/** The first day of both organic laws as revised on 2025-10-28. */
export const revised = '2026-01-01';
/** The days of both organic laws before that. */
export const before: { readonly from: string; readonly until: string } = {
  from: '2018-12-29',
  until: '2025-12-31',
};
