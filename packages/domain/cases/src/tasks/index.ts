export type {
  AssignedTaskData,
  AssignTask,
  HandedOverTaskData,
  HandOverReason,
  HandOverTask,
} from './assign.ts';
export type { Answer, Answered, ChecklistItem } from './checklist.ts';
export { answerPurpose, taskPurposes } from './checklist.ts';
export type {
  CancelReason,
  CompleteTask,
  KeptOutcome,
  MissedReason,
  TaskAttemptedData,
  TaskCompletedData,
  TaskOutcome,
} from './complete.ts';
export type { CurrentOccurrence, Occurrence } from './current.ts';
export { currentOccurrence, isTaskOverdue } from './current.ts';
export type { EndReason, EndTask, TaskEndedData } from './end.ts';
export type { MoveReason, MoveTask, TaskMovedData } from './move.ts';
export type {
  PlannedDay,
  PlannedDays,
  Settled,
  TaskCalendar,
  Unknown,
} from './occurrence.ts';
export { plannedDays } from './occurrence.ts';
export type { PlanTask, TaskPlannedData } from './plan.ts';
export type { Recurrence } from './recurrence.ts';
export { isRecurrence } from './recurrence.ts';
export type { Reminder } from './reminder.ts';
export { defaultReminders } from './reminder.ts';
export type { HolidayRule, Schedule, ScheduleInput, TaskWindow } from './schedule.ts';
export { checkedSchedule } from './schedule.ts';
export type { SkipReason, SkipTask, TaskSkippedData } from './skip.ts';
export type { StartTask, TaskStartedData } from './start.ts';
export type { CheckStop, Stop, StopCheck, StopCheckedData, StopResult } from './stop.ts';
export { missedStops } from './stop.ts';
export type { TaskDeadline, TaskDeadlines, UnknownTaskDeadline } from './task-deadlines.ts';
export { taskDeadlines } from './task-deadlines.ts';
export type { TaskCommand } from './task-decider.ts';
export { taskDecider, taskDeciderUnder } from './task-decider.ts';
export type { TaskErrorCode } from './task-error.ts';
export type { TaskEvent, TaskEventData, TaskEventType, TaskFact } from './task-event.ts';
export type { TaskId } from './task-id.ts';
export { taskId } from './task-id.ts';
export type {
  Doer,
  EndedTask,
  OpenTask,
  PlannedTask,
  StartedTask,
  TaskKind,
  TaskRecord,
  TaskState,
  TaskStatus,
  TaskTally,
  Unplanned,
} from './task-state.ts';
export type { TaskRemindedData, TaskTimer } from './task-timer.ts';
