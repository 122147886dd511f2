import { type Budget, isBudget } from '../budget.ts';
import { refusal } from './task-error.ts';

/** When and whom a task reminds (提醒): when its window opens, when it is due, or some time after that. */
export type Reminder = {
  /** Unique within the task. */
  readonly rung: string;
  readonly when: 'opens' | 'due' | { readonly afterDue: Budget };
  /** Roles; `holder` is whoever is to do it. */
  readonly tell: readonly string[];
};

/** Tells the holder when the window opens, and holder and leader when it is over. */
export const defaultReminders: readonly Reminder[] = [
  { rung: 'opens', when: 'opens', tell: ['holder'] },
  { rung: 'due', when: 'due', tell: ['holder', 'levelLeader'] },
];

const isWhen = (when: Reminder['when']) =>
  when === 'opens' ||
  when === 'due' ||
  (typeof when === 'object' && when !== null && isBudget(when.afterDue));

/** Reminders as the record keeps them; refuses with `cases/invalid-reminders`. */
export function checkedReminders(list: readonly Reminder[]): readonly Reminder[] {
  const names = new Set<string>();
  for (const [index, { rung, when }] of list.entries()) {
    if (typeof rung !== 'string' || rung === '' || names.has(rung) || !isWhen(when))
      throw refusal('cases/invalid-reminders', 'A reminder has a name of its own and a time.', {
        index,
      });
    names.add(rung);
  }
  return list.map(({ rung, when, tell }) => ({
    rung,
    when: typeof when === 'string' ? when : { afterDue: when.afterDue },
    tell: [...tell],
  }));
}
