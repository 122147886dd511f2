import type { TaskId } from '@civigrid/cases/tasks';
import {
  type Policy,
  parseStreamId,
  runPolicy,
  type SubjectRef,
  type Subscription,
  step,
} from '@civigrid/kernel';
import { done } from '../case-office.ts';
import type { TaskView } from '../task-view.ts';
import type { TownParts } from '../town-parts.ts';
import { findingHandling, findingStream } from './finding-stream.ts';
import type { FindingView } from './finding-view.ts';

interface FindingViews {
  readonly tasks: TaskView;
  readonly findings: FindingView;
}

/** Findings that nobody needs any more. */
interface Spent {
  readonly task: TaskId;
  readonly subject: SubjectRef;
  readonly partition: number;
}

/** What was found is kept only as long as its visit: once that does not come again, it is let go. */
const releasing: Policy<FindingViews, Spent> = {
  name: 'releasing',
  on: ['cases/task-completed', 'cases/task-skipped', 'cases/task-ended'],
  react: ({ stream }, { tasks, findings }) => {
    const task = parseStreamId(stream)?.id as TaskId | undefined;
    const kept = task === undefined ? undefined : findings.get(task);
    if (task === undefined || kept === undefined) return [];
    if (tasks.get(task)?.state.status !== 'ended') return [];
    const { partition, state } = kept;
    return [{ slot: 'finding', order: { task, subject: state.subject as SubjectRef, partition } }];
  },
};

/** Lets findings go with their visits: a fact, then the keys. After a crash in between it does both again. */
export function findingRelease(parts: TownParts, views: FindingViews): Subscription {
  const { store, tenant, digest, handler, vault } = parts;
  return runPolicy({
    store,
    progress: store.progress,
    tenant,
    from: 'start',
    policy: releasing,
    views,
    digest,
    perform: async (meta, { task, subject, partition }) => {
      const stream = findingStream(task);
      const command = { type: 'release', at: meta.at } as const;
      const asked = step({ handling: findingHandling, stream, partition, command });
      done(await handler.handle(meta, [asked]));
      await vault.destroy({ tenant, subject, stream });
    },
  });
}
