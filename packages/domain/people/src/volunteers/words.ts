import { recordWords } from '../record/words.ts';
import type { VolunteerErrorCode } from './volunteer-error.ts';

/** What people read for each code of the volunteers' ledger (提示语). */
export const volunteerMessages: Readonly<
  Record<VolunteerErrorCode, Readonly<Record<'zh-CN' | 'en', string>>>
> = {
  ...recordWords,
  'people/team-exists': {
    'zh-CN': '该队伍名称已使用。',
    en: 'The name of this team has been used.',
  },
  'people/team-unknown': { 'zh-CN': '没有这支队伍。', en: 'There is no such team.' },
  'people/team-busy': {
    'zh-CN': '该队伍还有未结束的活动。',
    en: 'The team still has an activity that is not over.',
  },
  'people/volunteer-exists': {
    'zh-CN': '此人已是志愿者。',
    en: 'The person is enrolled as a volunteer.',
  },
  'people/volunteer-unknown': {
    'zh-CN': '此人不是在册志愿者。',
    en: 'The person is not enrolled as a volunteer.',
  },
  'people/actor-taken': {
    'zh-CN': '该账号已属于另一名志愿者。',
    en: 'Another volunteer uses this account.',
  },
  'people/in-team-already': {
    'zh-CN': '该志愿者已在这支队伍中。',
    en: 'The volunteer is in the team already.',
  },
  'people/not-in-team': {
    'zh-CN': '该志愿者不在这支队伍中。',
    en: 'The volunteer is not in this team.',
  },
  'people/activity-exists': {
    'zh-CN': '该活动编号已使用。',
    en: 'The code of this activity has been used.',
  },
  'people/activity-unknown': { 'zh-CN': '没有这项活动。', en: 'There is no such activity.' },
  'people/activity-reversed': {
    'zh-CN': '活动的结束时间须晚于开始时间。',
    en: 'An activity ends after it begins.',
  },
  'people/activity-over': { 'zh-CN': '活动已结束。', en: 'The activity is over.' },
  'people/activity-cancelled': { 'zh-CN': '活动已取消。', en: 'The activity was cancelled.' },
  'people/activity-full': { 'zh-CN': '报名人数已满。', en: 'All places are taken.' },
  'people/signed-up-already': {
    'zh-CN': '该志愿者已报名。',
    en: 'The volunteer has signed up already.',
  },
  'people/not-signed-up': { 'zh-CN': '该志愿者没有报名。', en: 'The volunteer has not signed up.' },
  'people/attended-already': {
    'zh-CN': '已登记服务时长，不能取消。',
    en: 'Time was given already, so this cannot be cancelled.',
  },
  'people/attendance-exists': {
    'zh-CN': '该时长记录编号已使用。',
    en: 'The code of this record of time has been used.',
  },
  'people/attendance-unknown': {
    'zh-CN': '没有这条时长记录。',
    en: 'There is no such record of time.',
  },
  'people/hours-out-of-range': {
    'zh-CN': '服务时长应为1至1440分钟的整数。',
    en: 'Time is a whole number of minutes from 1 to 1,440.',
  },
  'people/hours-outside-activity': {
    'zh-CN': '服务时间不在活动时间之内。',
    en: 'The activity was not on at that time.',
  },
  'people/hours-overlap': {
    'zh-CN': '与该志愿者已登记的时间重叠。',
    en: 'The volunteer gave that time already.',
  },
  'people/hours-settled': {
    'zh-CN': '该时长已确认或已驳回。',
    en: 'This time was confirmed or rejected already.',
  },
  'people/hours-not-confirmed': {
    'zh-CN': '只有已确认的时长可以更正。',
    en: 'Only confirmed time can be corrected.',
  },
  'people/own-confirmation': {
    'zh-CN': '时长须由登记人和本人以外的另一人确认。',
    en: 'Somebody other than the recorder and the volunteer confirms the time.',
  },
  'people/rule-exists': {
    'zh-CN': '该规则编号已公布。',
    en: 'A rule with this code was published already.',
  },
  'people/rule-retroactive': {
    'zh-CN': '积分规则不能溯及既往。',
    en: 'A rule does not hold for the past.',
  },
  'people/reward-unknown': { 'zh-CN': '没有这项兑换。', en: 'This reward is not offered.' },
  'people/points-insufficient': { 'zh-CN': '可用积分不足。', en: 'The points do not suffice.' },
  'people/points-spent': {
    'zh-CN': '这些积分已兑换或已到期，不能冲销。',
    en: 'These points were redeemed or have expired and cannot be taken back.',
  },
  'people/booking-unknown': { 'zh-CN': '没有这笔记账。', en: 'There is no such booking.' },
  'people/not-correctable': {
    'zh-CN': '到期记账和冲销记账不能再冲销。',
    en: 'An expiry or a counter-entry is not countered.',
  },
  'people/correction-too-large': {
    'zh-CN': '更正数超过原有数。',
    en: 'The correction is larger than what there was.',
  },
  'people/too-few-to-publish': {
    'zh-CN': '公布汇总的人数下限至少为2人。',
    en: 'A sum is published of two persons or more.',
  },
};
