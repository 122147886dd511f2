import type { GridCode, PersonalPart, PersonId, PostId } from '@civigrid/kernel';
import type { Role } from './role.ts';

/** A post was created (设岗). */
export type PostCreated = {
  readonly type: 'people/post-created';
  readonly schema: 1;
  readonly data: { readonly post: PostId; readonly role: Role; readonly grid: GridCode };
};

/** A person was appointed to a post (任命); without `from` the term begins with the fact. Name and phone are sealed. */
export type Appointed = {
  readonly type: 'people/appointed';
  readonly schema: 1;
  readonly data: {
    readonly post: PostId;
    readonly person: PersonId;
    readonly from?: number;
    readonly until?: number;
  };
  readonly personal?: readonly PersonalPart[];
};

/** The term that was running ended (免职); without `until` it ended with the fact. */
export type Relieved = {
  readonly type: 'people/relieved';
  readonly schema: 1;
  readonly data: { readonly post: PostId; readonly person: PersonId; readonly until?: number };
};

/** A post was abolished (撤岗). */
export type PostAbolished = {
  readonly type: 'people/post-abolished';
  readonly schema: 1;
  readonly data: { readonly post: PostId };
};

/** What happens to a roster. */
export type RosterFact = PostCreated | Appointed | Relieved | PostAbolished;
