import type { GridCode, PersonId, PostId, SubjectRef } from '@civigrid/kernel';
import type { DecidedBy } from '../decided-by.ts';
import type { Role } from '../role.ts';
import type { DutyHours, DutyPattern } from '../rota/rota.ts';

/** Creates a post (设岗). Refused with `people/post-exists`; the id of an abolished post is never used again. */
export interface CreatePost {
  readonly type: 'createPost';
  /** UTC milliseconds, as in every command. */
  readonly at: number;
  readonly post: PostId;
  readonly role: Role;
  readonly grid: GridCode;
}

/** How a holder is reached (联系方式); sealed as the person's own before anything is stored. */
export interface HolderContact {
  readonly subject: SubjectRef;
  readonly name: string;
  readonly phone?: string;
}

/** Who comes to a post from when to when, and how that person is reached. */
export interface Taking {
  readonly at: number;
  readonly post: PostId;
  readonly person: PersonId;
  /** When the term begins, UTC milliseconds; now if left out. */
  readonly from?: number;
  /** When it ends, not included; open if left out. */
  readonly until?: number;
  readonly contact?: HolderContact;
}

/** Appoints a person to a post (任命). Refused with `people/unknown-post`, `post-abolished`, `post-held`, `term-reversed`. */
export interface Appoint extends Taking {
  readonly type: 'appoint';
  readonly by?: DecidedBy;
}

/** Records that a person was elected to a post (选举), and by which meeting. Refused as an appointment is. */
export interface Elect extends Taking {
  readonly type: 'elect';
  readonly by: DecidedBy;
}

/** Ends the term that is running (免职), and the person's leave from it. Refused with `people/unknown-post`, `post-vacant`. */
export interface Relieve {
  readonly type: 'relieve';
  readonly at: number;
  readonly post: PostId;
  /** When it ends, UTC milliseconds, not included; now if left out. */
  readonly until?: number;
  readonly by?: DecidedBy;
}

/** Names who acts for a post (代理). Refused with `people/unknown-post`, `post-abolished`, `post-stood-in`, `term-reversed`. */
export interface NameStandIn extends Taking {
  readonly type: 'nameStandIn';
  readonly by?: DecidedBy;
}

/** Ends the standing in that is running. Refused with `people/unknown-post`, `no-stand-in`. */
export interface EndStandIn {
  readonly type: 'endStandIn';
  readonly at: number;
  readonly post: PostId;
  readonly until?: number;
}

/**
 * Grants leave from a post (准假) to its holder, or to the person named: who then holds it, stands in or takes shifts of
 * it. Refused with `people/unknown-post`, `post-vacant`, `not-serving`, `on-leave`, `term-reversed`.
 */
export interface GrantLeave {
  readonly type: 'grantLeave';
  readonly at: number;
  readonly post: PostId;
  readonly person?: PersonId;
  readonly from?: number;
  readonly until?: number;
}

/** Ends the leave that is running (销假), of the person named or of whoever is on it. Refused with `people/unknown-post`, `not-on-leave`. */
export interface EndLeave {
  readonly type: 'endLeave';
  readonly at: number;
  readonly post: PostId;
  readonly person?: PersonId;
  readonly until?: number;
}

/**
 * Sets a rota, or a new version of it, in force from an instant on (排班); what stood under its id from then on is
 * replaced. Refused with the code of what is wrong in it, all of it in the details, and `people/post-abolished`, `rotas-overlap`.
 */
export interface SetRota {
  readonly type: 'setRota';
  readonly at: number;
  readonly rota: string;
  readonly from?: number;
  readonly until?: number;
  readonly zone?: string;
  readonly pattern: DutyPattern;
}

/** Ends the rota that is in force (停班). Refused with `people/rota-not-in-force`. */
export interface EndRota {
  readonly type: 'endRota';
  readonly at: number;
  readonly rota: string;
  readonly until?: number;
}

/**
 * Changes what a post of a rota does on one day (换班); a later change of the same day replaces it. Refused with
 * `people/rota-not-in-force` at that day's noon, `post-not-in-rota`, `bad-date`, `bad-shift`, `empty-shift`, `shifts-overlap`.
 */
export interface ChangeShifts {
  readonly type: 'changeShifts';
  readonly at: number;
  readonly rota: string;
  readonly post: PostId;
  /** The local day `'YYYY-MM-DD'`. */
  readonly date: string;
  readonly shifts: readonly DutyHours[];
}

/** Abolishes a post that nobody holds (撤岗). Refused with `people/unknown-post`, `post-abolished`, `post-held`. */
export interface AbolishPost {
  readonly type: 'abolishPost';
  readonly at: number;
  readonly post: PostId;
}

/** What can be asked of a roster. */
export type RosterCommand =
  | CreatePost
  | Appoint
  | Elect
  | Relieve
  | NameStandIn
  | EndStandIn
  | GrantLeave
  | EndLeave
  | SetRota
  | EndRota
  | ChangeShifts
  | AbolishPost;
