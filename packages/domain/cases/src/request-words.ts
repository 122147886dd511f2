import type { DeclineReason } from './service-requests/acceptance.ts';
import type { DeliveryWay } from './service-requests/decision.ts';
import type { PauseReason } from './service-requests/pause.ts';
import type { RequestErrorCode } from './service-requests/request-error.ts';
import type { RequestEventType } from './service-requests/request-event.ts';
import type { RequestClock } from './service-requests/request-reminder.ts';
import type { RequestStatus, SendBackReason } from './service-requests/request-state.ts';
import type { ServiceItemIssue } from './service-requests/service-item.ts';

/** The words of service requests in one language. */
export interface RequestWords {
  /** The outcomes among them: `granted`, `refused`. */
  readonly statuses: Readonly<Record<RequestStatus, string>>;
  readonly facts: Readonly<Record<RequestEventType, string>>;
  readonly clocks: Readonly<Record<RequestClock, string>>;
  /** Why a material is named in a notice. */
  readonly materials: Readonly<Record<'missing' | SendBackReason, string>>;
  readonly pauses: Readonly<Record<PauseReason, string>>;
  readonly declines: Readonly<Record<DeclineReason, string>>;
  readonly ways: Readonly<Record<DeliveryWay, string>>;
  readonly refusals: Readonly<Record<RequestErrorCode, string>>;
  readonly issues: Readonly<Record<ServiceItemIssue['code'], string>>;
}

const chinese: RequestWords = {
  statuses: {
    unasked: '未申请',
    asked: '待受理',
    accepted: '已受理',
    submitted: '审批中',
    granted: '准予',
    refused: '不予批准',
    delivered: '已送达',
    declined: '不予受理',
    withdrawn: '已撤回',
  },
  facts: {
    'cases/service-asked': '提出申请',
    'cases/materials-handed-in': '提交材料',
    'cases/material-sent-back': '退回材料',
    'cases/missing-notified': '一次性告知',
    'cases/request-accepted': '受理',
    'cases/request-declined': '不予受理',
    'cases/request-submitted': '代办递交',
    'cases/request-suspended': '中止',
    'cases/request-resumed': '恢复',
    'cases/request-decided': '作出决定',
    'cases/request-delivered': '送达',
    'cases/request-withdrawn': '撤回',
    'cases/request-reminded': '提醒',
  },
  clocks: { accept: '受理时限', decide: '办理时限', deliver: '送达时限' },
  materials: {
    missing: '缺少',
    illegible: '无法辨认',
    incomplete: '内容不全',
    expired: '已过期',
    wrongDocument: '材料不符',
  },
  pauses: {
    applicant: '待申请人补正',
    hearing: '听证',
    inspection: '检验检测',
    expertReview: '专家评审',
    otherAuthority: '待其他机关答复',
  },
  declines: {
    notNeeded: '依法不需要办理',
    otherAuthority: '不属本机关职权',
    notEntitled: '不具备申请资格',
    outsideScope: '不属受理范围',
  },
  ways: { atHome: '上门送达', atCounter: '窗口领取', byPost: '邮寄', online: '网上送达' },
  refusals: {
    'cases/unknown-command': '办事请求没有这样的操作。',
    'cases/invalid-instant': '时间无效。',
    'cases/invalid-id': '编号无效。',
    'cases/invalid-item': '事项清单有误。',
    'cases/invalid-reminders': '提醒有误：名称须唯一并有时间。',
    'cases/invalid-answer': '所选情形不在选项内。',
    'cases/answer-missing': '请先选择所有情形，才能确定所需材料。',
    'cases/item-not-in-force': '该版本事项清单当日未生效。',
    'cases/personal-twice': '同一人同一用途的个人信息只能有一份。',
    'cases/already-asked': '该申请已提出过。',
    'cases/not-asked': '没有这个申请。',
    'cases/request-closed': '该申请已办结。',
    'cases/wrong-stage': '申请当前环节不允许该操作。',
    'cases/unknown-material': '清单中没有这份材料，或重复提交。',
    'cases/material-not-in': '没有收到这份材料。',
    'cases/materials-missing': '材料不齐，须一次性告知。',
    'cases/nothing-missing': '材料已齐全，无需再补。',
    'cases/already-notified': '须一次性告知，之后不得再提出新的材料要求。',
    'cases/basis-missing': '须写明法律依据。',
    'cases/already-suspended': '已处于中止状态。',
    'cases/not-suspended': '未处于中止状态。',
    'cases/request-suspended': '中止期间不能作出准予决定。',
  },
  issues: {
    'item-not-an-item': '不是办事事项',
    'item-bad-code': '缺少编码、名称、版本或办理机关',
    'item-bad-days': '生效日期有误',
    'item-bad-limit': '时限有误',
    'item-bad-question': '情形有误或重复',
    'item-bad-material': '材料有误或重复',
    'item-bad-condition': '材料的适用情形有误',
    'item-overlap': '两个版本同时生效',
  },
};

const english: RequestWords = {
  statuses: {
    unasked: 'not asked for',
    asked: 'waiting for acceptance',
    accepted: 'accepted',
    submitted: 'with the office',
    granted: 'granted',
    refused: 'refused',
    delivered: 'delivered',
    declined: 'not accepted',
    withdrawn: 'withdrawn',
  },
  facts: {
    'cases/service-asked': 'Asked for',
    'cases/materials-handed-in': 'Materials handed in',
    'cases/material-sent-back': 'Material sent back',
    'cases/missing-notified': 'Everything missing told at once',
    'cases/request-accepted': 'Accepted',
    'cases/request-declined': 'Not accepted',
    'cases/request-submitted': 'Carried to the office',
    'cases/request-suspended': 'Suspended',
    'cases/request-resumed': 'Resumed',
    'cases/request-decided': 'Decided',
    'cases/request-delivered': 'Delivered',
    'cases/request-withdrawn': 'Withdrawn',
    'cases/request-reminded': 'Reminded',
  },
  clocks: { accept: 'time to accept', decide: 'time to decide', deliver: 'time to deliver' },
  materials: {
    missing: 'missing',
    illegible: 'cannot be read',
    incomplete: 'incomplete',
    expired: 'expired',
    wrongDocument: 'another document',
  },
  pauses: {
    applicant: 'waiting for the applicant',
    hearing: 'hearing',
    inspection: 'inspection',
    expertReview: 'review by experts',
    otherAuthority: 'waiting for another authority',
  },
  declines: {
    notNeeded: 'no decision is needed by law',
    otherAuthority: 'another authority decides',
    notEntitled: 'not entitled to ask',
    outsideScope: 'outside what is dealt with here',
  },
  ways: { atHome: 'at home', atCounter: 'at the counter', byPost: 'by post', online: 'online' },
  refusals: {
    'cases/unknown-command': 'A service request knows no such action.',
    'cases/invalid-instant': 'The time is not valid.',
    'cases/invalid-id': 'The id is not valid.',
    'cases/invalid-item': 'The service item is not valid.',
    'cases/invalid-reminders': 'Each reminder has a name of its own and a time.',
    'cases/invalid-answer': 'The answer is not one of the choices.',
    'cases/answer-missing': 'Answer all questions first: they say which materials are needed.',
    'cases/item-not-in-force': 'This version of the service is not in force that day.',
    'cases/personal-twice': 'One person has one entry for each purpose.',
    'cases/already-asked': 'This request has been made already.',
    'cases/not-asked': 'There is no such request.',
    'cases/request-closed': 'The request has come to its end.',
    'cases/wrong-stage': 'The request is not at the point where this can be done.',
    'cases/unknown-material': 'This material is not asked for, or it came twice.',
    'cases/material-not-in': 'This material has not been handed in.',
    'cases/materials-missing': 'Materials are missing: tell all of them at once.',
    'cases/nothing-missing': 'Nothing is missing.',
    'cases/already-notified':
      'Everything missing was to be told at once; nothing new is asked for.',
    'cases/basis-missing': 'Say on which legal basis.',
    'cases/already-suspended': 'The clocks stand already.',
    'cases/not-suspended': 'The clocks do not stand.',
    'cases/request-suspended': 'Nothing is granted while something is awaited.',
  },
  issues: {
    'item-not-an-item': 'This is no service item',
    'item-bad-code': 'Code, name, version or office is missing',
    'item-bad-days': 'The days on which it is in force are not valid',
    'item-bad-limit': 'A limit is not valid',
    'item-bad-question': 'A question is not valid or comes twice',
    'item-bad-material': 'A material is not valid or comes twice',
    'item-bad-condition': 'The condition of a material is not valid',
    'item-overlap': 'Two versions are in force at the same time',
  },
};

/** The words of service requests, in Chinese and English. */
export const requestWords: Readonly<Record<'zh-CN' | 'en', RequestWords>> = {
  'zh-CN': chinese,
  en: english,
};
