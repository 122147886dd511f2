import { type Json, runPolicy } from '@civigrid/kernel';
import type { LetterDesk } from './dead-letter-office.ts';
import type { GovernanceFaultCode } from './governance-error.ts';
import type { Notification } from './notification.ts';
import { notifying } from './policies/notifying.ts';
import type { CasePolicyViews } from './policies/routing.ts';
import type { Publisher } from './publisher.ts';

/** What tells post-holders stands on. */
export interface NotifierPorts extends CasePolicyViews {
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

/** Notifies by the host's own way; a notification that fails is a letter, and is tried again. */
export function notifier(ports: NotifierPorts): Notifier {
  const { parts, cases, letters, told, notify } = ports;
  const { store, tenant, digest } = parts;
  let running: Promise<unknown> = Promise.resolve();

  async function tell(notification: Notification): Promise<boolean> {
    try {
      await notify?.(notification);
    } catch {
      const code: GovernanceFaultCode = 'governance/not-notified';
      told.tell('refusal', { by: notifying.name, code, stream: `case/${notification.case}` });
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

  const log = runPolicy({
    store,
    progress: store.progress,
    tenant,
    from: 'start',
    policy: notifying,
    views: { parts, cases },
    digest,
    perform: async (_, notification: Notification) => {
      if (!(await tell(notification))) await keep(notification);
    },
  });

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
    wake: () => enqueue(() => log.poll()),
    retry: () => enqueue(again),
    idle: async () => {
      await running;
    },
  };
}
