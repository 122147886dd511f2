import type { LawText } from '../law-text.ts';

// The Supreme People’s Court on owners of divided buildings (建筑物区分所有权司法解释). Each row: id, article, the words, and the SHA-256 of their UTF-8 bytes.

export const supremeCourtText: LawText = {
  law: '最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释',
  text: '2020-12-23修正',
  from: '2021-01-01',
  to: null,
  note: 'the day from which the 2020 amendment holds is not confirmed by its text',
};

/** The other sentences quoted. */
export const supremeCourtBesides = [
  [
    'spc-2020-8',
    '第八条',
    '民法典第二百七十八条第二款和第二百八十三条规定的专有部分面积可以按照不动产登记簿记载的面积计算；尚未进行物权登记的，暂按测绘机构的实测面积计算；尚未进行实测的，暂按房屋买卖合同记载的面积计算。',
    '799fcd148a374deb78647a4a44a450ee38f01313cfe7ffd116ec89ae2c69e347',
  ],
  [
    'spc-2020-9',
    '第九条',
    '民法典第二百七十八条第二款规定的业主人数可以按照专有部分的数量计算，一个专有部分按一人计算。但建设单位尚未出售和虽已出售但尚未交付的部分，以及同一买受人拥有一个以上专有部分的，按一人计算。',
    'e228c4b701a58f33dfd67c13711a996e725c96db5ef87a19bf5a6143f70591c5',
  ],
  [
    'spc-2020-7',
    '第七条',
    '处分共有部分，以及业主大会依法决定或者管理规约依法确定应由业主共同决定的事项，应当认定为民法典第二百七十八条第一款第（九）项规定的有关共有和共同管理权利的“其他重大事项”。',
    '2a427abf9337450412fa2f298322ff135bb6ab34df8f8a75cf1a9fc830c79317',
  ],
  [
    'spc-2020-10',
    '第十条第二款',
    '将住宅改变为经营性用房的业主以多数有利害关系的业主同意其行为进行抗辩的，人民法院不予支持。',
    'c63aad5488597f99c919cf10d2b1b9a610c5108c22d8af1337ce3e5ebe368775',
  ],
  [
    'spc-2020-11',
    '第十一条',
    '本栋建筑物内的其他业主，应当认定为民法典第二百七十九条所称“有利害关系的业主”。建筑区划内，本栋建筑物之外的业主，主张与自己有利害关系的，应证明其房屋价值、生活质量受到或者可能受到不利影响。',
    '861c4c80a63cd675e544859a57ed3b34ef075f40971a21daf5bd0e3c6acf4892',
  ],
  [
    'spc-2020-12',
    '第十二条',
    '应当在知道或者应当知道业主大会或者业主委员会作出决定之日起一年内行使。',
    '0a4e83124b14e41cc3570aacc8cf3c4912a7b87c18916c34addc28a53bfd6def',
  ],
] as const;
