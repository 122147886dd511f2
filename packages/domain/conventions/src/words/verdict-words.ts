import type { VerdictStatus } from '../ballots/judge-tracks.ts';
import type { Track } from '../ballots/verdict.ts';
import type { Citation } from '../statutes/sentence.ts';
import type { TrackName } from '../statutes/threshold.ts';
import { cited, type Language, type Words } from './language.ts';

/** What is needed to tell a verdict: the verdict itself, or the parts of it that were recorded with `citationsOf` their statutes. */
export interface ToldVerdict {
  readonly status: VerdictStatus;
  readonly tracks: readonly Track[];
  readonly citations: readonly Citation[];
}

const statuses = {
  passed: { 'zh-CN': '表决通过', en: 'Passed' },
  failed: { 'zh-CN': '表决未通过', en: 'Not passed' },
  open: { 'zh-CN': '结果未定', en: 'Still open' },
} as const satisfies Record<VerdictStatus, Words>;

const names = {
  area: { 'zh-CN': '专有部分面积', en: 'Area' },
  heads: { 'zh-CN': '人数', en: 'Heads' },
} as const satisfies Record<TrackName, Words>;

/** Hundredths of a square metre as a decimal text; heads as they are. */
function weight(value: number, name: TrackName, language: Language): string {
  if (name === 'heads') return language === 'zh-CN' ? `${value} 人` : String(value);
  const text = `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
  return language === 'zh-CN' ? `${text} 平方米` : `${text} m²`;
}

function track(one: Track, language: Language): string {
  const say = (value: number): string => weight(value, one.name, language);
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
    ? `${names[one.name][language]}：应有 ${say(one.base)}，参加 ${say(one.participated)}，同意 ${say(one.for)}${missing}。`
    : `${names[one.name][language]}: ${say(one.participated)} of ${say(one.base)} took part, ${say(one.for)} in favour${missing}.`;
}

/** A verdict in words (表决结论): how it ended, each track with what it is short by, and the sentences of law behind it, a line each. */
export function tellVerdict(verdict: ToldVerdict, language: Language): string {
  const unanimous =
    verdict.status === 'passed' && verdict.tracks.every((one) => one.for === one.participated);
  const stop = language === 'zh-CN' ? '。' : '.';
  const unison = language === 'zh-CN' ? '（一致同意）' : ', unanimously';
  return [
    `${statuses[verdict.status][language]}${unanimous ? unison : ''}${stop}`,
    ...verdict.tracks.map((one) => track(one, language)),
    ...verdict.citations.map((one) => cited(one, language)),
  ].join('\n');
}
