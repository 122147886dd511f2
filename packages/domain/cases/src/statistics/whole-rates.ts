import { isTakenOver, latenessBrought } from './brought-along.ts';
import type { CaseMarks, RateMark, WholeMark } from './marks.ts';

/** The whole-case limits of a case, told with what other cases brought into it, and whether it is overdue at the end. */
export interface WholeRates {
  readonly rates: readonly RateMark[];
  readonly isOverdue: boolean;
}

type Told = Pick<RateMark, 'verdict' | 'at'> | undefined;

/** How the limit of one loop came out: late as well where a case that went on in it was late before. */
function told(
  { state }: CaseMarks,
  { from, end, own, brought }: WholeMark,
  marks: ReadonlyMap<string, CaseMarks>,
): Told {
  const late =
    brought.length === 0 ? undefined : latenessBrought(state.id, brought, { from, end }, marks);
  if (late === undefined) return own;
  if (own?.verdict === 'missed' && own.at <= late.missedAt) return own;
  return { verdict: 'missed', at: late.missedAt };
}

/** Tells the whole-case limits of a case. One that went on in another is told there, if that one has taken it over. */
export function wholeRates(
  caseMarks: CaseMarks,
  marks: ReadonlyMap<string, CaseMarks>,
): WholeRates {
  const { state, unitAt } = caseMarks;
  const rates: RateMark[] = [];
  let isOverdue = false;
  for (const whole of caseMarks.wholes) {
    const { loop, isLast, end } = whole;
    const hasJoined = isLast && state.status === 'merged';
    if (hasJoined && isTakenOver(state.id, state.into, marks)) continue;
    const outcome = told(caseMarks, whole, marks);
    if (outcome === undefined) continue;
    const isOver = hasJoined && outcome.verdict === 'pending';
    const { verdict, at } = isOver ? ({ verdict: 'lapsed', at: end } as const) : outcome;
    rates.push({ rate: 'onTimeWhole', verdict, at, unit: unitAt(at), loop });
    if (isLast && state.status !== 'merged' && verdict === 'missed') isOverdue = true;
  }
  return { rates, isOverdue };
}
