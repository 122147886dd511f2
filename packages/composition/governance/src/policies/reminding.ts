import { levelAbove } from '@civigrid/cases';
import type { TaskId, TaskRemindedData } from '@civigrid/cases/tasks';
import { derivedId, type Policy, type PostId, parseStreamId } from '@civigrid/kernel';
import type { Post } from '@civigrid/people';
import type { TaskNotification } from '../notification.ts';
import { leaderOf, pathOf, responsible } from '../responsibility.ts';
import type { KnownTask, TaskView } from '../task-view.ts';
import type { TownParts } from '../town-parts.ts';

/** What the policy about tasks looks at. */
export interface TaskPolicyViews {
  readonly parts: TownParts;
  readonly tasks: TaskView;
  readonly posts: ReadonlyMap<PostId, Post>;
}

/** Who is told: a post, a role, and whoever it is now. */
type Addressee = Pick<TaskNotification, 'role' | 'post' | 'person'>;

/** Who answers for a role in a cell, as for a case. */
function answering(parts: TownParts, role: string, { grid }: Pick<Post, 'grid'>, at: number) {
  const asked = responsible(parts, role, pathOf(parts, grid), at);
  const { post } = asked;
  return {
    role,
    ...(post === undefined ? {} : { post }),
    ...(asked.tenure === 'vacant' ? {} : { person: asked.holder }),
  };
}

/** Whoever acts for the post that does the task; where nobody does, who answers in its place. */
function doing({ doer }: KnownTask, { parts, posts }: TaskPolicyViews, at: number): Addressee {
  const { post, holder } = doer;
  const known = posts.get(post);
  // A post that only the host knows: the plan says who it is, or nobody does.
  if (known === undefined) return { post, ...(holder === undefined ? {} : { person: holder }) };
  const acting = parts.roster.actingFor(post, at);
  if (acting !== undefined) return { role: known.role, post, person: acting.person };
  return answering(parts, known.role, known, at);
}

/** The words in a reminder that name no role: who does it, who leads where it is done, who leads above. */
function addressee(word: string, task: KnownTask, views: TaskPolicyViews, at: number): Addressee {
  if (word === 'holder') return doing(task, views, at);
  const { parts } = views;
  const level = String(parts.grid.levelOf(task.grid) ?? '');
  if (word === 'levelLeader') return answering(parts, leaderOf(parts, level), task, at);
  if (word !== 'upperLeader') return answering(parts, word, task, at);
  return answering(parts, leaderOf(parts, levelAbove(parts.levels, level)), task, at);
}

/** A leader who does the task is told once. */
function isSame(one: Addressee, other: Addressee): boolean {
  return one.role === other.role && one.post === other.post && one.person === other.person;
}

/** The post that does a task is reminded of it (提醒), and whom else its plan names. */
export const reminding: Policy<TaskPolicyViews, TaskNotification> = {
  name: 'reminding',
  on: ['cases/task-reminded'],
  react: (event, views) => {
    const id = parseStreamId(event.stream)?.id as TaskId | undefined;
    const task = id === undefined ? undefined : views.tasks.get(id)?.state;
    if (task === undefined) return [];
    const { rung, day, tell } = event.data as TaskRemindedData;
    const { tenant, digest } = views.parts;
    const told = new Map<string, Addressee>();
    for (const word of tell) {
      const to = addressee(word, task, views, event.at);
      if (![...told.values()].some((other) => isSame(to, other))) told.set(word, to);
    }
    return Array.from(told, ([slot, to]) => {
      const parts = [event.id, slot];
      const order: TaskNotification = {
        about: 'task',
        id: derivedId({ tenant, at: event.at, kind: 'notification', parts }, digest),
        reason: 'reminded',
        task: task.id,
        rung,
        day,
        cause: event.id,
        at: event.at,
        ...to,
      };
      return { slot, order };
    });
  },
};
