import type {
  GridCode,
  Happened,
  PersonalPart,
  PersonId,
  PostId,
  SubjectRef,
} from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { checkedParts } from '../personal.ts';
import { type ChecklistItem, checkedChecklist } from './checklist.ts';
import { checkedReminders, defaultReminders, type Reminder } from './reminder.ts';
import { checkedSchedule, type Schedule, type ScheduleInput } from './schedule.ts';
import { checkedStops, type Stop } from './stop.ts';
import { refusal } from './task-error.ts';
import { fact, type TaskEvent, type TaskFact } from './task-event.ts';
import type { TaskId } from './task-id.ts';
import type { Doer, TaskKind, TaskState } from './task-state.ts';

/** Plans a visit, an errand or a patrol, once or again and again (制定计划). */
export interface PlanTask extends Given {
  readonly type: 'plan';
  readonly task: TaskId;
  readonly kind: TaskKind;
  readonly grid: GridCode;
  /** The post that does it. */
  readonly post: PostId;
  readonly holder?: PersonId;
  /** Who is visited; a care visit has one, a patrol has none: it watches places, not persons. */
  readonly subject?: SubjectRef;
  readonly checklist?: readonly ChecklistItem[];
  /** The round of a patrol, in order. */
  readonly stops?: readonly Stop[];
  readonly schedule: ScheduleInput;
  /** `defaultReminders` if left out. */
  readonly reminders?: readonly Reminder[];
  /** Address and what to know beforehand: purposes in `taskPurposes`. */
  readonly personal?: readonly PersonalPart[];
}

/** Data of `cases/task-planned`. */
export type TaskPlannedData = {
  readonly task: TaskId;
  readonly kind: TaskKind;
  readonly grid: GridCode;
  readonly doer: Doer;
  readonly subject?: SubjectRef;
  readonly checklist: readonly ChecklistItem[];
  readonly stops: readonly Stop[];
  readonly schedule: Schedule;
  readonly reminders: readonly Reminder[];
};

const kinds: readonly string[] = ['visit', 'errand', 'care', 'patrol'];

/** Decides {@link PlanTask}. */
export function plan(command: PlanTask, state: TaskState): readonly TaskEvent[] {
  if (state.status !== 'unplanned')
    throw refusal('cases/already-planned', 'This task has been planned before.');
  const { task, kind, grid, post, holder, subject, stops = [] } = command;
  if (!kinds.includes(kind))
    throw refusal('cases/unknown-command', 'There is no such kind of task.');
  if (kind === 'care' && subject === undefined)
    throw refusal('cases/subject-missing', 'A care visit goes to somebody.');
  if (kind === 'patrol' && subject !== undefined)
    throw refusal('cases/patrol-of-a-person', 'A patrol looks at places, not at a person.');
  if ((kind === 'patrol') !== stops.length > 0)
    throw refusal('cases/invalid-stops', 'A patrol has stops, and nothing else has.');
  const data = defined<TaskPlannedData>({
    task,
    kind,
    grid,
    doer: defined<Doer>({ post, holder }),
    subject,
    checklist: checkedChecklist(command.checklist ?? []),
    stops: checkedStops(stops),
    schedule: checkedSchedule(command.schedule),
    reminders: checkedReminders(command.reminders ?? defaultReminders),
  });
  return [fact('cases/task-planned', data, checkedParts(command.personal))];
}

/** Follows {@link plan}. */
export function afterPlanned(
  state: TaskState,
  { data, at }: Happened<TaskFact<'cases/task-planned'>>,
): TaskState {
  if (state.status !== 'unplanned') return state;
  const { task, ...record } = data;
  return {
    status: 'planned',
    id: task,
    ...record,
    at,
    tally: { done: 0, needsCase: 0, notMet: 0, cancelled: 0, skipped: 0, attempts: 0 },
    fired: [],
  };
}
