import type { CaseId } from '@civigrid/kernel';
import type { Due, DueCalendar } from '../budget.ts';
import type { KnownCase } from '../case-state.ts';
import { clockOf } from '../clock.ts';
import { wholeDue } from '../measures.ts';
import type { WholeMark } from './marks.ts';
import { outcomeOf, type TrackedRun } from './run-history.ts';

const none: readonly CaseId[] = [];

/** The cases of which reporters came along, each once. */
function broughtInto({ reporters }: KnownCase): readonly CaseId[] {
  const all = reporters.flatMap(({ cameWith }) => (cameWith === undefined ? [] : [cameWith]));
  return Array.from(new Set(all));
}

/** The whole-case limit of a loop as far as the case itself tells it. */
export function wholeMark(
  current: readonly TrackedRun[],
  state: KnownCase,
  { loop, from, end }: { readonly loop: number; readonly from: number; readonly end: number },
  calendar: DueCalendar,
): WholeMark {
  const isAlone = state.reporters.every((reporter) => reporter.cameWith === undefined);
  const brought = isAlone ? none : broughtInto(state);
  const mark = { loop, from, end, brought, isLast: false };
  const tracked = current.find(({ run }) => run.clock === 'whole');
  if (tracked === undefined || clockOf(state.clocks, 'whole') === undefined) return mark;
  const due: Due | undefined =
    tracked.stoppedAt === undefined ? wholeDue(state, calendar) : tracked.wholeDue;
  return { ...mark, own: outcomeOf(tracked, due, end) };
}
