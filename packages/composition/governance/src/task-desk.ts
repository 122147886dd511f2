import type { WorkCalendar } from '@civigrid/calendar';
import {
  currentOccurrence,
  type Occurrence,
  type OpenTask,
  type TaskId,
} from '@civigrid/cases/tasks';
import {
  type CaseId,
  correlationId,
  type GridCode,
  type Handled,
  type Reader,
} from '@civigrid/kernel';
import type { CaseView } from './case-view.ts';
import { refusal } from './governance-error.ts';
import { metaOf, type OrderGiver } from './order-giver.ts';
import { type OpenedPart, openedParts } from './personal-parts.ts';
import { type TaskOffice, type TaskOrder, taskStream } from './task-office.ts';
import type { KnownTask, TaskView } from './task-view.ts';
import type { TownParts } from './town-parts.ts';

/** A task that is to be done now, that should have been, or of which no calendar can tell (待办任务). */
export type DueTask =
  | {
      /** Its window is open, or is over. */
      readonly standing: 'due' | 'overdue';
      readonly task: OpenTask;
      readonly occurrence: Occurrence;
    }
  | {
      readonly standing: 'unknown';
      readonly task: OpenTask;
      /** The calendar's code. */
      readonly code: string;
      readonly year: number;
    };

/** The planned tasks of a town: visits, errands, care visits, patrols (走访、跑腿、关爱、巡查). */
export interface TaskDesk {
  /**
   * Plan, start, complete, skip, move, hand over …; a refusal of the task is thrown. Refuses with
   * `governance/unknown-grid` a plan or a stop in no cell of the town, with `governance/unknown-case` a finding that
   * refers to a case which nobody reported.
   */
  perform(id: TaskId, order: TaskOrder, by: OrderGiver): Promise<Handled>;
  /** The task as it stands; undefined where none was planned. */
  get(id: TaskId): KnownTask | undefined;
  /** In order of their planning. */
  list(): readonly KnownTask[];
  /**
   * Tasks whose window is open or over at an instant (UTC milliseconds), those whose window ends first in front; behind
   * them those whose day no calendar knows, for nothing is guessed.
   */
  due(at: number): readonly DueTask[];
  /** The parts of a task that serve the reader's purpose: address, instructions, findings, sealed answers. */
  personal(id: TaskId, reader: Reader): Promise<readonly OpenedPart[]>;
}

/** What the desk stands on. */
export interface TaskDeskPorts {
  readonly parts: TownParts;
  readonly tasks: TaskView;
  readonly cases: CaseView;
  readonly office: TaskOffice;
  readonly settle: () => Promise<void>;
}

/** The case to which an order refers, if it says one. */
function referredCase(order: TaskOrder): CaseId | undefined {
  if (order.type === 'checkStop') return order.case || undefined;
  // Without one it is the task that refuses.
  const found = order.type === 'complete' && order.outcome === 'needsCase';
  return found ? order.case || undefined : undefined;
}

/** The cells that a plan names. */
function namedCells(order: TaskOrder): readonly GridCode[] {
  if (order.type !== 'plan') return [];
  const stops = (order.stops ?? []).flatMap(({ grid }) => (grid === undefined ? [] : [grid]));
  return [order.grid, ...stops];
}

/** How a task stands at an instant; undefined where there is nothing to do yet, or any more. */
function dueTask(task: KnownTask, calendar: WorkCalendar, at: number): DueTask | undefined {
  if (task.status === 'ended') return undefined;
  const found = currentOccurrence(task, calendar);
  if (!found.ok) return { standing: 'unknown', task, code: found.code, year: found.year };
  const { occurrence } = found;
  if (occurrence === undefined || at < occurrence.opensAt) return undefined;
  const { due } = occurrence;
  return { standing: due.ok && due.at < at ? 'overdue' : 'due', task, occurrence };
}

/** When the window of a task ends; where that cannot be known, when it opens; never, where no day is known. */
function endOf(each: DueTask): number {
  if (each.standing === 'unknown') return Number.POSITIVE_INFINITY;
  const { due, opensAt } = each.occurrence;
  return due.ok ? due.at : opensAt;
}

/** Opens the desk of planned tasks. */
export function taskDesk(ports: TaskDeskPorts): TaskDesk {
  const { parts, tasks, cases, office, settle } = ports;

  async function check(order: TaskOrder): Promise<void> {
    for (const cell of namedCells(order))
      if (!parts.grid.has(cell))
        throw refusal('governance/unknown-grid', 'No cell bears this code.', { grid: cell });
    const referred = referredCase(order);
    if (referred === undefined) return;
    await settle();
    if (cases.get(referred) === undefined)
      throw refusal('governance/unknown-case', 'No such case was reported.', { case: referred });
  }

  return {
    perform: async (id, order, by) => {
      await check(order);
      const handled = await office.perform(metaOf(parts, by, correlationId(id)), id, order);
      await settle();
      return handled;
    },
    get: (id) => tasks.get(id)?.state,
    list: () =>
      [...tasks.all()]
        .sort((a, b) => a.plannedAt - b.plannedAt || (a.state.id < b.state.id ? -1 : 1))
        .map(({ state }) => state),
    due: (at) =>
      Array.from(tasks.all(), ({ state }) => dueTask(state, parts.calendar, at))
        .filter((each) => each !== undefined)
        .map((each) => ({ each, end: endOf(each) }))
        .sort((a, b) =>
          a.end === b.end ? (a.each.task.id < b.each.task.id ? -1 : 1) : a.end - b.end,
        )
        .map(({ each }) => each),
    personal: (id, reader) => openedParts(parts, taskStream(id), reader),
  };
}
