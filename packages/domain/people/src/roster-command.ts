import type { GridCode, PersonId, PostId, SubjectRef } from '@civigrid/kernel';
import type { Role } from './role.ts';

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

/** Appoints a person to a post (任命). Refused with `people/unknown-post`, `post-abolished`, `post-held`, `term-reversed`. */
export interface Appoint {
  readonly type: 'appoint';
  readonly at: number;
  readonly post: PostId;
  readonly person: PersonId;
  /** When the term begins, UTC milliseconds; now if left out. */
  readonly from?: number;
  /** When it ends, not included; open if left out. */
  readonly until?: number;
  readonly contact?: HolderContact;
}

/** Ends the term that is running (免职). Refused with `people/unknown-post`, `post-vacant`. */
export interface Relieve {
  readonly type: 'relieve';
  readonly at: number;
  readonly post: PostId;
  /** When it ends, UTC milliseconds, not included; now if left out. */
  readonly until?: number;
}

/** Abolishes a post that nobody holds (撤岗). Refused with `people/unknown-post`, `post-abolished`, `post-held`. */
export interface AbolishPost {
  readonly type: 'abolishPost';
  readonly at: number;
  readonly post: PostId;
}

/** What can be asked of a roster. */
export type RosterCommand = CreatePost | Appoint | Relieve | AbolishPost;
