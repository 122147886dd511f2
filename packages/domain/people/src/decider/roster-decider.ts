import type { Decider, Happened } from '@civigrid/kernel';
import { cut, momentOf } from './moment.ts';
import type { RosterCommand } from './roster-command.ts';
import type { RosterFact } from './roster-fact.ts';
import { contactPurpose, type RosterState, type SealedContact } from './roster-state.ts';
import { afterChange, afterEnd, afterSet, changeShifts, endRota, setRota } from './rotas.ts';
import {
  abolishPost,
  createPost,
  endLeave,
  endStandIn,
  grantLeave,
  nameStandIn,
  relieve,
  take,
} from './terms.ts';

function decide(command: RosterCommand, state: RosterState): readonly RosterFact[] {
  switch (command.type) {
    case 'createPost':
      return createPost(command, state);
    case 'appoint':
    case 'elect':
      return take(command, state);
    case 'relieve':
      return relieve(command, state);
    case 'nameStandIn':
      return nameStandIn(command, state);
    case 'endStandIn':
      return endStandIn(command, state);
    case 'grantLeave':
      return grantLeave(command, state);
    case 'endLeave':
      return endLeave(command, state);
    case 'setRota':
      return setRota(command, state);
    case 'endRota':
      return endRota(command, state);
    case 'changeShifts':
      return changeShifts(command, state);
    case 'abolishPost':
      return abolishPost(command, state);
  }
}

type Happening<Type extends RosterFact['type']> = Extract<
  Happened<RosterFact>,
  { readonly type: Type }
>;

/** The contacts with the one that came with a fact, in place of the person's former. */
function contactsAfter(
  { contacts }: RosterState,
  happened: Happening<'people/appointed' | 'people/elected' | 'people/stand-in-named'>,
): readonly SealedContact[] {
  const { data, sealed = [], id: event, schema } = happened;
  const { person } = data;
  const contact = sealed.find(({ purpose }) => purpose === contactPurpose);
  if (contact === undefined) return contacts;
  const others = contacts.filter((each) => each.person !== person);
  return [...others, { person, event, schema, sealed: contact }];
}

/** Whoever is relieved comes back to no leave, should the person hold the post again. */
function relieved(
  state: RosterState,
  { data: { post, person, until } }: Happening<'people/relieved'>,
  moment: number,
): RosterState {
  const end = until ?? moment;
  const tenures = cut(state.tenures, (tenure) => tenure.post === post, end);
  const leaves = cut(state.leaves, (leave) => leave.post === post && leave.person === person, end);
  return { ...state, tenures, leaves };
}

function evolve(before: RosterState, happened: Happened<RosterFact>): RosterState {
  const at = momentOf(happened, before);
  const state = { ...before, at };
  switch (happened.type) {
    case 'people/post-created': {
      const { post: id, role, grid } = happened.data;
      return { ...state, posts: [...state.posts, { id, role, grid }] };
    }
    case 'people/appointed': {
      const tenures = [...state.tenures, { from: at, ...happened.data }];
      return { ...state, tenures, contacts: contactsAfter(state, happened) };
    }
    case 'people/elected': {
      const tenure = { from: at, ...happened.data, elected: true } as const;
      const tenures = [...state.tenures, tenure];
      return { ...state, tenures, contacts: contactsAfter(state, happened) };
    }
    case 'people/relieved':
      return relieved(state, happened, at);
    case 'people/stand-in-named': {
      const standIns = [...state.standIns, { from: at, ...happened.data }];
      return { ...state, standIns, contacts: contactsAfter(state, happened) };
    }
    case 'people/stand-in-ended': {
      const { post, until = at } = happened.data;
      return { ...state, standIns: cut(state.standIns, (each) => each.post === post, until) };
    }
    case 'people/leave-granted':
      return { ...state, leaves: [...state.leaves, { from: at, ...happened.data }] };
    case 'people/leave-ended': {
      const { post, person, until = at } = happened.data;
      const ends = (leave: RosterState['leaves'][number]) =>
        leave.post === post && leave.person === person;
      return { ...state, leaves: cut(state.leaves, ends, until) };
    }
    case 'people/rota-set':
      return { ...state, rotas: afterSet(state.rotas, happened.data, at) };
    case 'people/rota-ended': {
      const { rota, until = at } = happened.data;
      return { ...state, rotas: afterEnd(state.rotas, rota, until) };
    }
    case 'people/shifts-changed':
      return { ...state, rotas: afterChange(state.rotas, happened.data) };
    case 'people/post-abolished': {
      const { post } = happened.data;
      const posts = state.posts.map((each) => (each.id === post ? { ...each, until: at } : each));
      return { ...state, posts };
    }
  }
}

/**
 * The life of a roster (岗位名册), stream kind `roster`: posts are created and abolished, people appointed, elected and
 * relieved, stand-ins named, leave granted, rotas set. A fact names a person by id only; name and phone travel in a
 * personal part of the purpose `contact`. One stream a community keeps it short.
 */
export const rosterDecider: Decider<RosterState, RosterCommand, RosterFact> = {
  initial: { posts: [], tenures: [], standIns: [], leaves: [], rotas: [], contacts: [], at: null },
  decide,
  evolve,
};
