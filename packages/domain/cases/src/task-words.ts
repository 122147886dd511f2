import type { HandOverReason } from './tasks/assign.ts';
import type { CancelReason, MissedReason, TaskOutcome } from './tasks/complete.ts';
import type { EndReason } from './tasks/end.ts';
import type { MoveReason } from './tasks/move.ts';
import type { HolidayRule } from './tasks/schedule.ts';
import type { SkipReason } from './tasks/skip.ts';
import type { StopResult } from './tasks/stop.ts';
import type { TaskErrorCode } from './tasks/task-error.ts';
import type { TaskEventType } from './tasks/task-event.ts';
import type { TaskKind, TaskStatus } from './tasks/task-state.ts';

/** Every reason that a planned task can be given. */
export type TaskReason =
  | CancelReason
  | EndReason
  | HandOverReason
  | MissedReason
  | MoveReason
  | SkipReason;

/** The words of planned tasks in one language. */
export interface TaskWords {
  readonly kinds: Readonly<Record<TaskKind, string>>;
  readonly statuses: Readonly<Record<TaskStatus, string>>;
  readonly facts: Readonly<Record<TaskEventType, string>>;
  readonly outcomes: Readonly<Record<TaskOutcome['outcome'], string>>;
  readonly results: Readonly<Record<StopResult, string>>;
  readonly reasons: Readonly<Record<TaskReason, string>>;
  readonly holidayRules: Readonly<Record<HolidayRule, string>>;
  readonly refusals: Readonly<Record<TaskErrorCode, string>>;
}

const chinese: TaskWords = {
  kinds: { visit: '入户走访', errand: '跑腿代办', care: '关爱探访', patrol: '巡查' },
  statuses: { unplanned: '未计划', planned: '待执行', started: '执行中', ended: '已终止' },
  facts: {
    'cases/task-planned': '制定计划',
    'cases/task-assigned': '指派',
    'cases/task-handed-over': '移交',
    'cases/task-started': '开始',
    'cases/stop-checked': '巡查打卡',
    'cases/task-attempted': '未遇，另约',
    'cases/task-completed': '办结',
    'cases/task-skipped': '跳过',
    'cases/task-moved': '改期',
    'cases/task-ended': '终止',
    'cases/task-reminded': '提醒',
  },
  outcomes: { done: '已完成', notMet: '未遇', needsCase: '转为案件', cancelled: '取消' },
  results: { ok: '正常', finding: '发现问题' },
  reasons: {
    declined: '本人谢绝',
    alreadyDone: '已由他人完成',
    notNeeded: '已不需要',
    unsafe: '现场不安全',
    calledAway: '另有紧急任务',
    movedAway: '已搬离',
    replaced: '已有新计划',
    plannedInError: '误建',
    leave: '请假',
    changeOfPost: '岗位调整',
    onRequest: '应本人要求',
    redivision: '网格调整',
    blocked: '无法进入',
    weather: '天气原因',
    outOfTime: '时间不足',
    urgentWork: '急事优先',
    holiday: '节假日',
    away: '本人外出',
    nobodyAvailable: '无人可派',
    coveredOtherwise: '已另行安排',
  },
  holidayRules: { skip: '遇休息日取消', before: '遇休息日提前', after: '遇休息日顺延' },
  refusals: {
    'cases/unknown-command': '任务没有这样的操作。',
    'cases/invalid-instant': '时间无效。',
    'cases/invalid-id': '编号无效。',
    'cases/invalid-schedule': '计划的日期、时段或重复规则有误。',
    'cases/invalid-checklist': '检查项有误：编码须唯一，选择项须列出选项。',
    'cases/invalid-stops': '巡查点有误：巡查须有巡查点，且名称唯一、位置明确。',
    'cases/invalid-reminders': '提醒有误：名称须唯一并有时间。',
    'cases/invalid-day': '日期无效。',
    'cases/invalid-answer': '填写内容与检查项不符。',
    'cases/personal-twice': '同一人同一用途的个人信息只能有一份。',
    'cases/already-planned': '该任务已制定过计划。',
    'cases/not-planned': '没有这个任务。',
    'cases/subject-missing': '关爱探访须有探访对象。',
    'cases/patrol-of-a-person': '巡查只看场所，不针对个人。',
    'cases/task-ended': '任务已终止。',
    'cases/task-started': '任务正在执行，只能办结。',
    'cases/task-not-started': '任务尚未开始。',
    'cases/task-overdue': '任务已超期，请补做或写明原因后跳过。',
    'cases/no-occurrence': '计划已没有下一次。',
    'cases/no-workday': '日历上没有可用的工作日。',
    'cases/unknown-year': '该年度的工作日历尚未公布。',
    'cases/window-not-open': '未到规定时段，需提前请先改期。',
    'cases/into-the-past': '不能改到已过去的日期。',
    'cases/past-the-next': '不能晚于下一次任务的日期。',
    'cases/answer-missing': '有必填的检查项未填写。',
    'cases/answer-not-sealed': '该项涉及个人情况，须加密填写。',
    'cases/not-a-patrol': '只有巡查才有巡查点。',
    'cases/unknown-stop': '没有这个巡查点。',
    'cases/stop-already-checked': '该巡查点本次已打卡。',
    'cases/missed-unexplained': '有漏巡的点，须写明原因。',
    'cases/case-missing': '须写明转办的案件。',
  },
};

const english: TaskWords = {
  kinds: { visit: 'household visit', errand: 'errand', care: 'care visit', patrol: 'patrol' },
  statuses: {
    unplanned: 'not planned',
    planned: 'to be done',
    started: 'under way',
    ended: 'ended',
  },
  facts: {
    'cases/task-planned': 'Planned',
    'cases/task-assigned': 'Assigned',
    'cases/task-handed-over': 'Handed over',
    'cases/task-started': 'Begun',
    'cases/stop-checked': 'Stop checked',
    'cases/task-attempted': 'Nobody met, to be tried again',
    'cases/task-completed': 'Completed',
    'cases/task-skipped': 'Skipped',
    'cases/task-moved': 'Moved',
    'cases/task-ended': 'Ended',
    'cases/task-reminded': 'Reminded',
  },
  outcomes: {
    done: 'done',
    notMet: 'nobody met',
    needsCase: 'made a case',
    cancelled: 'cancelled',
  },
  results: { ok: 'in order', finding: 'something found' },
  reasons: {
    declined: 'declined by the person',
    alreadyDone: 'done by others already',
    notNeeded: 'no longer needed',
    unsafe: 'not safe there',
    calledAway: 'called away',
    movedAway: 'moved away',
    replaced: 'replaced by another plan',
    plannedInError: 'planned in error',
    leave: 'leave',
    changeOfPost: 'change of post',
    onRequest: 'at the person’s request',
    redivision: 'new borders of the grids',
    blocked: 'no way in',
    weather: 'weather',
    outOfTime: 'not enough time',
    urgentWork: 'urgent work',
    holiday: 'holiday',
    away: 'the person is away',
    nobodyAvailable: 'nobody available',
    coveredOtherwise: 'arranged otherwise',
  },
  holidayRules: {
    skip: 'left out on days off',
    before: 'before a day off',
    after: 'after a day off',
  },
  refusals: {
    'cases/unknown-command': 'A task knows no such action.',
    'cases/invalid-instant': 'The time is not valid.',
    'cases/invalid-id': 'The id is not valid.',
    'cases/invalid-schedule': 'Days, hours or recurrence of the plan are not valid.',
    'cases/invalid-checklist': 'Each item has a code of its own, and a choice has its choices.',
    'cases/invalid-stops': 'A patrol has stops, each with a name of its own and a place.',
    'cases/invalid-reminders': 'Each reminder has a name of its own and a time.',
    'cases/invalid-day': 'The day is not valid.',
    'cases/invalid-answer': 'The answer does not fit the item.',
    'cases/personal-twice': 'One person has one entry for each purpose.',
    'cases/already-planned': 'This task has been planned already.',
    'cases/not-planned': 'There is no such task.',
    'cases/subject-missing': 'A care visit goes to somebody.',
    'cases/patrol-of-a-person': 'A patrol looks at places, not at a person.',
    'cases/task-ended': 'The task has ended.',
    'cases/task-started': 'Somebody is at it: it can only be completed.',
    'cases/task-not-started': 'Nobody has begun with it.',
    'cases/task-overdue': 'It is overdue: do it, or skip it with a reason.',
    'cases/no-occurrence': 'The plan has no further occurrence.',
    'cases/no-workday': 'The calendar has no worked day for it.',
    'cases/unknown-year': 'The calendar of that year is not known yet.',
    'cases/window-not-open': 'It is too early: move it first.',
    'cases/into-the-past': 'It cannot be moved to a day that has passed.',
    'cases/past-the-next': 'The next occurrence is due by then.',
    'cases/answer-missing': 'An item that must be answered has no answer.',
    'cases/answer-not-sealed': 'This answer is about a person and must be sealed.',
    'cases/not-a-patrol': 'Only a patrol has stops.',
    'cases/unknown-stop': 'The round has no such stop.',
    'cases/stop-already-checked': 'This stop was checked on this round.',
    'cases/missed-unexplained': 'Stops were missed: say why.',
    'cases/case-missing': 'Say which case was opened.',
  },
};

/** The words of planned tasks, in Chinese and English. */
export const taskWords: Readonly<Record<'zh-CN' | 'en', TaskWords>> = {
  'zh-CN': chinese,
  en: english,
};
