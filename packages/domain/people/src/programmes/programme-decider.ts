import type { Decider, Happened } from '@civigrid/kernel';
import { checkedInstant } from '../record/checked.ts';
import {
  type EndProgramme,
  end,
  type LaunchProgramme,
  launch,
  type PlanActivity,
  planActivity,
  type SetGoal,
  setGoal,
} from './launch.ts';
import {
  type CorrectOutcome,
  correctOutcome,
  type RecordOutcome,
  recordOutcome,
} from './outcome.ts';
import { refusal } from './programme-error.ts';
import type { ProgrammeFact } from './programme-fact.ts';
import type { KnownProgramme, ProgrammeState } from './programme-state.ts';
import { type CorrectSpending, correctSpending, type Spend, spend } from './spending.ts';

/** What can be asked of a programme. */
export type ProgrammeCommand =
  | LaunchProgramme
  | SetGoal
  | PlanActivity
  | RecordOutcome
  | CorrectOutcome
  | Spend
  | CorrectSpending
  | EndProgramme;

function decided(command: ProgrammeCommand, state: ProgrammeState): readonly ProgrammeFact[] {
  switch (command.type) {
    case 'launch':
      return launch(command, state);
    case 'setGoal':
      return setGoal(command, state);
    case 'planActivity':
      return planActivity(command, state);
    case 'recordOutcome':
      return recordOutcome(command, state);
    case 'correctOutcome':
      return correctOutcome(command, state);
    case 'spend':
      return spend(command, state);
    case 'correctSpending':
      return correctSpending(command, state);
    case 'end':
      return end(state);
  }
}

function followed(state: KnownProgramme, happened: Happened<ProgrammeFact>): KnownProgramme {
  const { at } = state;
  switch (happened.type) {
    case 'people/programme-launched':
      return state;
    case 'people/goal-set': {
      const { measure, goal } = happened.data;
      const measures = state.measures.map((each) =>
        each.measure === measure ? { ...each, goal } : each,
      );
      return { ...state, measures };
    }
    case 'people/activity-planned':
      return { ...state, activities: [...state.activities, happened.data] };
    case 'people/outcome-recorded': {
      const recorded = { ...happened.data, takenBack: 0, at };
      return { ...state, outcomes: [...state.outcomes, recorded] };
    }
    case 'people/outcome-corrected': {
      const { outcome, amount } = happened.data;
      const outcomes = state.outcomes.map((each) =>
        each.outcome === outcome ? { ...each, takenBack: each.takenBack + amount } : each,
      );
      return { ...state, outcomes };
    }
    case 'people/spent': {
      const spent = { ...happened.data, takenBack: 0, at };
      return { ...state, spendings: [...state.spendings, spent] };
    }
    case 'people/spending-corrected': {
      const { spending, fen } = happened.data;
      const spendings = state.spendings.map((each) =>
        each.spending === spending ? { ...each, takenBack: each.takenBack + fen } : each,
      );
      return { ...state, spendings };
    }
    case 'people/programme-ended':
      return { ...state, status: 'ended' };
  }
}

function evolve(state: ProgrammeState, happened: Happened<ProgrammeFact>): ProgrammeState {
  if (state.status !== 'planned') {
    const later = { ...state, at: Math.max(state.at, happened.at) };
    // A newer version may have written facts that this one does not know: they change nothing.
    const next: ProgrammeState | undefined = followed(later, happened);
    return next ?? later;
  }
  if (happened.type !== 'people/programme-launched') return state;
  const { at, data } = happened;
  return { status: 'running', ...data, at, activities: [], outcomes: [], spendings: [] };
}

/**
 * The life of a programme (项目) in a stream of `programmeStream`: launched with goals and perhaps a budget, what was
 * reached and spent recorded with proofs, corrected by counter-entries, ended. It speaks of things and cells, of no
 * person.
 */
export const programmeDecider: Decider<ProgrammeState, ProgrammeCommand, ProgrammeFact> = {
  initial: { status: 'planned' },
  decide: (command, state) => {
    checkedInstant(command.at, '/at');
    const facts: readonly ProgrammeFact[] | undefined = decided(command, state);
    if (facts !== undefined) return facts;
    throw refusal('people/unknown-command', 'A programme knows no such command.', {
      path: '/type',
    });
  },
  evolve,
};
