import type { StatuteId } from './statute.ts';
import type { Body, Threshold, ThresholdBase, TrackName } from './threshold.ts';

/** The ids of the rules that this package knows. */
export type RuleId =
  | 'civil-code-278'
  | 'civil-code-279'
  | 'property-regulation-12'
  | 'residents-meeting'
  | 'residents-representatives'
  | 'residents-committee-election'
  | 'residents-committee-recall'
  | 'villagers-meeting'
  | 'villagers-representatives'
  | 'villagers-group-meeting'
  | 'villagers-committee-election'
  | 'villagers-committee-recall';

interface Variant {
  readonly quorum: readonly Threshold[];
  readonly passing: readonly Threshold[];
  readonly statutes: readonly StatuteId[];
}

/** One text of one rule: from when to when it held, and what it demands for which matters. */
export interface Preset {
  readonly id: RuleId;
  readonly from: string;
  /** Its last day; absent while it holds. */
  readonly until?: string;
  /** The rule that took its place though the text itself still stands. */
  readonly supersededBy?: RuleId;
  /** Absent where owners vote. */
  readonly bodies?: readonly Body[];
  /** The sentence that says who may decide. */
  readonly competence?: StatuteId;
  readonly variants: readonly (readonly [
    matters: readonly (string | undefined)[],
    variant: Variant | 'not-competent',
  ])[];
}

type Share = readonly [num: number, den: number, strict: boolean];

/** 过半数 */
const moreThanHalf: Share = [1, 2, true];
/** 三分之二以上 */
const twoThirds: Share = [2, 3, false];
/** 超过三分之二 */
const moreThanTwoThirds: Share = [2, 3, true];
/** 四分之三以上 */
const threeQuarters: Share = [3, 4, false];
/** 一致同意 */
const all: Share = [1, 1, false];

const share = ([num, den, strict]: Share, of: ThresholdBase, track: TrackName): Threshold => ({
  of,
  num,
  den,
  strict,
  track,
});
const both = (one: Share, of: ThresholdBase): readonly Threshold[] => [
  share(one, of, 'area'),
  share(one, of, 'heads'),
];
const of = (one: Share, ...bodies: readonly Body[]): Threshold => ({
  ...share(one, 'register', 'heads'),
  bodies,
});
const by = (one: Share, base: ThresholdBase): readonly Threshold[] => [share(one, base, 'heads')];

/** A meeting decides on any matter alike; a convention also stands on the sentence that lets this body make it. */
function meeting(
  quorum: readonly Threshold[],
  statute: StatuteId,
  competence: StatuteId,
): Preset['variants'] {
  const passing = by(moreThanHalf, 'present');
  return [
    [[undefined, 'other'], { quorum, passing, statutes: [statute] }],
    [['convention'], { quorum, passing, statutes: [statute, competence] }],
  ];
}

/** A meeting that decides, but not on the convention: the law keeps that for the meeting of all (村民会议). */
function lesserMeeting(quorum: readonly Threshold[], statute: StatuteId): Preset['variants'] {
  return [
    [[undefined, 'other'], { quorum, passing: by(moreThanHalf, 'present'), statutes: [statute] }],
    [['convention'], 'not-competent'],
  ];
}

const election = (
  quorum: readonly Threshold[],
  ...statutes: readonly StatuteId[]
): Preset['variants'] => [[[undefined], { quorum, passing: by(moreThanHalf, 'cast'), statutes }]];

const everybody: readonly Body[] = ['adults', 'households'];
const electors: readonly Body[] = ['voters', 'households', 'representatives'];
const electorsQuorum = [
  of(moreThanHalf, 'voters', 'households'),
  of(moreThanTwoThirds, 'representatives'),
];
const villagersQuorum = [of(moreThanHalf, 'adults'), of(twoThirds, 'households')];

/** The first day of both organic laws as revised on 2025-10-28. */
const revised = '2026-01-01';
const before = { from: '2018-12-29', until: '2025-12-31' };
const civilCode = '2021-01-01';

/** Every rule in every text, as the sentences of law say it. */
export const presets: readonly Preset[] = [
  {
    id: 'civil-code-278',
    from: civilCode,
    variants: [
      [
        ['reserve-fund.raise', 'rebuild', 'common-parts'],
        {
          quorum: both(twoThirds, 'register'),
          passing: both(threeQuarters, 'participating'),
          statutes: ['civil-code-278.quorum', 'civil-code-278.special'],
        },
      ],
      [
        ['rules-of-procedure', 'convention', 'committee', 'manager', 'reserve-fund.use', 'other'],
        {
          quorum: both(twoThirds, 'register'),
          passing: both(moreThanHalf, 'participating'),
          statutes: ['civil-code-278.quorum', 'civil-code-278.ordinary'],
        },
      ],
    ],
  },
  {
    // The register holds the interested owners (有利害关系的业主): whoever stays away has not agreed.
    id: 'civil-code-279',
    from: civilCode,
    variants: [
      [[undefined], { quorum: [], passing: by(all, 'register'), statutes: ['civil-code-279'] }],
    ],
  },
  {
    // Its text still stands, but contradicts Civil Code 278, which ranks above it.
    id: 'property-regulation-12',
    from: '2018-03-19',
    until: '2020-12-31',
    supersededBy: 'civil-code-278',
    variants: [
      [
        ['reserve-fund.raise', 'reserve-fund.use', 'rebuild'],
        {
          quorum: both(moreThanHalf, 'register'),
          passing: both(twoThirds, 'register'),
          statutes: ['property-2018-12.quorum', 'property-2018-12.passing'],
        },
      ],
      [
        ['rules-of-procedure', 'convention', 'committee', 'manager', 'other'],
        {
          quorum: both(moreThanHalf, 'register'),
          passing: both(moreThanHalf, 'register'),
          statutes: ['property-2018-12.quorum', 'property-2018-12.passing'],
        },
      ],
    ],
  },
  {
    id: 'residents-meeting',
    ...before,
    bodies: [...everybody, 'group-representatives'],
    variants: meeting(
      [of(moreThanHalf, ...everybody, 'group-representatives')],
      'residents-2018-9',
      'residents-2018-15',
    ),
  },
  {
    id: 'residents-meeting',
    from: revised,
    bodies: everybody,
    variants: meeting([of(moreThanHalf, ...everybody)], 'residents-2026-27', 'residents-2026-30'),
  },
  {
    id: 'residents-representatives',
    from: revised,
    bodies: ['members'],
    variants: meeting([of(twoThirds, 'members')], 'residents-2026-29', 'residents-2026-30'),
  },
  {
    id: 'residents-committee-election',
    from: revised,
    bodies: electors,
    variants: election(electorsQuorum, 'residents-2026-19.quorum', 'residents-2026-19.elected'),
  },
  {
    id: 'residents-committee-recall',
    from: revised,
    bodies: electors,
    variants: election(electorsQuorum, 'residents-2026-20.recall'),
  },
  {
    id: 'villagers-meeting',
    ...before,
    bodies: everybody,
    variants: meeting(villagersQuorum, 'villagers-2018-22', 'villagers-2018-27'),
  },
  {
    id: 'villagers-meeting',
    from: revised,
    bodies: everybody,
    variants: meeting(villagersQuorum, 'villagers-2026-26', 'villagers-2026-31'),
  },
  {
    id: 'villagers-representatives',
    ...before,
    bodies: ['members'],
    competence: 'villagers-2018-27',
    variants: lesserMeeting([of(twoThirds, 'members')], 'villagers-2018-26'),
  },
  {
    id: 'villagers-representatives',
    from: revised,
    bodies: ['members'],
    competence: 'villagers-2026-31',
    variants: lesserMeeting([of(twoThirds, 'members')], 'villagers-2026-30'),
  },
  {
    id: 'villagers-group-meeting',
    ...before,
    bodies: everybody,
    competence: 'villagers-2018-27',
    variants: lesserMeeting([of(twoThirds, ...everybody)], 'villagers-2018-28'),
  },
  {
    id: 'villagers-group-meeting',
    from: revised,
    bodies: everybody,
    competence: 'villagers-2026-31',
    variants: lesserMeeting([of(twoThirds, ...everybody)], 'villagers-2026-32'),
  },
  {
    id: 'villagers-committee-election',
    ...before,
    bodies: ['voters'],
    variants: election([of(moreThanHalf, 'voters')], 'villagers-2018-15'),
  },
  {
    id: 'villagers-committee-election',
    from: revised,
    bodies: ['voters'],
    variants: election([of(moreThanHalf, 'voters')], 'villagers-2026-18'),
  },
  {
    id: 'villagers-committee-recall',
    from: revised,
    bodies: ['voters'],
    variants: election([of(moreThanHalf, 'voters')], 'villagers-2026-19.recall'),
  },
];

/** The ids of all rules (规则编号). */
export const ruleIds: readonly RuleId[] = Array.from(new Set(presets.map(({ id }) => id)));
