import type { LawText } from '../law-text.ts';

// The organic law of villagers’ committees (村民委员会组织法), as amended in 2025 and before. Each row: id, article, the words, and the SHA-256 of their UTF-8 bytes.

export const villagers2026Text: LawText = {
  law: '村民委员会组织法',
  text: '2025-10-28第二次修正',
  from: '2026-01-01',
  to: null,
  note: 'the amending decision fixes the date (secondary sources); the text keeps its old last article 本法自公布之日起施行',
};

/** Sentences that presets stand on. */
export const villagers2026Deciding = [
  [
    'villagers-2026-18',
    '第十八条第二款',
    '选举村民委员会，有登记参加选举的村民过半数投票，选举有效；候选人获得参加投票的村民过半数的选票，始得当选。',
    '389a98d97aded4713d595d265eb44055b30018232404a1647ee94211d42951ef',
  ],
  [
    'villagers-2026-19',
    '第十九条',
    '本村五分之一以上有选举权的村民或者三分之一以上的村民代表联名，可以提出罢免村民委员会成员的要求',
    '6bfda8b48c2f3836a51f9db3f60be978e8bacb0269a354c5583aa6cae4e96c08',
  ],
  [
    'villagers-2026-19.recall',
    '第十九条第二款',
    '罢免村民委员会成员，须有登记参加选举的村民过半数投票，并须经投票的村民过半数通过。',
    '3544e458b4a1a87ab8cfdd1fcb73c5baeaebcc76b3e87cef74058262a14a6a7a',
  ],
  [
    'villagers-2026-25',
    '第二十五条第二款',
    '有十分之一以上的村民或者三分之一以上的村民代表提议，应当召集村民会议。召集村民会议，应当提前十日通知村民；遇有特殊情况的，可以临时通知村民。',
    '6b485a96b5abb735e780ffb459b1225c4479146142406677866d2e9ffdef4539',
  ],
  [
    'villagers-2026-26',
    '第二十六条第一款',
    '召开村民会议，应当有本村十八周岁以上村民的过半数，或者本村三分之二以上的户的代表参加，村民会议所作决定应当经到会人员的过半数通过。',
    '5dcf7f238e4e4dce31b61314a91d07d4fa22c2edbce19e549414f6a527a39fb3',
  ],
  [
    'villagers-2026-29',
    '第二十九条第一款',
    '村民代表应当占村民代表会议组成人员的五分之四以上，妇女村民代表应当占村民代表会议组成人员的三分之一以上。',
    'cec0dedfb17a19bce5aa246aa1be73e2bdb1ff451af41afb4ec12cc4296f3ad8',
  ],
  [
    'villagers-2026-30',
    '第三十条',
    '村民代表会议由村民委员会召集。村民代表会议每季度召开一次。有五分之一以上的村民代表提议，应当召集村民代表会议。\n村民代表会议有三分之二以上的组成人员参加方可召开，所作决定应当经到会人员的过半数同意。',
    'c9a63b55407b6bdde3c659a697486798d785df85b5c28c89cb5666ed0ded464f',
  ],
  [
    'villagers-2026-31',
    '第三十一条第一款',
    '村民会议可以制定和修改村民自治章程、村规民约，并报乡、民族乡、镇的人民政府备案。',
    '0faade24b8e97e5be09e5e237476d37872dc00a8d89abf2d9f4c9b626aa0b308',
  ],
  [
    'villagers-2026-32',
    '第三十二条第二款',
    '召开村民小组会议，应当有本村民小组十八周岁以上的村民三分之二以上，或者本村民小组三分之二以上的户的代表参加，所作决定应当经到会人员的过半数同意。',
    '5b3890b7d5432cdb21fcf1dc7d84beb4d91cb8c6b7ee028ef30997b3363dd3b3',
  ],
] as const;

/** The other sentences quoted. */
export const villagers2026Besides = [
  [
    'villagers-2026-18.proxy',
    '第十八条第四款',
    '登记参加选举的村民，选举期间外出不能参加投票的，可以书面委托本村有选举权的近亲属或者其他村民代为投票。每一村民接受委托不得超过三人。候选人不得接受委托投票。',
    '0cb76c73bd1c05a052915416afd6c08c52940e1832f1642bbd345f6e620e856e',
  ],
  [
    'villagers-2026-35',
    '第三十五条第四款',
    '公布的期限不得少于十五日。',
    '4be249af831a4c72d164fa9fad1d81ff160bb73add3ba1a06cdd44308a89eb42',
  ],
] as const;

export const villagers2018Text: LawText = {
  law: '村民委员会组织法',
  text: '2018-12-29第一次修正',
  from: '2018-12-29',
  to: '2025-12-31',
};

/** Sentences that presets stand on. */
export const villagers2018Deciding = [
  [
    'villagers-2018-21',
    '第二十一条第二款',
    '有十分之一以上的村民或者三分之一以上的村民代表提议，应当召集村民会议。召集村民会议，应当提前十天通知村民。',
    'd362757441ed8c9df763ebc693424f91af3cd7533b59150b5640975bd6eee16c',
  ],
  [
    'villagers-2018-22',
    '第二十二条第一款',
    '召开村民会议，应当有本村十八周岁以上村民的过半数，或者本村三分之二以上的户的代表参加，村民会议所作决定应当经到会人员的过半数通过。',
    '5dcf7f238e4e4dce31b61314a91d07d4fa22c2edbce19e549414f6a527a39fb3',
  ],
  [
    'villagers-2018-26',
    '第二十六条第二款',
    '村民代表会议有三分之二以上的组成人员参加方可召开，所作决定应当经到会人员的过半数同意。',
    '6a23256d63a26f9622333ccdd56ec735c623ca24933fcbd5d27e8abea4085c2e',
  ],
  [
    'villagers-2018-27',
    '第二十七条第一款',
    '村民会议可以制定和修改村民自治章程、村规民约，并报乡、民族乡、镇的人民政府备案。',
    '0faade24b8e97e5be09e5e237476d37872dc00a8d89abf2d9f4c9b626aa0b308',
  ],
  [
    'villagers-2018-28',
    '第二十八条第一款',
    '召开村民小组会议，应当有本村民小组十八周岁以上的村民三分之二以上，或者本村民小组三分之二以上的户的代表参加，所作决定应当经到会人员的过半数同意。',
    '5b3890b7d5432cdb21fcf1dc7d84beb4d91cb8c6b7ee028ef30997b3363dd3b3',
  ],
  [
    'villagers-2018-15',
    '第十五条第二款',
    '选举村民委员会，有登记参加选举的村民过半数投票，选举有效；候选人获得参加投票的村民过半数的选票，始得当选。',
    '389a98d97aded4713d595d265eb44055b30018232404a1647ee94211d42951ef',
  ],
] as const;
