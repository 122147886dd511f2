import { type Budget, isBudget } from '../budget.ts';
import { refusal } from './request-error.ts';

/** The clocks of a service request (时限): to accept, to decide, to deliver. */
export type RequestClock = 'accept' | 'decide' | 'deliver';

/** When and whom a request reminds: when a clock is over, or some time after that. */
export type RequestReminder = {
  readonly clock: RequestClock;
  /** Unique within its clock. */
  readonly rung: string;
  readonly when: 'due' | { readonly afterDue: Budget };
  /** Roles; `holder` is the agent. */
  readonly tell: readonly string[];
};

/** Tells the agent and the leader of the level when a clock is over. */
export const defaultRequestReminders: readonly RequestReminder[] = (
  ['accept', 'decide', 'deliver'] as const
).map((clock) => ({ clock, rung: 'due', when: 'due', tell: ['holder', 'levelLeader'] }));

const clocks: readonly string[] = ['accept', 'decide', 'deliver'];

const isWhen = (when: RequestReminder['when']) =>
  when === 'due' || (typeof when === 'object' && when !== null && isBudget(when.afterDue));

/** Reminders as the record keeps them; refuses with `cases/invalid-reminders`. */
export function checkedReminders(list: readonly RequestReminder[]): readonly RequestReminder[] {
  const names = new Set<string>();
  for (const [index, { clock, rung, when }] of list.entries()) {
    const name = `${clock}/${rung}`;
    if (!clocks.includes(clock) || !rung || names.has(name) || !isWhen(when))
      throw refusal('cases/invalid-reminders', 'A reminder has a clock, a name and a time.', {
        index,
      });
    names.add(name);
  }
  return list.map(({ clock, rung, when, tell }) => ({
    clock,
    rung,
    when: typeof when === 'string' ? when : { afterDue: when.afterDue },
    tell: [...tell],
  }));
}
