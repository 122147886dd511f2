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
  /**
   * How many streams are woken at the same time; 1 if left out, and then the earliest comes first whatever its stream.
   * Those of one stream always come one after another.
   */
  readonly parallel?: number;
}

/** Takes the deadlines of one stream one after another, several streams side by side; gives those that were fired. */
async function firedOf(
  claimed: readonly Deadline[],
  { tenant, digest, fire, parallel = 1 }: TimerRun,
): Promise<{ readonly fired: readonly Deadline[]; readonly failures: readonly unknown[] }> {
  const lanes = new Map<string, Deadline[]>();
  for (const deadline of claimed) {
    const lane = parallel > 1 ? deadline.stream : '';
    const known = lanes.get(lane);
    if (known === undefined) lanes.set(lane, [deadline]);
    else known.push(deadline);
  }
  const fired: Deadline[] = [];
  const failures: unknown[] = [];
  const waiting = lanes.values();
  async function worker(): Promise<void> {
    for (const lane of waiting)
      for (const deadline of lane) {
        if (failures.length > 0) return;
        try {
          await fire(deadline, timerCommandId(tenant, deadline, digest));
          fired.push(deadline);
        } catch (error) {
          failures.push(error);
        }
      }
  }
  await Promise.all(Array.from({ length: Math.max(1, parallel) }, worker));
  return { fired, failures };
}

/**
 * Fires every deadline that is due, earliest first, once, and gives their number. One that its stream states again
 * for the same instant waits for a later run and keeps nobody from being reached, however many there are. Where one
 * fails, what was fired before it is done with, and the failure is thrown.
 */
export async function fireDue(run: TimerRun): Promise<number> {
  const { deadlines, tenant, now, limit = 200, leaseMs = 30_000 } = run;
  const seen = new Set<string>();
  const nameOf = ({ key, due }: Deadline) => JSON.stringify([key, due]);
  /** How many of the last claim had been fired before: the next must reach behind them. */
  let known = 0;
  for (;;) {
    const claimed = await deadlines.claim(tenant, now, limit + known, leaseMs);
    const full = claimed.length > 0 && claimed.length >= limit + known;
    const fresh = claimed.filter((deadline) => !seen.has(nameOf(deadline)));
    for (const deadline of fresh) seen.add(nameOf(deadline));
    const { fired, failures } = await firedOf(fresh, run);
    // Together, for a store syncs its disk for each call. Who dies before it fires them again: as the same commands.
    if (fired.length > 0) await deadlines.done(fired);
    if (failures.length > 0) throw failures[0];
    if (fresh.length === 0 && !full) return seen.size;
    known = claimed.length - fresh.length;
  }
}
