import type { GridCode } from '@civigrid/kernel';
import {
  checkedCode,
  checkedCount,
  checkedInstant,
  checkedInstants,
  checkedTitle,
} from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { refusal } from './programme-error.ts';
import type { ProgrammeFact } from './programme-fact.ts';
import {
  type Measure,
  type ProgrammeActivity,
  type ProgrammeState,
  runningProgramme,
} from './programme-state.ts';

/** Launches a programme (立项). Refused with `people/programme-exists`, `programme-reversed`, `measure-twice`. */
export interface LaunchProgramme extends Given {
  readonly type: 'launch';
  readonly programme: string;
  /** Public. */
  readonly title: string;
  readonly grid: GridCode;
  /** UTC milliseconds. */
  readonly from: number;
  /** UTC milliseconds, not included. */
  readonly until?: number;
  /** At least one. */
  readonly measures: readonly Measure[];
  /** Whole fen (分), at least 1. */
  readonly budgetFen?: number;
}

/** Gives a measure another goal (调整目标); what was reached stays. Refused with `people/measure-unknown`. */
export interface SetGoal extends Given {
  readonly type: 'setGoal';
  readonly measure: string;
  readonly goal: number;
}

/** Plans an activity (安排活动). Refused with `people/activity-exists`, `activity-reversed`. */
export interface PlanActivity extends Given, ProgrammeActivity {
  readonly type: 'planActivity';
}

/** Ends the programme (结项). Refused with `people/programme-ended`; what was reached can still be corrected. */
export interface EndProgramme extends Given {
  readonly type: 'end';
}

/** Data of `people/programme-launched`. */
export type ProgrammeLaunchedData = {
  readonly programme: string;
  readonly title: string;
  readonly grid: GridCode;
  readonly from: number;
  readonly until?: number;
  readonly measures: readonly Measure[];
  readonly budgetFen?: number;
};

/** Data of `people/goal-set`. */
export type GoalSetData = { readonly measure: string; readonly goal: number };

/** Data of `people/programme-ended`. */
export type ProgrammeEndedData = Readonly<Record<string, never>>;

function checkedMeasures(measures: readonly Measure[]): readonly Measure[] {
  checkedCount(measures.length, '/measures', { least: 1 });
  const seen = new Set<string>();
  return measures.map(({ measure, unit, goal }, index) => {
    const path = `/measures/${index}`;
    if (seen.has(checkedCode(measure, `${path}/measure`)))
      throw refusal('people/measure-twice', 'Each measure stands once.', { path });
    seen.add(measure);
    return {
      measure,
      unit: checkedCode(unit, `${path}/unit`),
      goal: checkedCount(goal, `${path}/goal`, { least: 1 }),
    };
  });
}

/** Decides {@link LaunchProgramme}. */
export function launch(command: LaunchProgramme, state: ProgrammeState): readonly ProgrammeFact[] {
  if (state.status !== 'planned')
    throw refusal('people/programme-exists', 'The programme was launched already.');
  const { from, until, budgetFen, grid } = command;
  checkedInstants({ from });
  if (until !== undefined && checkedInstant(until, '/until') <= from)
    throw refusal('people/programme-reversed', 'A programme ends after it begins.', {
      path: '/until',
    });
  const data: ProgrammeLaunchedData = {
    programme: checkedCode(command.programme, '/programme'),
    title: checkedTitle(command.title, '/title'),
    grid,
    from,
    ...(until !== undefined && { until }),
    measures: checkedMeasures(command.measures),
    ...(budgetFen !== undefined && {
      budgetFen: checkedCount(budgetFen, '/budgetFen', { least: 1 }),
    }),
  };
  return [factOf('people/programme-launched', data)];
}

/** Decides {@link SetGoal}. */
export function setGoal(command: SetGoal, state: ProgrammeState): readonly ProgrammeFact[] {
  const { measures } = runningProgramme(state);
  const found = measures.find(({ measure }) => measure === command.measure);
  if (found === undefined)
    throw refusal('people/measure-unknown', 'The programme has no such measure.', {
      path: '/measure',
    });
  const goal = checkedCount(command.goal, '/goal', { least: 1 });
  return goal === found.goal ? [] : [factOf('people/goal-set', { measure: found.measure, goal })];
}

/** Decides {@link PlanActivity}. */
export function planActivity(
  command: PlanActivity,
  state: ProgrammeState,
): readonly ProgrammeFact[] {
  const { activities } = runningProgramme(state);
  const activity = checkedCode(command.activity, '/activity');
  if (activities.some((each) => each.activity === activity))
    throw refusal('people/activity-exists', 'An activity of this name was planned.', { activity });
  const { from, until } = command;
  checkedInstants({ from, until });
  if (until <= from)
    throw refusal('people/activity-reversed', 'An activity ends after it begins.', { activity });
  return [factOf('people/activity-planned', { activity, grid: command.grid, from, until })];
}

/** Decides {@link EndProgramme}. */
export function end(state: ProgrammeState): readonly ProgrammeFact[] {
  runningProgramme(state);
  return [factOf('people/programme-ended', {})];
}
