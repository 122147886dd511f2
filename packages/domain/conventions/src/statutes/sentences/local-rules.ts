import type { LawText } from '../law-text.ts';

// Local regulations (地方性法规) that overlays of the terms of a vote stand on. Each row: id, article, the words, and the SHA-256 of their UTF-8 bytes.

export const hangzhouText: LawText = {
  law: '杭州市物业管理条例',
  text: '2021-07-30批准',
  from: '2022-03-01',
  to: null,
};

/** The other sentences quoted. */
export const hangzhouBesides = [
  [
    'hangzhou-19',
    '第十九条',
    '召开业主大会会议，业主委员会应当于定期会议召开十五日前或者临时会议召开七日前通知全体业主，将会议议题及其具体内容、时间、地点、方式等向全体业主公示',
    '0854f6beada737d7675397be1d56d46c7496d1c99955d865aa3050f40e4ec313',
  ],
  [
    'hangzhou-19.agenda',
    '第十九条第二款',
    '业主大会会议不得就未公示议题进行表决。业主委员会应当将会议决定以书面形式向全体业主公布。',
    'eff836afcd7e04ba2eb1391053579aa809b48a1b6503e129bfe02b7eda9dd5cf',
  ],
  [
    'hangzhou-20.channel',
    '第二十条第一款',
    '业主投票一般应当采用电子方式，但是业主要求提供纸质方式的，业主委员会应当提供。',
    '1ac03133065185dae10b13502c1c54cc2554d68dbf12a0b00d40b393617a2b2d',
  ],
  [
    'hangzhou-20.window',
    '第二十条',
    '投票期限不少于五日且不超过六十日。',
    '6b768b16e2bbdeb13ebfca7c514af84556ed8be8446bcf80c0e3adab91dc825b',
  ],
] as const;

export const qingyuanText: LawText = {
  law: '清远市住宅小区物业管理条例',
  text: '2022-11-30批准',
  from: '2023-02-01',
  to: null,
};

/** The other sentences quoted. */
export const qingyuanBesides = [
  [
    'qingyuan-17.electronic',
    '第十七条第二款',
    '电子投票视为业主真实意思表示，与书面投票具有同等法律效力。电子投票应当采用房地产行政主管部门提供的信息平台进行，并核实业主身份。',
    'd71bf14e6c0b0210fa0014bfc5de8708bc0e2a4934a48857ebc7530ee491bf7d',
  ],
  [
    'qingyuan-17.opinions',
    '第十七条第三款',
    '采用集体讨论或者电子投票等方式的，应当将征求意见情况在物业管理区域公示十五日以上，业主有权查阅相关资料。',
    '57120451e8a665b50f03357ca252f019aaa1c36463d602f66eeb1161be9c16fe',
  ],
] as const;

export const beijingText: LawText = {
  law: '北京市物业管理条例',
  text: '2024-03-29修正',
  from: '2024-03-29',
  to: null,
  note: 'first in force 2020-05-01; the day the 2024 amendment took effect was not seen',
};

/** The other sentences quoted. */
export const beijingBesides = [
  [
    'beijing-35.electronic',
    '第三十五条第三款',
    '业主大会会议可以采用书面形式或者通过互联网方式召开；采用互联网方式表决的，应当通过市住房和城乡建设主管部门建立的电子投票系统进行。',
    'c7ba2df254b0d5365dedf0d4498672bcfe8f18ecea408ba39fdb9cea7fdc913c',
  ],
] as const;

export const weifangText: LawText = {
  law: '潍坊市物业管理条例',
  text: '2022-01-21批准',
  from: '2022-03-01',
  to: null,
};

/** The other sentences quoted. */
export const weifangBesides = [
  [
    'weifang-32',
    '第三十二条',
    '凡书面投票表决的，表决意见由业主本人签字；业主委托其他业主签字的，应当出具书面授权委托书，每一业主接受的委托不得超过三人。采用互联网方式表决的，应当通过市住房和城乡建设主管部门建立的电子投票系统进行。',
    'c7b181b79802ca7dfdcda136f1bcfb73dc4fcbc77a5ebf611f3430f857118f1d',
  ],
] as const;

export const liaochengText: LawText = {
  law: '聊城市物业管理条例',
  text: '2021-01-28批准',
  from: '2021-03-01',
  to: null,
};

/** The other sentences quoted. */
export const liaochengBesides = [
  [
    'liaocheng-16.merge',
    '第十六条第二款',
    '采用互联网形式召开业主大会会议的，应当就业主大会表决事项，同时组织未参加互联网业主大会的业主进行集体讨论或者书面征求意见，表决票数一并计算。',
    '00061afbe72821c4d11f6f2e3cdd8d73e1d45ae735af5e2eaab1b87ec25ae788',
  ],
  [
    'liaocheng-16.silence',
    '第十六条第三款',
    '不参加投票业主的投票权数是否计入已表决的多数票数，由临时管理规约或者管理规约规定。',
    '043e34e4542b8e77928a80ad53d700920d1fc603c93ac51206514856f032396e',
  ],
  [
    'liaocheng-16.delivery',
    '第十六条第一款',
    '采用书面征求意见形式的，应当将征求意见书送交每一位业主，由业主本人或者其委托的代理人实名签署意见；无法送达的，应当在物业服务区域内显著位置公告。',
    '9b86e43786f15ed7dcf0cb5cc7314f3566a0ddffe9fe1611e45dd6701d1eb6fe',
  ],
] as const;

export const zhejiangText: LawText = {
  law: '浙江省物业管理条例',
  text: '2009-11-27修正',
  from: '2009-11-27',
  to: null,
  note: 'old text, kept as an example of counting silence; superseded in its thresholds by 民法典278; a later revision may exist',
};

/** The other sentences quoted. */
export const zhejiangBesides = [
  [
    'zhejiang-2009-10.silence',
    '第十条第二款',
    '逾期不参加投票业主的专有部分建筑面积和人数是否计入已表决的多数专有部分建筑面积和人数，由业主大会议事规则约定。但该已表决的多数专有部分建筑面积和人数应当达到物业管理区域内建筑物总面积的过半数和业主总人数的过半数。',
    '7e197867a8fb13becb7b9de0a9b7bc892adec0f87086fd232c125e98d686a1bc',
  ],
] as const;

export const shanghaiPropertyText: LawText = {
  law: '上海市住宅物业管理规定',
  text: '2020-12-30修正',
  from: '2021-01-01',
  to: null,
  note: 'first in force 2011-04-01; the day of the 2020 amendment is not confirmed by its text',
};

/** The other sentences quoted. */
export const shanghaiPropertyBesides = [
  [
    'shanghai-18.proxy',
    '第十八条第三款',
    '业主可以委托代理人参加业主大会会议，代理人应当持业主书面委托书并依据委托人对所议事项的意见进行投票表决。',
    'a767e3cce363dbce505470559f03af515a3ac9b3d111ea947450f1589f96dab8',
  ],
] as const;

export const shanghaiVillagesText: LawText = {
  law: '上海市实施《村民委员会组织法》办法',
  text: '2020-05-14修正',
  from: '2020-05-14',
  to: null,
};

/** The other sentences quoted. */
export const shanghaiVillagesBesides = [
  [
    'shanghai-village-16',
    '第十六条',
    '村民会议可以授权村民代表会议审议村民委员会的年度工作报告，评议村民委员会成员的工作，撤销或者变更村民委员会不适当的决定，讨论决定除制定、修改村民自治章程、村规民约以外的事项。',
    '463870c1604b40ffaed5c36e41f99a52953e22430e2539777249867848d12b36',
  ],
] as const;

export const chongqingVillagesText: LawText = {
  law: '重庆市实施《村民委员会组织法》办法',
  text: '2013-09-25',
  from: '2013-09-25',
  to: null,
  note: 'date is that of the text; its day in force was not seen',
};

/** The other sentences quoted. */
export const chongqingVillagesBesides = [
  [
    'chongqing-village-10',
    '第十条',
    '经村民会议授权，村民代表会议可以讨论决定本办法第八条第一款第二项规定的村民委员会成员辞职、补选的事项，第三项至第九项规定的事项。',
    'cc08c21a5ce03eb25f294f9dd9c43e8b33e7a9d9d7713c2bc8492031fe450394',
  ],
] as const;
