import type { Step } from './alarm-condition.ts';
import type { Announced } from './alarm-state.ts';
import type { AlarmSignal, Corrected, Moved } from './alarm-transition.ts';

/** The steps of a condition that others have been told and may have to be told otherwise. */
export function announcedOf(steps: readonly Step[]): readonly Announced[] {
  return steps.flatMap(({ type, at }) => (type === 'repeated' ? [] : [[type, at] as const]));
}

const same =
  ([type, at]: Announced) =>
  ([other, then]: Announced) =>
    other === type && then === at;

/**
 * What turns the transitions given so far into those that the steps now say: a pair of one kind is moved, what has
 * no partner is taken back or given anew. `certainTo` is the watermark: what lies behind it is provisional.
 */
export function revise(
  before: readonly Announced[],
  steps: readonly Step[],
  certainTo: number,
  cause: AlarmSignal,
): readonly (Moved | Corrected)[] {
  const now = announcedOf(steps);
  const out: (Moved | Corrected)[] = [];
  for (const type of ['raised', 'cleared'] as const) {
    const gone = before.filter((old) => old[0] === type && !now.some(same(old)));
    const fresh = now.filter((step) => step[0] === type && !before.some(same(step)));
    const { conditionKey } = cause;
    for (const [i, [, was]] of gone.entries()) {
      const at = fresh[i]?.[1];
      out.push({
        type: 'corrected',
        of: type,
        was,
        ...(at === undefined ? {} : { at }),
        conditionKey,
        signal: cause,
      });
    }
    for (const [, at] of fresh.slice(gone.length)) {
      const signal = steps.find((step) => step.type === type && step.at === at)?.signal ?? cause;
      out.push({
        type,
        at,
        conditionKey,
        signal,
        ...(at > certainTo ? { provisional: true as const } : {}),
      });
    }
  }
  return out.sort((a, b) => order(a) - order(b));
}

/** Corrections first: a reader never sees two alarms at once where there is one. */
function order(transition: Moved | Corrected): number {
  return transition.type === 'corrected' ? Number.NEGATIVE_INFINITY : transition.at;
}
