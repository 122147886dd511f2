import type { RuleId } from '../rule-id.ts';
import type { TermsLayer } from './terms-layer.ts';

const revised = '2026-01-01';
const civilCode = '2021-01-01';
const before = { from: '2018-12-29', until: '2025-12-31' };
const owners: readonly RuleId[] = ['civil-code-278', 'property-regulation-12'];

/** What national law says of how votes are held, as far as sentences are quoted. */
export const nationalTerms: readonly TermsLayer[] = [
  { rules: owners, from: '2018-03-19', says: [['property-2018-14', { noticeDays: 15 }]] },
  {
    // How areas and heads are counted, and which other matters owners decide: no term, but every count stands on it.
    rules: ['civil-code-278'],
    from: civilCode,
    says: [
      ['spc-2020-7', {}],
      ['spc-2020-8', {}],
      ['spc-2020-9', {}],
    ],
  },
  {
    rules: ['civil-code-279'],
    from: civilCode,
    says: [
      ['spc-2020-10', {}],
      ['spc-2020-11', {}],
    ],
  },
  { rules: ['villagers-meeting'], ...before, says: [['villagers-2018-21', { noticeDays: 10 }]] },
  {
    rules: ['villagers-meeting'],
    from: revised,
    says: [['villagers-2026-25', { noticeDays: 10, noticeAtAnyTime: true }]],
  },
  {
    rules: ['villagers-meeting', 'villagers-representatives', 'villagers-group-meeting'],
    from: revised,
    says: [['villagers-2026-35', { publicationDays: 15 }]],
  },
  {
    rules: ['villagers-committee-election'],
    from: revised,
    says: [
      [
        'villagers-2026-18.proxy',
        {
          proxies: {
            allowed: true,
            written: true,
            limit: 3,
            agents: 'relatives-or-voters',
            candidatesMayNot: true,
          },
        },
      ],
    ],
  },
  {
    rules: ['residents-meeting'],
    from: revised,
    says: [['residents-2026-26', { noticeDays: 10, noticeAtAnyTime: true }]],
  },
  {
    rules: ['residents-meeting', 'residents-representatives'],
    from: revised,
    says: [
      ['residents-2026-30.party', { priorStudy: true }],
      ['residents-2026-34', { publicationDays: 15 }],
    ],
  },
  {
    rules: ['residents-committee-election'],
    from: revised,
    says: [
      [
        'residents-2026-17',
        { votersList: { publishedDaysBefore: 20, objectionDays: 5, decisionDays: 3 } },
      ],
      ['residents-2026-19.secret', { secretBallot: true }],
      [
        'residents-2026-19.proxy',
        {
          proxies: {
            allowed: true,
            written: true,
            limit: 3,
            agents: 'voters',
            candidatesMayNot: true,
            publishNames: true,
            notFor: ['representatives'],
          },
        },
      ],
    ],
  },
];
