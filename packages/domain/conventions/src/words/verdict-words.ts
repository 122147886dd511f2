import type { VerdictStatus } from '../ballots/judge-tracks.ts';
import type { Track, VerdictWarning } from '../ballots/outcome.ts';
import type { Citation } from '../statutes/sentence.ts';
import type { TrackName } from '../statutes/threshold.ts';
import { cited, type Language, type Words } from './language.ts';

/** What is needed to tell a verdict: the verdict itself, or the parts of it that were recorded with `citationsOf` their statutes. */
export interface ToldVerdict {
  readonly status: VerdictStatus;
  readonly tracks: readonly Track[];
  readonly citations: readonly Citation[];
  /** Told where they are given. */
  readonly warnings?: readonly VerdictWarning[];
}

/** How a vote stands or ended. */
export const verdictStatuses: Readonly<Record<VerdictStatus, Words>> = {
  passed: { 'zh-CN': '表决通过', en: 'Passed' },
  failed: { 'zh-CN': '表决未通过', en: 'Not passed' },
  open: { 'zh-CN': '结果未定', en: 'Still open' },
};

/** What is counted. */
export const trackNames: Readonly<Record<TrackName, Words>> = {
  area: { 'zh-CN': '专有部分面积', en: 'Area' },
  heads: { 'zh-CN': '人数', en: 'Heads' },
};

const warnings = {
  'conventions/silence-counted': {
    'zh-CN':
      '警示：按照管理规约，未参与表决的业主计入多数意见。民法典第二百七十八条以“参与表决”计算，此种计算方式的效力存有疑问。',
    en: 'Warning: owners who said nothing were counted with the majority, as the bylaws say. Civil Code 278 counts who takes part; whether this holds is in doubt.',
  },
  'conventions/within-rounding': {
    'zh-CN': '警示：在面积登记的四舍五入误差之内，结论可能不同；请核对登记面积。',
    en: 'Warning: within the rounding of the registered areas the verdict could be the other one. Check the areas.',
  },
} as const satisfies Record<VerdictWarning, Words>;

/** Hundredths of a square metre as a decimal text; heads as they are. */
export function weightText(value: number, name: TrackName, language: Language): string {
  if (name === 'heads') return language === 'zh-CN' ? `${value} 人` : String(value);
  const text = `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
  return language === 'zh-CN' ? `${text} 平方米` : `${text} m²`;
}

function track(one: Track, language: Language): string {
  const say = (value: number): string => weightText(value, one.name, language);
  const chinese = language === 'zh-CN';
  const short = [
    [one.quorumShortBy, chinese ? '距法定参加数还差' : 'short of the quorum by'],
    [one.passingShortBy, chinese ? '距法定同意数还差' : 'short of passing by'],
  ] as const;
  const missing = short
    .filter(([by]) => by > 0)
    .map(([by, words]) => (chinese ? `，${words} ${say(by)}` : `, ${words} ${say(by)}`))
    .join('');
  return chinese
    ? `${trackNames[one.name][language]}：应有 ${say(one.base)}，参加 ${say(one.participated)}，同意 ${say(one.for)}${missing}。`
    : `${trackNames[one.name][language]}: ${say(one.participated)} of ${say(one.base)} took part, ${say(one.for)} in favour${missing}.`;
}

/** A verdict in words (表决结论): how it ended, each track with what it is short by, and the sentences of law behind it, a line each. */
export function tellVerdict(verdict: ToldVerdict, language: Language): string {
  const unanimous =
    verdict.status === 'passed' && verdict.tracks.every((one) => one.for === one.participated);
  const stop = language === 'zh-CN' ? '。' : '.';
  const unison = language === 'zh-CN' ? '（一致同意）' : ', unanimously';
  return [
    `${verdictStatuses[verdict.status][language]}${unanimous ? unison : ''}${stop}`,
    ...verdict.tracks.map((one) => track(one, language)),
    ...(verdict.warnings ?? []).map((code) => warnings[code][language]),
    ...verdict.citations.map((one) => cited(one, language)),
  ].join('\n');
}
