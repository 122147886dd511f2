import type { PersonalPart, PersonId, PostId } from '@civigrid/kernel';
import { covers, endOf, isTerm, overlap, type Term } from '../tenure.ts';
import { given, momentOf, postOf, refusal, standingPost } from './moment.ts';
import type {
  AbolishPost,
  Appoint,
  CreatePost,
  Elect,
  EndLeave,
  EndStandIn,
  GrantLeave,
  HolderContact,
  NameStandIn,
  Relieve,
  Taking,
} from './roster-command.ts';
import type { RosterFact } from './roster-fact.ts';
import { contactPurpose, type RosterState } from './roster-state.ts';

type Facts = readonly RosterFact[];
type PostTerm = Term & { readonly post: PostId; readonly person: PersonId };

function termOf(
  command: { readonly at: number; readonly from?: number; readonly until?: number },
  post: PostId,
  state: RosterState,
): Term {
  const term: Term = { from: momentOf(command, state), ...given(command) };
  if (!isTerm(term))
    throw refusal('people/term-reversed', 'A term ends after it begins.', { post });
  return term;
}

/** The term of a post that covers an instant. */
function running<Kind extends PostTerm>(
  terms: readonly Kind[],
  post: PostId,
  at: number,
): Kind | undefined {
  return terms.find((term) => term.post === post && covers(term, at));
}

export function createPost({ post, role, grid }: CreatePost, state: RosterState): Facts {
  if (state.posts.some(({ id }) => id === post))
    throw refusal('people/post-exists', 'A post of this id stands or stood in the roster.', {
      post,
    });
  return [{ type: 'people/post-created', schema: 1, data: { post, role, grid } }];
}

function contactParts({ subject, name, phone }: HolderContact): readonly PersonalPart[] {
  const value = phone === undefined ? { name } : { name, phone };
  return [{ subject, purpose: contactPurpose, value }];
}

/** What every fact says of somebody who comes to a post. */
function takingOf(command: Taking) {
  const { post, person, contact } = command;
  return {
    data: { post, person, ...given(command) },
    personal: contact === undefined ? {} : { personal: contactParts(contact) },
  };
}

/** Appoints or elects: either way nobody else may hold the post within the term. */
export function take(command: Appoint | Elect, state: RosterState): Facts {
  const { post } = command;
  standingPost(post, state);
  const term = termOf(command, post, state);
  if (state.tenures.some((tenure) => tenure.post === post && overlap(tenure, term)))
    throw refusal('people/post-held', 'Somebody holds the post within this term.', { post });
  const { data, personal } = takingOf(command);
  const { by } = command;
  if (command.type === 'elect')
    return [{ type: 'people/elected', schema: 1, data: { ...data, by: command.by }, ...personal }];
  return [
    {
      type: 'people/appointed',
      schema: 1,
      data: by === undefined ? data : { ...data, by },
      ...personal,
    },
  ];
}

export function relieve(command: Relieve, state: RosterState): Facts {
  const { post, until, by } = command;
  postOf(post, state);
  const tenure = running(state.tenures, post, until ?? momentOf(command, state));
  if (tenure === undefined)
    throw refusal('people/post-vacant', 'Nobody holds the post at that instant.', { post });
  const data = { post, person: tenure.person, ...(until !== undefined && { until }) };
  return [{ type: 'people/relieved', schema: 1, data: by === undefined ? data : { ...data, by } }];
}

export function nameStandIn(command: NameStandIn, state: RosterState): Facts {
  const { post, by } = command;
  standingPost(post, state);
  const term = termOf(command, post, state);
  if (state.standIns.some((other) => other.post === post && overlap(other, term)))
    throw refusal('people/post-stood-in', 'Somebody stands in for the post within this term.', {
      post,
    });
  const { data, personal } = takingOf(command);
  return [
    {
      type: 'people/stand-in-named',
      schema: 1,
      data: by === undefined ? data : { ...data, by },
      ...personal,
    },
  ];
}

export function endStandIn(command: EndStandIn, state: RosterState): Facts {
  const { post, until } = command;
  postOf(post, state);
  const standIn = running(state.standIns, post, until ?? momentOf(command, state));
  if (standIn === undefined)
    throw refusal('people/no-stand-in', 'Nobody stands in for the post at that instant.', { post });
  const data = { post, person: standIn.person, ...(until !== undefined && { until }) };
  return [{ type: 'people/stand-in-ended', schema: 1, data }];
}

/** Whether a rota that is in force then, or later, names a person for a post. */
function takesShifts(post: PostId, person: PersonId, at: number, { rotas }: RosterState): boolean {
  return rotas.some((rota) => {
    if (endOf(rota) <= at) return false;
    const { pattern, changes = [] } = rota;
    const shifts = pattern.kind === 'office' ? [] : pattern.shifts;
    return (
      shifts.some((shift) => shift.post === post && shift.person === person) ||
      changes.some(
        (change) => change.post === post && change.shifts.some((each) => each.person === person),
      )
    );
  });
}

export function grantLeave(command: GrantLeave, state: RosterState): Facts {
  const { post } = command;
  postOf(post, state);
  const term = termOf(command, post, state);
  const holder = running(state.tenures, post, term.from)?.person;
  const person = command.person ?? holder;
  if (person === undefined)
    throw refusal('people/post-vacant', 'Nobody holds the post at that instant.', { post });
  const serves =
    person === holder ||
    person === running(state.standIns, post, term.from)?.person ||
    takesShifts(post, person, term.from, state);
  if (!serves)
    throw refusal('people/not-serving', 'The person does not serve in the post then.', { post });
  const away = state.leaves.some(
    (leave) => leave.post === post && leave.person === person && overlap(leave, term),
  );
  if (away) throw refusal('people/on-leave', 'The person is on leave within this time.', { post });
  const data = { post, person, ...given(command) };
  return [{ type: 'people/leave-granted', schema: 1, data }];
}

export function endLeave(command: EndLeave, state: RosterState): Facts {
  const { post, person, until } = command;
  postOf(post, state);
  const at = until ?? momentOf(command, state);
  const leave = state.leaves.find(
    (each) =>
      each.post === post && covers(each, at) && (person === undefined || each.person === person),
  );
  if (leave === undefined)
    throw refusal('people/not-on-leave', 'Nobody is on such a leave at that instant.', { post });
  const data = { post, person: leave.person, ...(until !== undefined && { until }) };
  return [{ type: 'people/leave-ended', schema: 1, data }];
}

export function abolishPost(command: AbolishPost, state: RosterState): Facts {
  const { post } = command;
  const moment = momentOf(command, state);
  standingPost(post, state);
  const lasts = (term: PostTerm) => term.post === post && endOf(term) > moment;
  if (state.tenures.some(lasts) || state.standIns.some(lasts))
    throw refusal('people/post-held', 'Somebody holds the post, or will.', { post });
  return [{ type: 'people/post-abolished', schema: 1, data: { post } }];
}
