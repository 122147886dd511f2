import type { CaseId } from '@civigrid/kernel';
import type { CaseMarks, JoinMark } from './marks.ts';

/** A limit that ran out in a case before it went on in another. */
export interface BroughtLateness {
  /** UTC milliseconds. */
  readonly ranOut: number;
  /** When the record first said so: UTC milliseconds. */
  readonly missedAt: number;
}

function earlier(
  one: BroughtLateness | undefined,
  other: BroughtLateness | undefined,
): BroughtLateness | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.missedAt < one.missedAt ? other : one;
}

/** Of cases that went on in one loop of another: the limit that had run out first, and by them, in turn, of what they had brought. */
export function latenessBrought(
  into: CaseId,
  brought: readonly CaseId[],
  { from, end }: { readonly from: number; readonly end: number },
  marks: ReadonlyMap<string, CaseMarks>,
): BroughtLateness | undefined {
  let first: BroughtLateness | undefined;
  for (const id of brought) {
    const join = marks
      .get(id)
      ?.joins.findLast((each) => each.into === into && each.at >= from && each.at <= end);
    if (join !== undefined) first = earlier(first, latenessOf(id, join, marks));
  }
  return first;
}

function latenessOf(
  id: CaseId,
  { at, ranOut, missedAt, brought, from }: JoinMark,
  marks: ReadonlyMap<string, CaseMarks>,
): BroughtLateness | undefined {
  const own = ranOut === undefined || missedAt === undefined ? undefined : { ranOut, missedAt };
  // Whatever it brought had come to it before: the ends grow smaller, and this ends.
  return earlier(own, latenessBrought(id, brought, { from, end: at - 1 }, marks));
}

/** Whether a case that went on in another is answered for there: its reporters stand in the other's record. */
export function isTakenOver(
  id: CaseId,
  into: CaseId,
  marks: ReadonlyMap<string, CaseMarks>,
): boolean {
  return marks.get(into)?.state.reporters.some(({ cameWith }) => cameWith === id) ?? false;
}
