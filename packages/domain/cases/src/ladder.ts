import type { Budget } from './budget.ts';
import { isBudget } from './budget.ts';
import { type ClockName, clockNames } from './clock.ts';

/** When a rung is reached: at a fraction of the clock's budget, or so long after the budget has run out. */
export type RungTime = { readonly fraction: number } | { readonly afterDue: Budget };

/** What a rung does: only tells; moves the case a level up (升级); lets the level above watch it (督办). */
export type RungEffect = 'warn' | 'levelUp' | 'supervise';

/** One rung of an escalation ladder. */
export type Rung = {
  /** Unique among the rungs of its clock; holds no slash. */
  readonly rung: string;
  readonly clock: ClockName;
  readonly when: RungTime;
  readonly effect: RungEffect;
  /** Roles that are told. `holder` has the order, `levelLeader` leads the level that answers then, `upperLeader` the one above, `called` are those whom the whistle waits for. */
  readonly tell: readonly string[];
};

/** Who is told when, and when a case goes up a level (升级规则). */
export type Ladder = { readonly name: string; readonly rungs: readonly Rung[] };

/** The clocks of the work as a whole: who lets them run out gives the case away. */
const upward: readonly ClockName[] = ['sign', 'handle', 'whole'];

const ordinary = upward.flatMap((clock): readonly Rung[] => [
  { rung: 'warn', clock, when: { fraction: 0.8 }, effect: 'warn', tell: ['holder'] },
  {
    rung: 'breach',
    clock,
    when: { fraction: 1 },
    effect: 'levelUp',
    tell: ['holder', 'levelLeader'],
  },
]);

const told: readonly Rung[] = [
  { rung: 'breach', clock: 'intake', when: { fraction: 1 }, effect: 'warn', tell: ['levelLeader'] },
  {
    rung: 'breach',
    clock: 'stage',
    when: { fraction: 1 },
    effect: 'warn',
    tell: ['holder', 'levelLeader'],
  },
  {
    rung: 'breach',
    clock: 'callBack',
    when: { fraction: 1 },
    effect: 'warn',
    tell: ['levelLeader'],
  },
  {
    rung: 'breach',
    clock: 'reportIn',
    when: { fraction: 1 },
    effect: 'warn',
    tell: ['called', 'upperLeader'],
  },
];

/**
 * The ladder of a town that has none of its own: the work is warned of at 80 %, goes a level up at its limit and is
 * watched from above a working day after the whole limit; the other clocks only tell.
 */
export const defaultLadder: Ladder = {
  name: 'default',
  rungs: [
    ...ordinary,
    ...told,
    {
      rung: 'supervise',
      clock: 'whole',
      when: { afterDue: { value: 1, unit: 'workDay' } },
      effect: 'supervise',
      tell: ['holder', 'levelLeader', 'upperLeader'],
    },
  ],
};

/** Whether every rung has a name of its own within its clock and a time. */
export function isLadder({ rungs }: Ladder): boolean {
  const keys = new Set(rungs.map(({ clock, rung }) => `${clock}/${rung}`));
  return (
    keys.size === rungs.length &&
    rungs.every(
      ({ rung, clock, when }) =>
        rung !== '' &&
        !rung.includes('/') &&
        clockNames.includes(clock) &&
        ('fraction' in when
          ? Number.isFinite(when.fraction) && when.fraction > 0
          : isBudget(when.afterDue)),
    )
  );
}
