import type { Bilingual } from './bilingual.ts';

/** Why a suggestion was not kept: the codes of `@civigrid/conventions`. */
export type DogDropReason =
  | 'duplicate'
  | 'off-topic'
  | 'unlawful'
  | 'impracticable'
  | 'no-agreement'
  | 'passed-on';

/** The words of a suggestion; where it was not kept, why. */
export interface DogWords extends Bilingual {
  readonly origin: 'online' | 'offline';
  readonly dropped?: { readonly reason: DogDropReason; readonly why: Bilingual };
}

const why = (reason: DogDropReason, zh: string, en: string): Pick<DogWords, 'dropped'> => ({
  dropped: { reason, why: { zh, en } },
});

/** Twenty suggestions (意见建议): twelve were kept. */
export const dogWords: readonly DogWords[] = [
  {
    origin: 'online',
    zh: '遛狗必须牵绳，绳子不超过一米五。',
    en: 'Dogs on a leash of at most 1.5 metres.',
  },
  {
    origin: 'online',
    zh: '狗粪要随手清理，楼下放拾便袋。',
    en: 'Pick up after the dog; put bags downstairs.',
  },
  {
    origin: 'online',
    zh: '坐电梯要抱起来或戴嘴套，早晚高峰避让老人小孩。',
    en: 'In the lift carry or muzzle the dog, and give way at rush hours.',
  },
  {
    origin: 'online',
    zh: '小区里一律禁止养狗。',
    en: 'Forbid dogs altogether.',
    ...why(
      'unlawful',
      '侵犯居民合法的财产权利，与养犬条例抵触。',
      'It would take lawful property from residents and go against the dog regulations.',
    ),
  },
  { origin: 'online', zh: '养狗要登记办证、打疫苗。', en: 'Register and vaccinate every dog.' },
  {
    origin: 'online',
    zh: '晚上十点以后狗叫要主人管好。',
    en: 'Owners keep dogs quiet after ten at night.',
  },
  {
    origin: 'online',
    zh: '不牵绳的每次罚款两百元。',
    en: 'Fine 200 yuan whenever a dog runs free.',
    ...why('unlawful', '居民公约不能设定罚款。', 'A residents’ convention cannot impose fines.'),
  },
  { origin: 'online', zh: '儿童游乐区不要让狗进去。', en: 'Keep dogs out of the playground.' },
  {
    origin: 'online',
    zh: '遛狗一定要拴绳子。',
    en: 'Always tie the dog up on a walk.',
    ...why('duplicate', '与第一条意见相同。', 'The first suggestion says the same.'),
  },
  {
    origin: 'online',
    zh: '划一块宠物活动区，别和孩子抢草坪。',
    en: 'Give pets an area of their own.',
  },
  {
    origin: 'online',
    zh: '地下车库应该多装几盏灯。',
    en: 'More lamps in the underground garage.',
    ...why('off-topic', '与养犬无关，已转物业。', 'It is not about dogs.'),
  },
  {
    origin: 'online',
    zh: '大型犬、烈性犬不能养在楼里。',
    en: 'No large or fierce dogs in the buildings.',
  },
  {
    origin: 'offline',
    zh: '咬了人主人要马上送医、承担费用。',
    en: 'Whose dog bites takes the person to hospital and pays.',
  },
  {
    origin: 'offline',
    zh: '成立文明养犬劝导队，志愿者轮流巡查。',
    en: 'A volunteer team that reminds owners.',
  },
  {
    origin: 'offline',
    zh: '给每只狗植入带定位的芯片，物业实时监控。',
    en: 'A tracking chip in every dog, watched by the property manager.',
    ...why(
      'impracticable',
      '费用高，也没有必要实时跟踪。',
      'Costly, and nobody needs to follow dogs all day.',
    ),
  },
  {
    origin: 'offline',
    zh: '不许遗弃，流浪狗请街道联系收容。',
    en: 'No dog is abandoned; the street finds shelter for strays.',
  },
  {
    origin: 'offline',
    zh: '遛狗时间只能是早六点到七点、晚九点到十点。',
    en: 'Walks only from six to seven and from nine to ten.',
    ...why(
      'no-agreement',
      '上夜班的居民有不同意见，未形成共识。',
      'Residents who work at night disagreed.',
    ),
  },
  {
    origin: 'offline',
    zh: '有纠纷先找楼长和调解员，不要吵架。',
    en: 'In a quarrel go to the building leader and the mediator first.',
  },
  {
    origin: 'offline',
    zh: '请派出所把违规养犬名单贴在公告栏。',
    en: 'Post a list of offenders on the notice board.',
    ...why(
      'unlawful',
      '公开个人信息没有法律依据。',
      'There is no legal basis for publishing personal data.',
    ),
  },
  {
    origin: 'offline',
    zh: '马路对面的宠物店晚上太吵，请管一管。',
    en: 'The pet shop across the road is too loud at night.',
    ...why(
      'passed-on',
      '不属本社区，已转城管办理。',
      'It lies outside the community and was passed on to urban management.',
    ),
  },
];

/** The twelve clauses of the draft (初稿); each answers one kept suggestion, in order. */
export const dogClauses: readonly Bilingual[] = [
  {
    zh: '携犬外出应当由成年人牵引，犬绳长度不超过一点五米。',
    en: 'Outdoors an adult leads the dog on a leash of at most 1.5 metres.',
  },
  {
    zh: '犬只在公共区域排便，养犬人应当即时清理；社区在楼栋口设置拾便袋。',
    en: 'Owners clean up at once; the community provides bags at the entrances.',
  },
  {
    zh: '携犬乘坐电梯应当怀抱或者为犬只戴嘴套，并主动避让老年人、孕妇和儿童。',
    en: 'In lifts dogs are carried or muzzled, and owners give way to the old, the pregnant and children.',
  },
  {
    zh: '养犬人应当依法办理养犬登记并按期免疫。',
    en: 'Owners register their dogs and have them vaccinated as the law says.',
  },
  {
    zh: '每日二十二时至次日六时，养犬人应当防止犬吠影响他人休息。',
    en: 'From 22:00 to 06:00 owners keep barking from disturbing others.',
  },
  {
    zh: '犬只不进入儿童游乐区、健身区和社区服务场所，导盲犬等工作犬除外。',
    en: 'Dogs stay out of playgrounds, exercise grounds and service rooms; guide dogs are welcome.',
  },
  {
    zh: '社区划定宠物活动区，由使用人共同维护整洁。',
    en: 'The community marks out an area for pets; those who use it keep it clean.',
  },
  {
    zh: '居民自觉不在楼栋内饲养大型犬、烈性犬。',
    en: 'Residents do not keep large or fierce dogs in the buildings.',
  },
  {
    zh: '犬只伤人的，养犬人应当立即将伤者送医并依法承担责任。',
    en: 'If a dog hurts somebody, its owner brings them to hospital at once and answers for it by law.',
  },
  {
    zh: '设立文明养犬劝导队，由志愿者轮流提醒劝导，不收取任何费用。',
    en: 'Volunteers take turns to remind owners; nothing is charged.',
  },
  {
    zh: '不遗弃、不虐待犬只；发现流浪犬及时告知社区，由街道联系收容。',
    en: 'Nobody abandons or torments dogs; strays are reported and the street finds shelter.',
  },
  {
    zh: '因养犬发生纠纷，先由楼长、人民调解员调解；调解不成的，依法解决。',
    en: 'Disputes go to the building leader and the mediator first; what cannot be mediated is settled by law.',
  },
];
