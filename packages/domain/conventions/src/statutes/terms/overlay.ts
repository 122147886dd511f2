import type { RuleId } from '../rule-id.ts';
import type { Threshold } from '../threshold.ts';
import type { TermsLayer } from './terms-layer.ts';

/** The ids of the local rules that this package knows (地方规定). */
export type OverlayId =
  | 'hangzhou'
  | 'qingyuan'
  | 'beijing'
  | 'weifang'
  | 'liaocheng'
  | 'zhejiang-2009'
  | 'shanghai-proxy'
  | 'shanghai-village'
  | 'chongqing-village';

/** A local rule, with the place that it is of: province, then city. */
export interface Overlay extends TermsLayer {
  readonly id: OverlayId;
  readonly place: readonly string[];
}

const owners: readonly RuleId[] = ['civil-code-278', 'property-regulation-12'];
const moreThanHalf = (track: Threshold['track']): Threshold => ({
  of: 'register',
  num: 1,
  den: 2,
  strict: true,
  track,
});

/** Local rules, as far as their sentences are quoted. */
export const overlays: readonly Overlay[] = [
  {
    id: 'hangzhou',
    place: ['浙江省', '杭州市'],
    rules: owners,
    from: '2022-03-01',
    says: [
      ['hangzhou-19', { noticeDays: 15, extraordinaryNoticeDays: 7 }],
      ['hangzhou-19.agenda', { agendaAnnounced: true, resultWrittenNotice: true }],
      ['hangzhou-20.channel', { onlineByDefault: true, paperOnRequest: true }],
      ['hangzhou-20.window', { votingDays: { atLeast: 5, atMost: 60 } }],
    ],
  },
  {
    id: 'qingyuan',
    place: ['广东省', '清远市'],
    rules: owners,
    from: '2023-02-01',
    says: [
      ['qingyuan-17.electronic', { officialPlatformOnly: true, identityChecked: true }],
      ['qingyuan-17.opinions', { publicationDays: 15 }],
    ],
  },
  {
    id: 'beijing',
    place: ['北京市'],
    rules: owners,
    from: '2024-03-29',
    says: [['beijing-35.electronic', { officialPlatformOnly: true }]],
  },
  {
    id: 'weifang',
    place: ['山东省', '潍坊市'],
    rules: owners,
    from: '2022-03-01',
    says: [
      [
        'weifang-32',
        {
          officialPlatformOnly: true,
          signed: true,
          proxies: { allowed: true, written: true, limit: 3, agents: 'owners' },
        },
      ],
    ],
  },
  {
    id: 'liaocheng',
    place: ['山东省', '聊城市'],
    rules: owners,
    from: '2021-03-01',
    says: [
      [
        'liaocheng-16.delivery',
        { signed: true, noticeForUnreached: true, proxies: { allowed: true, agents: 'anyone' } },
      ],
      ['liaocheng-16.merge', { countedTogether: true }],
      ['liaocheng-16.silence', { silenceByBylaw: { floor: [] } }],
    ],
  },
  {
    id: 'zhejiang-2009',
    place: ['浙江省'],
    rules: owners,
    from: '2009-11-27',
    says: [
      [
        'zhejiang-2009-10.silence',
        { silenceByBylaw: { floor: [moreThanHalf('area'), moreThanHalf('heads')] } },
      ],
    ],
  },
  {
    id: 'shanghai-proxy',
    place: ['上海市'],
    rules: owners,
    from: '2021-01-01',
    says: [
      [
        'shanghai-18.proxy',
        { proxies: { allowed: true, written: true, instructed: true, agents: 'anyone' } },
      ],
    ],
  },
  {
    id: 'shanghai-village',
    place: ['上海市'],
    rules: ['villagers-representatives'],
    from: '2020-05-14',
    says: [
      ['shanghai-village-16', { delegation: { by: 'villagers-meeting', except: ['convention'] } }],
    ],
  },
  {
    id: 'chongqing-village',
    place: ['重庆市'],
    rules: ['villagers-representatives'],
    from: '2013-09-25',
    says: [['chongqing-village-10', { delegation: { by: 'villagers-meeting', except: [] } }]],
  },
];

/** The ids of all local rules (地方规定编号). */
export const overlayIds: readonly OverlayId[] = overlays.map(({ id }) => id);
