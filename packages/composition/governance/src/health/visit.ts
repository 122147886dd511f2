import { dateOf, localDay, zone } from '@civigrid/calendar';
import { type TaskWindow, taskId } from '@civigrid/cases/tasks';
import {
  type HealthFinding,
  type HealthGround,
  healthVisitPurpose,
  type VisitUrgency,
} from '@civigrid/devices/health';
import {
  type CommandMeta,
  type GridCode,
  newThingId,
  type PostId,
  type Step,
  type SubjectRef,
  step,
} from '@civigrid/kernel';
import type { TaskOffice, TaskOrder } from '../task-office.ts';
import type { TownParts } from '../town-parts.ts';
import { findingHandling, findingStream } from './finding-stream.ts';

/** A visit that is to be planned. */
export interface AskedVisit {
  readonly subject: SubjectRef;
  readonly grid: GridCode;
  readonly post: PostId;
  readonly visit: VisitUrgency;
  readonly budget: TaskWindow['budget'];
  readonly basis: HealthGround;
  readonly findings: readonly HealthFinding[];
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The day and the time on the wall at an instant. */
function wallTime(at: number, zoneName: string): { readonly day: string; readonly time: string } {
  const where = zone(zoneName);
  const minute = Math.floor((at + where.offsetAt(at)) / minuteMs) % (dayMs / minuteMs);
  const two = (number: number) => String(number).padStart(2, '0');
  const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  return { day: dateOf(localDay(at, where)), time };
}

/** What one command does for a visit: plans the task and keeps its findings, both or none. The task says nothing of health. */
export function visitSteps(
  parts: TownParts,
  office: TaskOffice,
  meta: CommandMeta,
  asked: AskedVisit,
): readonly Step[] {
  const { subject, grid, post, visit, budget, basis, findings } = asked;
  const { at } = meta;
  const id = taskId(newThingId(parts.tenant, meta.id, 'visit', at, parts.digest));
  const { zone: zoneName } = parts.calendar;
  const { day, time } = wallTime(at, zoneName);
  const plan: TaskOrder = {
    type: 'plan',
    kind: 'care',
    grid,
    post,
    subject,
    schedule: { zone: zoneName, first: day, window: { opens: time, budget } },
  };
  const keep = { type: 'keep', at, subject, task: id, visit, basis, findings } as const;
  return [
    office.asked(meta, id, plan),
    step({
      handling: findingHandling,
      stream: findingStream(id),
      partition: parts.partition(grid),
      command: { ...keep, purpose: healthVisitPurpose },
    }),
  ];
}
