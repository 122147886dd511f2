import type { CaseId, GridCode, Happened, PersonalPart } from '@civigrid/kernel';
import { defined } from '@civigrid/kernel';
import type { Given } from '../given.ts';
import { checkedParts } from '../personal.ts';
import { type Photo, photoOf } from '../photo.ts';
import { isPoint, type Point } from '../point.ts';
import { refusal } from './task-error.ts';
import { fact, type TaskEvent, type TaskFact } from './task-event.ts';
import { started, type TaskState } from './task-state.ts';

/** A stop of a patrol (巡查点): a cell, a public thing (a hydrant, a device of the street) or a public point. */
export type Stop = {
  /** Unique within the round. */
  readonly stop: string;
  readonly grid?: GridCode;
  /** The reference of a thing. */
  readonly thing?: string;
  readonly point?: Point;
};

/** What was found at a stop: nothing, or something that is noted and may have become a case. */
export type StopResult = 'ok' | 'finding';

/** A stop that was checked. */
export type StopCheck = {
  readonly stop: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly result: StopResult;
  readonly case?: CaseId;
};

/** Somebody stands at a stop of the round and looks (打卡). */
export interface CheckStop extends Given {
  readonly type: 'checkStop';
  readonly stop: string;
  readonly result: StopResult;
  /** The case that a finding has opened. */
  readonly case?: CaseId;
  readonly photos?: readonly Photo[];
  readonly personal?: readonly PersonalPart[];
}

/** Data of `cases/stop-checked`. */
export type StopCheckedData = {
  readonly stop: string;
  readonly result: StopResult;
  readonly case?: CaseId;
  readonly photos: readonly Photo[];
};

/** Stops as the record keeps them; refuses with `cases/invalid-stops`. */
export function checkedStops(stops: readonly Stop[]): readonly Stop[] {
  const seen = new Set<string>();
  for (const [index, { stop, grid, thing, point }] of stops.entries()) {
    const places = [grid, thing, point].filter((place) => place !== undefined);
    if (!stop || seen.has(stop) || places.length === 0 || (point !== undefined && !isPoint(point)))
      throw refusal(
        'cases/invalid-stops',
        'A stop has a name of its own and is a cell, a thing or a point.',
        { index },
      );
    seen.add(stop);
  }
  return stops.map(({ stop, grid, thing, point }) => defined<Stop>({ stop, grid, thing, point }));
}

/** Decides {@link CheckStop}: in any order, each stop once. */
export function checkStop(command: CheckStop, state: TaskState): readonly TaskEvent[] {
  const task = started(state);
  const { stop, result } = command;
  if (task.kind !== 'patrol')
    throw refusal('cases/not-a-patrol', 'Only a patrol has stops.', { kind: task.kind });
  if (!task.stops.some((each) => each.stop === stop))
    throw refusal('cases/unknown-stop', 'The round has no such stop.', { stop });
  if (task.checks.some((each) => each.stop === stop))
    throw refusal('cases/stop-already-checked', 'This stop was checked on this round.', { stop });
  if (result !== 'ok' && result !== 'finding')
    throw refusal('cases/invalid-answer', 'A stop is ok, or something was found.', { stop });
  if (result === 'ok' && command.case !== undefined)
    throw refusal('cases/invalid-answer', 'Only a finding opens a case.', { stop });
  const data = defined<StopCheckedData>({
    stop,
    result,
    case: command.case,
    photos: (command.photos ?? []).map(photoOf),
  });
  return [fact('cases/stop-checked', data, checkedParts(command.personal))];
}

/** Follows {@link checkStop}. */
export function afterStopChecked(
  state: TaskState,
  { data, at }: Happened<TaskFact<'cases/stop-checked'>>,
): TaskState {
  if (state.status !== 'started') return state;
  const { stop, result } = data;
  const check = defined<StopCheck>({
    stop,
    at: Math.max(state.at, at),
    result,
    case: data.case,
  });
  return { ...state, checks: [...state.checks, check] };
}

/** The stops of the round that is under way that nobody has checked yet (漏巡), in the order of the round. */
export function missedStops(state: TaskState): readonly string[] {
  if (state.status !== 'started') return [];
  const checked = new Set(state.checks.map(({ stop }) => stop));
  return state.stops.map(({ stop }) => stop).filter((stop) => !checked.has(stop));
}
