import type { Subscription } from '@civigrid/kernel';

/** Lets everything happen that follows from what has happened. */
export interface Settling {
  /** Resolves when no subscription has anything more to do. */
  settle(): Promise<void>;
  /** Resolves when nothing is under way. */
  quiet(): Promise<void>;
}

/**
 * Polls the views and then each policy until nobody has anything to do, then says so. One round after another: two
 * callers never poll at the same time, and one who comes meanwhile is served by the next round.
 */
export function settling(
  views: Subscription,
  policies: readonly Subscription[],
  settled: () => void,
): Settling {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;

  async function round(): Promise<void> {
    for (;;) {
      let handled = await views.poll();
      for (const policy of policies) {
        const done = await policy.poll();
        handled += done;
        if (done > 0) await views.poll();
      }
      if (handled === 0) break;
    }
    settled();
  }

  return {
    settle: () => {
      if (waiting === undefined) {
        const next = running
          .catch(() => undefined)
          .then(() => {
            waiting = undefined;
            running = round();
            return running;
          });
        waiting = next;
      }
      return waiting;
    },
    quiet: async () => {
      await waiting?.catch(() => undefined);
      await running.catch(() => undefined);
    },
  };
}
