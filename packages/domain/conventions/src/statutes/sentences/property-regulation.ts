import type { LawText } from '../law-text.ts';

// The property management regulation (物业管理条例). Each row: id, article, the words, and the SHA-256 of their UTF-8 bytes.

export const propertyRegulationText: LawText = {
  law: '物业管理条例',
  text: '2018-03-19修订',
  from: '2018-03-19',
  to: null,
  note: 'thresholds of article 12 contradict 民法典278 and are superseded from 2021-01-01; the notice rule of article 14 is still used',
};

/** Sentences that presets stand on. */
export const propertyRegulationDeciding = [
  [
    'property-2018-12.quorum',
    '第十二条第一款',
    '应当有物业管理区域内专有部分占建筑物总面积过半数的业主且占总人数过半数的业主参加。',
    'ab71ae9fe13bbf771aecb9a7e8cc7da1343ff33dda3b686de222186012d00b83',
  ],
  [
    'property-2018-12.passing',
    '第十二条第三款',
    '业主大会决定本条例第十一条第(五)项和第(六)项规定的事项，应当经专有部分占建筑物总面积2/3以上的业主且占总人数2/3以上的业主同意；决定本条例第十一条规定的其他事项，应当经专有部分占建筑物总面积过半数的业主且占总人数过半数的业主同意。',
    '79f34d7e5662b9b5350707f7b8b93d75cf949f5cc1f3cabd53d7597d546a22ed',
  ],
  [
    'property-2018-13',
    '第十三条第二款',
    '经20%以上的业主提议，业主委员会应当组织召开业主大会临时会议。',
    '3843e24afcf1bc0a27aea1e5db7fbeb1eb18f42681c5bb65add32712380d77df',
  ],
] as const;

/** The other sentences quoted. */
export const propertyRegulationBesides = [
  [
    'property-2018-14',
    '第十四条第一款',
    '召开业主大会会议，应当于会议召开15日以前通知全体业主。',
    'e06f4abdea03d5ab755f9e5e356e9c0ebd04dd9f65094e37d6ff10c78fb8529b',
  ],
] as const;
