import type { Electing } from '../demand.ts';
import {
  atLeast,
  ballot,
  before,
  by,
  lesserMeeting,
  meeting,
  moreThanHalf,
  of,
  ofRegister,
  type Preset,
  revised,
  twoThirds,
} from '../preset.ts';
import type { Body } from '../threshold.ts';

const everybody: readonly Body[] = ['adults', 'households'];
const quorum = [of(moreThanHalf, 'adults'), of(twoThirds, 'households')];
const request = [of(atLeast(1, 10), 'adults'), of(atLeast(1, 3), 'representatives')];
const electing: Electing = { absolute: by(moreThanHalf, 'cast') };

/** What villagers (村民) decide, whom they elect, and how many may ask. */
export const villagersPresets: readonly Preset[] = [
  {
    id: 'villagers-meeting',
    ...before,
    bodies: everybody,
    variants: meeting(quorum, 'villagers-2018-22', 'villagers-2018-27'),
  },
  {
    id: 'villagers-meeting',
    from: revised,
    bodies: everybody,
    variants: meeting(quorum, 'villagers-2026-26', 'villagers-2026-31'),
  },
  {
    id: 'villagers-meeting-request',
    kind: 'request',
    ...before,
    bodies: ['adults', 'representatives'],
    variants: ofRegister(request, 'villagers-2018-21'),
  },
  {
    id: 'villagers-meeting-request',
    kind: 'request',
    from: revised,
    bodies: ['adults', 'representatives'],
    variants: ofRegister(request, 'villagers-2026-25'),
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
    id: 'villagers-representatives-request',
    kind: 'request',
    from: revised,
    bodies: ['representatives'],
    variants: ofRegister([of(atLeast(1, 5), 'representatives')], 'villagers-2026-30'),
  },
  {
    id: 'villagers-representatives-composition',
    kind: 'composition',
    from: revised,
    bodies: ['members'],
    variants: [
      ...ofRegister([of(atLeast(4, 5), 'members')], 'villagers-2026-29'),
      [
        ['women'],
        { quorum: [], passing: [of(atLeast(1, 3), 'members')], statutes: ['villagers-2026-29'] },
      ],
    ],
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
    kind: 'election',
    ...before,
    bodies: ['voters'],
    variants: ballot([of(moreThanHalf, 'voters')], ['villagers-2018-15'], { electing }),
  },
  {
    id: 'villagers-committee-election',
    kind: 'election',
    from: revised,
    bodies: ['voters'],
    variants: ballot([of(moreThanHalf, 'voters')], ['villagers-2026-18'], { electing }),
  },
  {
    id: 'villagers-committee-recall',
    kind: 'recall',
    from: revised,
    bodies: ['voters'],
    variants: ballot([of(moreThanHalf, 'voters')], ['villagers-2026-19.recall']),
  },
  {
    id: 'villagers-committee-recall-request',
    kind: 'request',
    from: revised,
    bodies: ['voters', 'representatives'],
    variants: ofRegister(
      [of(atLeast(1, 5), 'voters'), of(atLeast(1, 3), 'representatives')],
      'villagers-2026-19',
    ),
  },
];
