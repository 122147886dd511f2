import type { Consequence } from '../demand.ts';
import {
  all,
  atLeast,
  both,
  by,
  moreThanHalf,
  ofRegister,
  type Preset,
  threeQuarters,
  twoThirds,
} from '../preset.ts';

const civilCode = '2021-01-01';

/** 民法典280; the year is that of 最高人民法院 2020 第十二条. */
const consequence: Consequence = {
  annulmentYears: 1,
  statutes: ['civil-code-280.binding', 'civil-code-280.annulment', 'spc-2020-12'],
};

/** What owners (业主) decide together, and how many may ask for a meeting. */
export const ownersPresets: readonly Preset[] = [
  {
    id: 'civil-code-278',
    from: civilCode,
    items: {
      'rules-of-procedure': 1,
      convention: 2,
      committee: 3,
      manager: 4,
      'reserve-fund.use': 5,
      'reserve-fund.raise': 6,
      rebuild: 7,
      'common-parts': 8,
      other: 9,
    },
    variants: [
      [
        ['reserve-fund.raise', 'rebuild', 'common-parts'],
        {
          quorum: both(twoThirds, 'register'),
          passing: both(threeQuarters, 'participating'),
          statutes: ['civil-code-278.quorum', 'civil-code-278.special'],
          consequence,
        },
      ],
      [
        ['rules-of-procedure', 'convention', 'committee', 'manager', 'reserve-fund.use', 'other'],
        {
          quorum: both(twoThirds, 'register'),
          passing: both(moreThanHalf, 'participating'),
          statutes: ['civil-code-278.quorum', 'civil-code-278.ordinary'],
          consequence,
        },
      ],
    ],
  },
  {
    // The register holds the interested owners (有利害关系的业主): whoever stays away has not agreed.
    id: 'civil-code-279',
    from: civilCode,
    variants: [
      [
        [undefined],
        {
          quorum: [],
          passing: [by(all, 'register')],
          statutes: ['civil-code-279'],
          interestedOnly: true,
        },
      ],
    ],
  },
  {
    // Its text still stands, but contradicts Civil Code 278, which ranks above it.
    id: 'property-regulation-12',
    from: '2018-03-19',
    until: '2020-12-31',
    supersededBy: 'civil-code-278',
    items: {
      'rules-of-procedure': 1,
      convention: 2,
      committee: 3,
      manager: 4,
      'reserve-fund.raise': 5,
      'reserve-fund.use': 5,
      rebuild: 6,
      other: 7,
    },
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
    id: 'owners-meeting-request',
    kind: 'request',
    from: '2018-03-19',
    variants: ofRegister([by(atLeast(1, 5), 'register')], 'property-2018-13'),
  },
];
