import type { ConventionErrorCode } from '../error-code.ts';
import { statute } from '../statutes/statute.ts';
import { ballotRefusals } from './ballot-refusals.ts';
import { cited, type Language, type Words } from './language.ts';

/** The part of a `DomainError` of this package that people are told. */
export interface Refusal {
  readonly code: ConventionErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Why something was refused or did not count, by code. */
export const refusals: Readonly<Record<ConventionErrorCode, Words>> = {
  ...ballotRefusals,
  'conventions/unknown-rule': {
    'zh-CN': '没有这条表决规则，或者该规则不适用于此事项。',
    en: 'There is no such rule, or it does not know this matter.',
  },
  'conventions/not-in-force': {
    'zh-CN': '该规则在这一天没有施行。',
    en: 'The rule was not in force on that day.',
  },
  'conventions/not-competent': {
    'zh-CN': '该会议无权决定此事项。',
    en: 'This body may not decide this matter.',
  },
  'conventions/invalid-day': {
    'zh-CN': '日期应写作“年-月-日”，且实际存在。',
    en: 'A day is written YYYY-MM-DD and must exist.',
  },
  'conventions/wrong-register': {
    'zh-CN': '名册与表决规则不符。',
    en: 'The register does not fit the rule.',
  },
  'conventions/invalid-register': {
    'zh-CN': '名册有误，无法计票。',
    en: 'The register is faulty: nothing can be counted on it.',
  },
  'conventions/invalid-count': {
    'zh-CN': '到会人数与票数不符。',
    en: 'The number present and the ballots do not agree.',
  },
  'conventions/wrong-hash': {
    'zh-CN': '条款文字与其校验值不符。',
    en: 'The words are not those that the hash was taken of.',
  },
  'conventions/unreadable-bylaw': {
    'zh-CN': '无法从该条款读出明确的表决要求。',
    en: 'No clear demand can be read from this clause.',
  },
  'conventions/bylaw-mismatch': {
    'zh-CN': '所填数据与条款文字不符。',
    en: 'The clause does not say what was entered beside it.',
  },
  'conventions/against-law': {
    'zh-CN': '自订规则低于法律要求，或者法律不允许另行约定。',
    en: 'A rule of one’s own may not grant less than the law, nor differ where the law leaves no room.',
  },
  'conventions/unknown-overlay': {
    'zh-CN': '没有这一地方规定，或者它不适用于此类表决。',
    en: 'There is no such local rule, or it is not about this kind of vote.',
  },
  'conventions/overlays-contradict': {
    'zh-CN': '所选地方规定不属于同一地方，或者不能同时遵守。',
    en: 'These local rules are of different places, or cannot be kept at once.',
  },
  'conventions/already-proposed': {
    'zh-CN': '该公约已经立题。',
    en: 'This convention has its topic already.',
  },
  'conventions/not-proposed': {
    'zh-CN': '尚未提出话题。',
    en: 'No topic has been proposed yet.',
  },
  'conventions/not-gathering': {
    'zh-CN': '意见征集已经结束。',
    en: 'Suggestions are no longer gathered.',
  },
  'conventions/not-selected': {
    'zh-CN': '尚未说明意见采纳情况，不能起草。',
    en: 'Say first which suggestions were kept; then draft.',
  },
  'conventions/not-drafted': {
    'zh-CN': '没有草案，不能表决。',
    en: 'There is no draft to vote on.',
  },
  'conventions/not-voting': { 'zh-CN': '当前没有进行中的表决。', en: 'No vote is open.' },
  'conventions/not-passed': {
    'zh-CN': '未经表决通过，不能公示。',
    en: 'What has not been passed cannot be published.',
  },
  'conventions/not-published': {
    'zh-CN': '尚未公示，不能备案。',
    en: 'What has not been published cannot be filed.',
  },
  'conventions/vote-begun': {
    'zh-CN': '表决已经开始或者已经结束，不能再改。',
    en: 'The vote has begun or is over: nothing more can be changed.',
  },
  'conventions/invalid-text': { 'zh-CN': '文字不能为空。', en: 'The text is empty or broken.' },
  'conventions/suggestion-taken': {
    'zh-CN': '该意见编号已被使用。',
    en: 'Another suggestion has this number.',
  },
  'conventions/unknown-suggestion': {
    'zh-CN': '没有这条意见，或者这条意见未被采纳。',
    en: 'There is no such suggestion, or it was not kept.',
  },
  'conventions/suggestion-twice': {
    'zh-CN': '同一条意见列了两次。',
    en: 'A suggestion is listed twice.',
  },
  'conventions/suggestion-undecided': {
    'zh-CN': '还有意见没有说明是否采纳。',
    en: 'Some suggestions are neither kept nor dropped.',
  },
  'conventions/invalid-deliberation': {
    'zh-CN': '协商记录的桌数、轮数或者人数有误。',
    en: 'Tables, rounds or participants of the talk cannot be right.',
  },
  'conventions/invalid-clauses': {
    'zh-CN': '草案至少有一条，每条有编号和内容，编号不重复。',
    en: 'A draft has clauses, each with its own id and a text.',
  },
  'conventions/not-authorised': {
    'zh-CN': '居民会议尚未授权居民代表会议作此决定。',
    en: 'The residents’ meeting has not authorised its representatives to decide this.',
  },
  'conventions/superseded-day': {
    'zh-CN': '不能适用表决之日以前的法律文本。',
    en: 'A vote does not go by the law of an earlier day.',
  },
  'conventions/not-on-register': {
    'zh-CN': '投票人不在名册上，或者不是该专有部分的业主。',
    en: 'The voter is not on the register, or not the owner of that unit.',
  },
  'conventions/window-over': {
    'zh-CN': '投票时间已过。',
    en: 'The time for voting is over.',
  },
  'conventions/window-open': {
    'zh-CN': '投票时间未到，不能计票。',
    en: 'Voting goes on: it cannot be counted yet.',
  },
  'conventions/publication-too-short': {
    'zh-CN': '公示不得少于十五日。',
    en: 'It is shown for fifteen days at least.',
  },
  'conventions/wrong-office': {
    'zh-CN': '备案机关不符合规定。',
    en: 'It is filed with another office.',
  },
  'conventions/invalid-election': {
    'zh-CN': '缺少候选人或者选票。',
    en: 'Candidates or ballots are missing.',
  },
  'conventions/invalid-candidates': {
    'zh-CN': '候选人名单为空、过长或者有重复。',
    en: 'The list of candidates is empty, too long, or names somebody twice.',
  },
  'conventions/invalid-option': {
    'zh-CN': '计票选项的取值有误。',
    en: 'An option of the count has a value that it cannot have.',
  },
  'conventions/lot-mismatch': {
    'zh-CN': '抽签记录与该轮平票的候选人不符。',
    en: 'The lot was drawn among others than those who tie in that round.',
  },
  'conventions/too-many-ties': {
    'zh-CN': '平票情形过多，无法逐一推算；请先确定候选人次序或者抽签。',
    en: 'Too many ties to follow every way: settle an order or draw lots first.',
  },
  'conventions/invalid-lot': {
    'zh-CN': '无法抽签：没有平票的候选人，或者缺少足够长的种子。',
    en: 'No lot can be drawn: nobody ties, or seeds are missing or too short.',
  },
  'conventions/seed-mismatch': {
    'zh-CN': '公开的种子与事先承诺的不一致。',
    en: 'A revealed seed is not the one that was committed to.',
  },
};

/** Why something was refused, in words (拒绝的理由); with the sentence of law where `details.statute` names one. */
export function tellRefusal({ code, details }: Refusal, language: Language): string {
  const { statute: id } = details;
  const sentence = typeof id === 'string' ? statute(id) : undefined;
  const words = refusals[code][language];
  return sentence === undefined ? words : `${words}\n${cited(sentence, language)}`;
}
