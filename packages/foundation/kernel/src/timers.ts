import type { Deadline, Deadlines } from './deadlines.ts';
import { timerCommandId } from './derived-id.ts';
import type { Digest } from './digest.ts';
import type { CommandId, TenantId } from './ids.ts';

/** What fires deadlines. */
export interface TimerRun {
  readonly deadlines: Deadlines;
  readonly digest: Digest;
  readonly tenant: TenantId;
  /** UTC milliseconds; production passes the database's. */
  readonly now: number;
  /** Carries out what a deadline wakes, as the command of the id that it is given; must state the stream's deadlines again (see `CommandHandler.handle`, `fired`). */
  readonly fire: (deadline: Deadline, command: CommandId) => Promise<void>;
  /** At most so many a claim, besides those that were stated again; 200 if left out. */
  readonly limit?: number;
  /** How long a claim holds before another process may take it; 30 s if left out. */
  readonly leaseMs?: number;
}

/**
 * Fires every deadline that is due, earliest first, once, and gives their number. One that its stream states again
 * for the same instant waits for a later run and keeps nobody from being reached, however many there are.
 */
export async function fireDue(run: TimerRun): Promise<number> {
  const { deadlines, digest, tenant, now, fire, limit = 200, leaseMs = 30_000 } = run;
  const fired = new Set<string>();
  /** How many of the last claim had been fired before: the next must reach behind them. */
  let known = 0;
  for (;;) {
    const claimed = await deadlines.claim(tenant, now, limit + known, leaseMs);
    const full = claimed.length > 0 && claimed.length >= limit + known;
    const fresh = claimed.filter(({ key, due }) => !fired.has(JSON.stringify([key, due])));
    for (const deadline of fresh) {
      fired.add(JSON.stringify([deadline.key, deadline.due]));
      await fire(deadline, timerCommandId(tenant, deadline, digest));
      await deadlines.done([deadline]);
    }
    if (fresh.length === 0 && !full) return fired.size;
    known = claimed.length - fresh.length;
  }
}
