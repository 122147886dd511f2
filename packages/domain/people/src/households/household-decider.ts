import type { Decider, Happened } from '@civigrid/kernel';
import { checkedInstant } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import { boxesOf, replaced } from '../record/sealed-box.ts';
import { type ConfirmBooklet, confirm, confirmed } from './confirm.ts';
import { type NoteEnvironment, note, noted } from './environment.ts';
import { refusal } from './household-error.ts';
import type { HouseholdFact } from './household-fact.ts';
import { type HouseholdState, type KnownHousehold, openHousehold } from './household-state.ts';
import {
  type DescribeMember,
  describe,
  isMember,
  type JoinHousehold,
  join,
  type LeaveHousehold,
  leave,
} from './member.ts';
import { householdPurposes } from './purposes.ts';
import {
  type CloseHousehold,
  close,
  type MoveHousehold,
  move,
  type RegisterHousehold,
  register,
} from './register.ts';
import { type RecordVisit, visitRecorded, withVisit } from './visit.ts';

/** What can be asked of a household. */
export type HouseholdCommand =
  | RegisterHousehold
  | MoveHousehold
  | CloseHousehold
  | JoinHousehold
  | DescribeMember
  | LeaveHousehold
  | NoteEnvironment
  | ConfirmBooklet
  | RecordVisit;

function visit(command: RecordVisit, state: HouseholdState): readonly HouseholdFact[] {
  const known = openHousehold(state);
  const subjects = [known.subject, ...known.members.map(({ subject }) => subject)];
  const { finding, words } = householdPurposes;
  const at = Math.max(command.at, known.at);
  const { data, personal } = visitRecorded(command, at, known, {
    subjects,
    purposes: [finding, words],
  });
  return [factOf('people/household-visited', data, personal)];
}

function decided(command: HouseholdCommand, state: HouseholdState): readonly HouseholdFact[] {
  switch (command.type) {
    case 'register':
      return register(command, state);
    case 'move':
      return move(command, state);
    case 'close':
      return close(state);
    case 'join':
      return join(command, state);
    case 'describe':
      return describe(command, state);
    case 'leave':
      return leave(command, state);
    case 'note':
      return note(command, state);
    case 'confirm':
      return confirm(command, state);
    case 'visit':
      return visit(command, state);
  }
}

function followed(state: KnownHousehold, happened: Happened<HouseholdFact>): KnownHousehold {
  const { at } = state;
  switch (happened.type) {
    case 'people/household-registered':
      return state;
    case 'people/household-moved':
      return {
        ...state,
        grid: happened.data.grid,
        boxes: replaced(state.boxes, boxesOf(happened)),
      };
    case 'people/household-closed':
      return { ...state, status: 'closed' };
    case 'people/member-joined': {
      const { member } = happened.data;
      if (isMember(state, member)) return state;
      const joined = { subject: member, since: at, boxes: boxesOf(happened) };
      return { ...state, members: [...state.members, joined] };
    }
    case 'people/member-described': {
      const { member } = happened.data;
      const members = state.members.map((each) =>
        each.subject === member
          ? { ...each, boxes: replaced(each.boxes, boxesOf(happened)) }
          : each,
      );
      return { ...state, members };
    }
    case 'people/member-left': {
      const { member } = happened.data;
      return { ...state, members: state.members.filter(({ subject }) => subject !== member) };
    }
    case 'people/environment-noted':
      return { ...state, environment: noted(state.environment, happened.data, at) };
    case 'people/booklet-confirmed': {
      const last = { at, by: happened.actor };
      return { ...state, confirmations: confirmed(state.confirmations, happened.data, last) };
    }
    case 'people/household-visited': {
      const recorded = { at, by: happened.actor, boxes: boxesOf(happened) };
      return { ...state, ...withVisit(state, happened.data, recorded) };
    }
  }
}

/** A newer version may have written facts that this one does not know: they change nothing. */
function known(state: KnownHousehold, happened: Happened<HouseholdFact>): KnownHousehold {
  const next: KnownHousehold | undefined = followed(state, happened);
  return next ?? state;
}

function evolve(state: HouseholdState, happened: Happened<HouseholdFact>): HouseholdState {
  if (state.status !== 'unregistered')
    return known({ ...state, at: Math.max(state.at, happened.at) }, happened);
  if (happened.type !== 'people/household-registered') return state;
  const { at, data } = happened;
  return {
    status: 'open',
    ...data,
    since: at,
    at,
    boxes: boxesOf(happened),
    members: [],
    environment: [],
    confirmations: [],
    visits: [],
    helps: [],
  };
}

/**
 * The life of a household (户), stream kind `household`: registered in a cell, moved, joined and left, its flat
 * described, its booklet confirmed, visited, closed. Facts know persons by `SubjectRef` only; address, names, numbers,
 * relations, health and words travel in personal parts and are sealed.
 */
export const householdDecider: Decider<HouseholdState, HouseholdCommand, HouseholdFact> = {
  initial: { status: 'unregistered' },
  decide: (command, state) => {
    checkedInstant(command.at, '/at');
    const facts: readonly HouseholdFact[] | undefined = decided(command, state);
    if (facts !== undefined) return facts;
    throw refusal('people/unknown-command', 'A household knows no such command.', {
      path: '/type',
    });
  },
  evolve,
};
