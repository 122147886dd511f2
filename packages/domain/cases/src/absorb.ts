import type { CaseId, Happened } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import { type Budget, checkBudget } from './budget.ts';
import { refusal } from './case-error.ts';
import { type CaseEvent, type CaseFact, fact } from './case-event.ts';
import { type CaseState, isOpen, open, type Reporter, recordOf, reported } from './case-state.ts';
import { clockOf, limitOf } from './clock.ts';
import type { Given } from './given.ts';
import { hasReport, withReporters } from './merge.ts';
import { type MergeReason, mergeReason } from './merge-reason.ts';
import { saidAt } from './report.ts';

/** Who comes along with a case that is absorbed: their words and telephones stay in its own record. */
export type ComingReporter = Omit<Reporter, 'cameWith'>;

/** Takes another case of the same matter into this one (并案); given together with its {@link Join}. */
export interface Absorb extends Given {
  readonly type: 'absorb';
  readonly case: CaseId;
  /** Its reporters, as {@link comingReporters} gives them. */
  readonly reporters: readonly ComingReporter[];
  readonly suggestion?: MergeReason;
}

/** Lets this case go on as part of another one; given together with the other's {@link Absorb}. */
export interface Join extends Given {
  readonly type: 'join';
  readonly into: CaseId;
}

/** Lets this case go on by itself again, where it stood; given together with the other's `unmerge`. */
export interface Separate extends Given {
  readonly type: 'separate';
}

/** Data of `cases/absorbed`. */
export type AbsorbedData = {
  readonly case: CaseId;
  readonly reporters: readonly ComingReporter[];
  readonly suggestion?: MergeReason;
};

/** Data of `cases/joined`. */
export type JoinedData = { readonly into: CaseId };

/** Data of `cases/separated`. */
export type SeparatedData = Readonly<Record<string, never>>;

/** The reporters whom an open case would bring along, each with the limit that it has promised them. */
export function comingReporters(state: CaseState): readonly ComingReporter[] {
  const { reporters, clocks } = open(state);
  const whole = clockOf(clocks, 'whole');
  const limit: Budget | undefined = whole && limitOf(whole);
  return reporters.map(({ cameWith: _, ...reporter }) =>
    defined<ComingReporter>({ ...reporter, limit: reporter.limit ?? limit }),
  );
}

/** Decides {@link Absorb}; the same case again changes nothing. */
export function absorb(command: Absorb, state: CaseState): readonly CaseEvent[] {
  const known = open(state);
  const { case: other, reporters, suggestion } = command;
  if (other === known.id)
    throw refusal('cases/merge-into-itself', 'A case is no other report of its own matter.');
  if (hasReport(known, other)) return [];
  for (const { report, since, limit } of reporters) {
    if (hasReport(known, report))
      throw refusal('cases/unknown-report', 'A report belongs to one case.', { report });
    saidAt({ since, at: command.at });
    if (limit !== undefined) checkBudget('whole', limit);
  }
  const data = defined<AbsorbedData>({
    case: other,
    reporters: reporters.map(({ report, subject, since, callBack, answer, limit }) =>
      defined<ComingReporter>({ report, subject, since, callBack, answer, limit }),
    ),
    suggestion: suggestion === undefined ? undefined : mergeReason(suggestion),
  });
  return [fact('cases/absorbed', data)];
}

/** Decides {@link Join}. */
export function join({ into }: Join, state: CaseState): readonly CaseEvent[] {
  const known = reported(state);
  if (known.status === 'merged' && known.into === into) return [];
  if (into === open(known).id)
    throw refusal('cases/merge-into-itself', 'A case is no other report of its own matter.');
  return [fact('cases/joined', { into })];
}

/** Decides {@link Separate}. */
export function separate(_command: Separate, state: CaseState): readonly CaseEvent[] {
  const { status } = reported(state);
  if (status !== 'merged')
    throw refusal('cases/not-merged', 'The case is part of no other.', { status });
  return [fact('cases/separated', {})];
}

/** Follows {@link absorb}. */
export function afterAbsorbed(
  state: CaseState,
  { data }: Happened<CaseFact<'cases/absorbed'>>,
): CaseState {
  if (!isOpen(state) || hasReport(state, data.case)) return state;
  const joined = data.reporters.map((each): Reporter => ({ ...each, cameWith: data.case }));
  return withReporters(state, [...state.reporters, ...joined]);
}

/** Follows {@link join}: its own clocks run on underneath. */
export function afterJoined(
  state: CaseState,
  { data, at }: Happened<CaseFact<'cases/joined'>>,
): CaseState {
  if (!isOpen(state)) return state;
  return { ...recordOf(state), status: 'merged', into: data.into, before: { ...state, at } };
}

/** Follows {@link separate}. */
export function afterSeparated(state: CaseState, { at }: { readonly at: number }): CaseState {
  return state.status === 'merged' ? { ...state.before, at } : state;
}
