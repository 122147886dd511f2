import type { Decider, Happened } from '@civigrid/kernel';
import { checkedInstant } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import { boxesOf, replaced } from '../record/sealed-box.ts';
import {
  type EndCare,
  type EnterCare,
  end,
  enter,
  type ReviewCare,
  review,
  type TransferCare,
  transfer,
} from './care.ts';
import type { CareFact } from './care-fact.ts';
import { type CareState, type ListedPerson, listed } from './care-state.ts';
import { refusal } from './household-error.ts';
import { carePurposes } from './purposes.ts';
import { type RecordVisit, visitRecorded, withVisit } from './visit.ts';

/** What can be asked of the care list. */
export type CareCommand = EnterCare | ReviewCare | TransferCare | RecordVisit | EndCare;

function visit(command: RecordVisit, state: CareState): readonly CareFact[] {
  const known = listed(state);
  const { finding, words, health } = carePurposes;
  const allowed = { subjects: [known.person], purposes: [finding, words, health] };
  const at = Math.max(command.at, known.at);
  const { data, personal } = visitRecorded(command, at, known, allowed);
  return [factOf('people/care-visited', data, personal)];
}

function decided(command: CareCommand, state: CareState): readonly CareFact[] {
  switch (command.type) {
    case 'enter':
      return enter(command, state);
    case 'review':
      return review(command, state);
    case 'transfer':
      return transfer(command, state);
    case 'visit':
      return visit(command, state);
    case 'end':
      return end(command, state);
  }
}

function followed(state: ListedPerson, happened: Happened<CareFact>): CareState {
  const { at } = state;
  switch (happened.type) {
    case 'people/care-entered':
      return state;
    case 'people/care-reviewed':
      return { ...state, ...happened.data, boxes: replaced(state.boxes, boxesOf(happened)) };
    case 'people/care-transferred': {
      const { household: _left, ...rest } = state;
      return { ...rest, ...happened.data };
    }
    case 'people/care-visited': {
      const recorded = { at, by: happened.actor, boxes: boxesOf(happened) };
      return { ...state, ...withVisit(state, happened.data, recorded) };
    }
    case 'people/care-ended':
      return { status: 'ended', person: state.person, at };
  }
}

/** A newer version may have written facts that this one does not know: they change nothing. */
function known(state: ListedPerson, happened: Happened<CareFact>): CareState {
  const next: CareState | undefined = followed(state, happened);
  return next ?? state;
}

function evolve(state: CareState, happened: Happened<CareFact>): CareState {
  const at = state.status === 'unlisted' ? happened.at : Math.max(state.at, happened.at);
  if (state.status === 'listed') return known({ ...state, at }, happened);
  if (happened.type !== 'people/care-entered') return state;
  const { data } = happened;
  return {
    status: 'listed',
    ...data,
    since: at,
    at,
    boxes: boxesOf(happened),
    visits: [],
    helps: [],
  };
}

/**
 * A person's place on the care list (重点关爱人群), stream kind `person`: entered with a sealed reason and a legal basis,
 * reviewed, visited, ended. Nothing about the person is derived: the state holds what a clerk entered, and no score.
 */
export const careDecider: Decider<CareState, CareCommand, CareFact> = {
  initial: { status: 'unlisted' },
  decide: (command, state) => {
    checkedInstant(command.at, '/at');
    const facts: readonly CareFact[] | undefined = decided(command, state);
    if (facts !== undefined) return facts;
    throw refusal('people/unknown-command', 'The care list knows no such command.', {
      path: '/type',
    });
  },
  evolve,
};
