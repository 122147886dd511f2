import type { BallotErrorCode } from '../error-code.ts';
import type { Words } from './language.ts';

/** Why a ballot did not count, or a step of a vote was refused, by code. */
export const ballotRefusals: Readonly<Record<BallotErrorCode, Words>> = {
  'conventions/unknown-unit': {
    'zh-CN': '名册上没有这个专有部分。',
    en: 'The register has no such unit.',
  },
  'conventions/unknown-choice': {
    'zh-CN': '只能选择同意、反对或者弃权。',
    en: 'A ballot is for, against, or abstains.',
  },
  'conventions/wrong-channel': {
    'zh-CN': '本次表决不采用这种投票方式。',
    en: 'Ballots do not come in this way in this vote.',
  },
  'conventions/unknown-ballot': {
    'zh-CN': '没有这个票号的选票。',
    en: 'No ballot has this number.',
  },
  'conventions/ballot-reused': {
    'zh-CN': '票号重复：同一票号有不同的选票，均不计入。',
    en: 'Two ballots have one number: neither counts.',
  },
  'conventions/window-not-open': {
    'zh-CN': '投票尚未开始。',
    en: 'Voting has not begun.',
  },
  'conventions/vote-over': {
    'zh-CN': '选票已经公示或者已经计票，不再接受投票。',
    en: 'The ballots are shown or counted: nothing is cast any more.',
  },
  'conventions/area-mismatch': {
    'zh-CN': '选票所写面积与名册登记面积不符。',
    en: 'The area on the ballot is not that of the register.',
  },
  'conventions/against-instruction': {
    'zh-CN': '受托人的选择与委托人的意见不一致。',
    en: 'The agent did not vote as the mandate says.',
  },
  'conventions/withdrawn': {
    'zh-CN': '投票人已撤回该选票。',
    en: 'The voter took this ballot back.',
  },
  'conventions/struck': {
    'zh-CN': '该选票已被认定为废票。',
    en: 'This ballot was declared void.',
  },
  'conventions/invalid-terms': {
    'zh-CN': '表决办法无效。',
    en: 'No vote can be held under these terms.',
  },
  'conventions/no-proxies': {
    'zh-CN': '本次表决不实行委托投票。',
    en: 'Nobody votes for somebody else in this vote.',
  },
  'conventions/no-mandate': {
    'zh-CN': '没有有效的委托。',
    en: 'There is no such mandate.',
  },
  'conventions/mandate-twice': {
    'zh-CN': '该委托或者该委托人的委托已经登记。',
    en: 'This mandate, or one of the same voter, was taken.',
  },
  'conventions/mandate-limit': {
    'zh-CN': '受托人接受的委托已达上限。',
    en: 'The agent holds as many mandates as are allowed.',
  },
  'conventions/agent-barred': {
    'zh-CN': '此人不得接受委托。',
    en: 'This person may not be an agent.',
  },
  'conventions/agent-not-on-register': {
    'zh-CN': '受托人不在名册上。',
    en: 'The agent is not on the register.',
  },
  'conventions/no-instruction': {
    'zh-CN': '委托书应当载明委托人的意见。',
    en: 'The mandate has to say how to vote.',
  },
  'conventions/not-shown': {
    'zh-CN': '选票尚未公示。',
    en: 'The ballots are not shown yet.',
  },
  'conventions/objection-taken': {
    'zh-CN': '该异议编号已经使用。',
    en: 'An objection has this name already.',
  },
  'conventions/unknown-objection': {
    'zh-CN': '没有这项异议。',
    en: 'There is no such objection.',
  },
  'conventions/objection-decided': {
    'zh-CN': '该异议已经处理。',
    en: 'This objection was decided on.',
  },
  'conventions/not-admitted': {
    'zh-CN': '该选票不能补计。',
    en: 'The ballot cannot be put in.',
  },
  'conventions/objections-open': {
    'zh-CN': '异议期未满，或者异议尚未处理。',
    en: 'Objections may still come, or one was not decided on.',
  },
  'conventions/objections-over': {
    'zh-CN': '异议期已过。',
    en: 'The time for objections is over.',
  },
  'conventions/already-admitted': {
    'zh-CN': '该投票人已经领取选票。',
    en: 'This voter drew a credential.',
  },
  'conventions/batch-too-small': {
    'zh-CN': '一次入箱的选票太少，可能泄露投票内容。',
    en: 'So few ballots at once could be told apart.',
  },
  'conventions/invalid-credentials': {
    'zh-CN': '投票凭证的数量与名册不符，或者有重复。',
    en: 'There are not as many credentials as voters, or one stands twice.',
  },
};
