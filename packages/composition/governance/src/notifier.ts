import { type Json, type Policy, runPolicy, type StreamId } from '@civigrid/kernel';
import { caseStream } from './case-office.ts';
import type { LetterDesk } from './dead-letter-office.ts';
import type { GovernanceFaultCode } from './governance-error.ts';
import type { Notification } from './notification.ts';
import { notifying } from './policies/notifying.ts';
import { reminding } from './policies/reminding.ts';
import type { CasePolicyViews } from './policies/routing.ts';
import type { Publisher } from './publisher.ts';
import { taskStream } from './task-office.ts';
import type { TaskView } from './task-view.ts';

/** What tells post-holders stands on. */
export interface NotifierPorts extends CasePolicyViews {
  readonly tasks: TaskView;
  readonly letters: LetterDesk;
  readonly told: Publisher;
  readonly notify: ((notification: Notification) => Promise<void>) | undefined;
}

/** Tells post-holders, beside everything else: whoever cannot be reached keeps nobody waiting. */
export interface Notifier {
  /** Tells what is new; comes back at once. */
  wake(): void;
  /** Tries those again who could not be told; comes back at once. */
  retry(): void;
  /** Resolves when nobody is being told any more. */
  idle(): Promise<void>;
}

const source = 'notifications';

/** The stream of what somebody is told about. */
function streamOf(notification: Notification): StreamId {
  return notification.about === 'task'
    ? taskStream(notification.task)
    : caseStream(notification.case);
}

/** Notifies by the host's own way; a notification that fails is a letter, and is tried again. */
export function notifier(ports: NotifierPorts): Notifier {
  const { parts, cases, tasks, letters, told, notify } = ports;
  const { store, tenant, digest } = parts;
  let running: Promise<unknown> = Promise.resolve();

  async function tell(notification: Notification): Promise<boolean> {
    try {
      await notify?.(notification);
    } catch {
      const code: GovernanceFaultCode = 'governance/not-notified';
      told.tell('refusal', { by: notifying.name, code, stream: streamOf(notification) });
      return false;
    }
    told.tell('notification', notification);
    return true;
  }

  async function keep(notification: Notification): Promise<void> {
    const { id: key, at } = notification;
    const reasons = [{ code: 'governance/not-notified' satisfies GovernanceFaultCode }];
    const input: Json = { ...notification };
    await letters.keep({ source, key, at, reasons, input });
  }

  function run<Views, Order extends Notification>(policy: Policy<Views, Order>, views: Views) {
    return runPolicy({
      store,
      progress: store.progress,
      tenant,
      from: 'start',
      policy,
      views,
      digest,
      perform: async (_, notification: Order) => {
        if (!(await tell(notification))) await keep(notification);
      },
    });
  }

  const posts = new Map(parts.roster.posts.map((post) => [post.id, post]));
  const logs = [run(notifying, { parts, cases }), run(reminding, { parts, tasks, posts })];

  async function again(): Promise<void> {
    for (const { id } of await letters.list({ source })) {
      const kept = await letters.open(id);
      // What was forgotten has nothing to tell any more.
      const settled = kept === 'forgotten' || (await tell(kept as unknown as Notification));
      if (settled) await letters.remove(id);
    }
  }

  /** A store that is away is asked again at the next occasion. */
  const enqueue = (work: () => Promise<unknown>) => {
    running = running.then(work).catch(() => undefined);
  };

  return {
    wake: () => {
      for (const log of logs) enqueue(() => log.poll());
    },
    retry: () => enqueue(again),
    idle: async () => {
      await running;
    },
  };
}
