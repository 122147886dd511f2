import type { LawText } from '../law-text.ts';

// The Civil Code (民法典). Each row: id, article, the words, and the SHA-256 of their UTF-8 bytes.

export const civilCodeText: LawText = {
  law: '民法典',
  text: '2020-05-28',
  from: '2021-01-01',
  to: null,
};

/** Sentences that presets stand on. */
export const civilCodeDeciding = [
  [
    'civil-code-278.quorum',
    '第二百七十八条第二款第一句',
    '业主共同决定事项，应当由专有部分面积占比三分之二以上的业主且人数占比三分之二以上的业主参与表决。',
    '77d0c9ab129dfd0a2abaa1f259017637772319edbd47a906ae0dbf215de39b6c',
  ],
  [
    'civil-code-278.special',
    '第二百七十八条第二款第二句',
    '决定前款第六项至第八项规定的事项，应当经参与表决专有部分面积四分之三以上的业主且参与表决人数四分之三以上的业主同意。',
    '750176f88baae79b1a130bb379c9781462f84cf6444911bd3ac661c9c250bd8a',
  ],
  [
    'civil-code-278.ordinary',
    '第二百七十八条第二款第三句',
    '决定前款其他事项，应当经参与表决专有部分面积过半数的业主且参与表决人数过半数的业主同意。',
    '1b4bdb0fccff2669733fa518cebedc52a20e76c9c2ff1a57b938633870027fa7',
  ],
  [
    'civil-code-279',
    '第二百七十九条第二句',
    '业主将住宅改变为经营性用房的，除遵守法律、法规以及管理规约外，应当经有利害关系的业主一致同意。',
    'ead5b81c9de975d4540da7c49a8f06d39ff40562486375e3dca73813dae17328',
  ],
] as const;

/** The other sentences quoted. */
export const civilCodeBesides = [
  [
    'civil-code-1259',
    '第一千二百五十九条',
    '民法所称的“以上”、“以下”、“以内”、“届满”，包括本数；所称的“不满”、“超过”、“以外”，不包括本数。',
    '5ba4715f78d63f470368d0888187efb74bd5598ec36d950a4f422316206d883e',
  ],
  [
    'civil-code-278.matters',
    '第二百七十八条第一款',
    '下列事项由业主共同决定：\n（一）制定和修改业主大会议事规则；\n（二）制定和修改管理规约；\n（三）选举业主委员会或者更换业主委员会成员；\n（四）选聘和解聘物业服务企业或者其他管理人；\n（五）使用建筑物及其附属设施的维修资金；\n（六）筹集建筑物及其附属设施的维修资金；\n（七）改建、重建建筑物及其附属设施；\n（八）改变共有部分的用途或者利用共有部分从事经营活动；\n（九）有关共有和共同管理权利的其他重大事项。',
    'ef0bb7c91f1f90d11659c4e7811bab3d952c739f9114ae29655e111165bdb16c',
  ],
  [
    'civil-code-280.binding',
    '第二百八十条第一款',
    '业主大会或者业主委员会的决定，对业主具有法律约束力。',
    '3aab409fcba75594d6e83319e39ceb7824164cf43af0e3281195e87f01bd24f9',
  ],
  [
    'civil-code-280.annulment',
    '第二百八十条第二款',
    '业主大会或者业主委员会作出的决定侵害业主合法权益的，受侵害的业主可以请求人民法院予以撤销。',
    'add2a2d5f8030dd8b229acdf75842381135dab2760d340051d81034d647bdbf4',
  ],
  [
    'civil-code-201',
    '第二百零一条第一款',
    '按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。',
    'f2695218bc109bdc30a5b4886264a03dddad24ddd5b982fe0112218b709ee464',
  ],
  [
    'civil-code-203',
    '第二百零三条第一款',
    '期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。',
    '083431dfc361fb4814b1062ba04769d6f72522a3fb175b67fa083604e47030bf',
  ],
] as const;
