import type { ClockName } from '../clock.ts';

/** The share of runs of a clock that ended within their limit (按期率), by clock. */
export type OnTimeName =
  | 'onTimeIntake'
  | 'onTimeSign'
  | 'onTimeHandle'
  | 'onTimeStage'
  | 'onTimeWhole'
  | 'onTimeCallBack'
  | 'onTimeReportIn';

/**
 * The rates that officials report. `response` (响应率): loops of a case that were signed for before a limit of signing, or
 * of the whole case, ran out. `reached`, `solved` (解决率), `satisfied` (满意率): what the reporters said by whom a case
 * was closed; of those who want a call-back, and of those who were reached. `settledInGrid` (小事不出网格): closures of
 * all but big matters at the level of the grid or below; `settledInCommunity` (大事不出社区): all closures at the level of
 * the community or below. `reportedIn` (报到率): those whom whistles called, and who came. The rest by clock: see
 * {@link OnTimeName}.
 */
export type RateName =
  | 'response'
  | 'reached'
  | 'solved'
  | 'satisfied'
  | 'settledInGrid'
  | 'settledInCommunity'
  | 'reportedIn'
  | OnTimeName;

/** All rates, in the order in which they are reported. */
export const rateNames: readonly RateName[] = [
  'response',
  'reached',
  'solved',
  'satisfied',
  'settledInGrid',
  'settledInCommunity',
  'reportedIn',
  'onTimeIntake',
  'onTimeSign',
  'onTimeHandle',
  'onTimeStage',
  'onTimeWhole',
  'onTimeCallBack',
  'onTimeReportIn',
];

/** The rate of a clock. */
export const onTimeOf: Readonly<Record<ClockName, OnTimeName>> = {
  intake: 'onTimeIntake',
  sign: 'onTimeSign',
  handle: 'onTimeHandle',
  stage: 'onTimeStage',
  whole: 'onTimeWhole',
  callBack: 'onTimeCallBack',
  reportIn: 'onTimeReportIn',
};

/**
 * What is counted: what happened in the period, and at its end how many cases are `open`, of these `overdue` (超期: past
 * the limit of the whole case) and `waiting` (挂账中). `joined` are cases that went on as part of another, `duplicates`
 * reports that were taken into a case.
 */
export type CountName =
  | 'reported'
  | 'filed'
  | 'refused'
  | 'dispatches'
  | 'returns'
  | 'extensionsAsked'
  | 'extensionsGranted'
  | 'suspensions'
  | 'whistles'
  | 'escalations'
  | 'supervisions'
  | 'duplicates'
  | 'joined'
  | 'closures'
  | 'reopenings'
  | 'open'
  | 'overdue'
  | 'waiting';

/** All counts, in the order in which they are reported. */
export const countNames: readonly CountName[] = [
  'reported',
  'filed',
  'refused',
  'dispatches',
  'returns',
  'extensionsAsked',
  'extensionsGranted',
  'suspensions',
  'whistles',
  'escalations',
  'supervisions',
  'duplicates',
  'joined',
  'closures',
  'reopenings',
  'open',
  'overdue',
  'waiting',
];
