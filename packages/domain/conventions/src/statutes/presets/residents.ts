import type { Electing } from '../demand.ts';
import {
  atLeast,
  ballot,
  before,
  by,
  meeting,
  moreThanHalf,
  moreThanTwoThirds,
  of,
  ofRegister,
  type Preset,
  revised,
  twoThirds,
} from '../preset.ts';
import type { Body } from '../threshold.ts';

const everybody: readonly Body[] = ['adults', 'households'];
const electors: readonly Body[] = ['voters', 'households', 'representatives'];
const quorum = [of(moreThanHalf, 'voters', 'households'), of(moreThanTwoThirds, 'representatives')];
const electing: Electing = {
  absolute: by(moreThanHalf, 'cast'),
  rerun: { relative: true, floor: by(atLeast(1, 3), 'cast') },
};

/** What the residents (居民) of a community decide, whom they elect, and how many may ask. */
export const residentsPresets: readonly Preset[] = [
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
    id: 'residents-meeting-request',
    kind: 'request',
    ...before,
    bodies: [...everybody, 'groups'],
    variants: ofRegister(
      [of(atLeast(1, 5), ...everybody), of(atLeast(1, 3), 'groups')],
      'residents-2018-10',
    ),
  },
  {
    id: 'residents-meeting-request',
    kind: 'request',
    from: revised,
    bodies: [...everybody, 'representatives'],
    variants: ofRegister(
      [of(atLeast(1, 10), ...everybody), of(atLeast(1, 3), 'representatives')],
      'residents-2026-26',
    ),
  },
  {
    id: 'residents-representatives',
    from: revised,
    bodies: ['members'],
    variants: meeting([of(twoThirds, 'members')], 'residents-2026-29', 'residents-2026-30', {
      delegation: { by: 'residents-meeting', statute: 'residents-2026-30' },
    }),
  },
  {
    id: 'residents-representatives-request',
    kind: 'request',
    from: revised,
    bodies: ['representatives'],
    variants: ofRegister([of(atLeast(1, 5), 'representatives')], 'residents-2026-28'),
  },
  {
    id: 'residents-representatives-composition',
    kind: 'composition',
    from: revised,
    bodies: ['members'],
    variants: [
      [
        [undefined],
        {
          quorum: [],
          passing: [of(atLeast(4, 5), 'members')],
          statutes: ['residents-2026-28', 'residents-2026-13'],
          representation: { householdsAtLeast: 20, householdsAtMost: 50, persons: 1 },
        },
      ],
    ],
  },
  {
    id: 'residents-committee-election',
    kind: 'election',
    from: revised,
    bodies: electors,
    variants: ballot(quorum, ['residents-2026-19.quorum', 'residents-2026-19.elected'], {
      electing,
    }),
  },
  {
    id: 'residents-committee-recall',
    kind: 'recall',
    from: revised,
    bodies: electors,
    variants: ballot(quorum, ['residents-2026-20.recall']),
  },
  {
    id: 'residents-committee-recall-request',
    kind: 'request',
    from: revised,
    bodies: electors,
    variants: ofRegister(
      [of(atLeast(1, 10), 'voters', 'households'), of(atLeast(1, 3), 'representatives')],
      'residents-2026-20.request',
    ),
  },
];
