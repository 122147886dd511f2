import type { Body, Threshold, ThresholdBase } from '../statutes/threshold.ts';
import type { Language, Words } from './language.ts';

/** What a threshold is for, as it is told. */
export type ToldThresholdRole = 'quorum' | 'passing' | 'request' | 'composition';

const digits = '零一二三四五六七八九';

/** A number below a hundred in Chinese signs. */
function numeral(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`;
  return `${ten}${ones === 0 && tens > 0 ? '' : digits[ones]}`;
}

function share({ num, den, strict }: Threshold): string {
  if (num === den) return '百分之百以上';
  if (num * 2 === den) return strict ? '过半数' : '半数以上';
  const fraction = den < 100 ? `${numeral(den)}分之${numeral(num)}` : `${num}/${den}`;
  return strict ? `超过${fraction}` : `${fraction}以上`;
}

const bodies = {
  adults: { 'zh-CN': '十八周岁以上的人', en: 'adults' },
  households: { 'zh-CN': '户的代表', en: 'households' },
  voters: { 'zh-CN': '选民', en: 'voters' },
  representatives: { 'zh-CN': '代表', en: 'representatives' },
  members: { 'zh-CN': '组成人员', en: 'members' },
  'group-representatives': { 'zh-CN': '小组选举的代表', en: 'representatives of the groups' },
  groups: { 'zh-CN': '小组', en: 'groups' },
} as const satisfies Record<Body, Words>;

/** Who took part, before 专有部分面积 or 人员. */
const took = {
  register: { 'zh-CN': '', en: 'all' },
  participating: { 'zh-CN': '参与表决', en: 'those taking part' },
  present: { 'zh-CN': '到会', en: 'those present' },
  cast: { 'zh-CN': '参加投票', en: 'those who cast a ballot' },
} as const satisfies Record<ThresholdBase, Words>;

const verbs = {
  quorum: { 'zh-CN': '参加', en: 'take part' },
  passing: { 'zh-CN': '同意', en: 'agree' },
  request: { 'zh-CN': '提议', en: 'ask for it' },
  composition: { 'zh-CN': '', en: 'make it up' },
} as const satisfies Record<ToldThresholdRole, Words>;

const leads = {
  quorum: '应当有',
  passing: '应当经',
  request: '有',
  composition: '应当占',
} as const;

function chinese(threshold: Threshold, role: ToldThresholdRole): string {
  const { of, track, num, den } = threshold;
  const who =
    threshold.bodies === undefined
      ? undefined
      : threshold.bodies.map((body) => bodies[body]['zh-CN']).join('或者');
  const body =
    who ?? (of === 'present' || of === 'cast' ? `${took[of]['zh-CN']}的人员` : undefined);
  const lead = leads[role];
  const verb = verbs[role]['zh-CN'];
  if (role === 'composition') return `${lead}${body ?? '业主'}的${share(threshold)}`;
  if (num === den && role === 'passing' && track === 'heads') {
    const all =
      of === 'register' ? `全体${body ?? '业主'}` : (body ?? `${took[of]['zh-CN']}的业主`);
    return `${lead}${all}一致同意`;
  }
  if (body !== undefined && track === 'heads') return `${lead}${share(threshold)}的${body}${verb}`;
  const counted = track === 'area' ? '专有部分面积' : '人数';
  const rate = of === 'register' ? '占比' : '';
  return `${lead}${took[of]['zh-CN']}${counted}${rate}${share(threshold)}的业主${role === 'quorum' ? '参与表决' : verb}`;
}

function english(threshold: Threshold, role: ToldThresholdRole): string {
  const { of, track, num, den, strict } = threshold;
  const counted = track === 'area' ? 'by area' : 'by heads';
  const all = threshold.bodies?.map((body) => bodies[body].en).join(' or ');
  const who = all === undefined ? took[of].en : `all ${all}`;
  const verb = verbs[role].en;
  if (num === den) return `${who} must ${verb}, ${counted}`;
  const least = strict ? 'more than' : 'at least';
  const part = num * 2 === den ? 'half' : `${num}/${den}`;
  return `${least} ${part} of ${who} must ${verb}, ${counted}`;
}

/** A threshold in words (比例): in Chinese as a statute would put it, so that `readSentence` reads the same threshold from it. */
export function tellThreshold(
  threshold: Threshold,
  role: ToldThresholdRole,
  language: Language,
): string {
  return language === 'zh-CN' ? chinese(threshold, role) : english(threshold, role);
}
