import type { GridCode, PersonalPart, PersonId, PostId } from '@civigrid/kernel';
import type { DecidedBy } from '../decided-by.ts';
import type { Role } from '../role.ts';
import type { DutyHours, DutyPattern } from '../rota/rota.ts';

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
    readonly by?: DecidedBy;
  };
  readonly personal?: readonly PersonalPart[];
};

/** A person was elected to a post (当选). */
export type Elected = {
  readonly type: 'people/elected';
  readonly schema: 1;
  readonly data: {
    readonly post: PostId;
    readonly person: PersonId;
    readonly by: DecidedBy;
    readonly from?: number;
    readonly until?: number;
  };
  readonly personal?: readonly PersonalPart[];
};

/** The term that was running ended (免职); without `until` it ended with the fact. */
export type Relieved = {
  readonly type: 'people/relieved';
  readonly schema: 1;
  readonly data: {
    readonly post: PostId;
    readonly person: PersonId;
    readonly until?: number;
    readonly by?: DecidedBy;
  };
};

/** A person was named to act for a post (代理). */
export type StandInNamed = {
  readonly type: 'people/stand-in-named';
  readonly schema: 1;
  readonly data: {
    readonly post: PostId;
    readonly person: PersonId;
    readonly from?: number;
    readonly until?: number;
    readonly by?: DecidedBy;
  };
  readonly personal?: readonly PersonalPart[];
};

/** The standing in ended (代理结束). */
export type StandInEnded = {
  readonly type: 'people/stand-in-ended';
  readonly schema: 1;
  readonly data: { readonly post: PostId; readonly person: PersonId; readonly until?: number };
};

/** A person was granted leave from a post (准假). */
export type LeaveGranted = {
  readonly type: 'people/leave-granted';
  readonly schema: 1;
  readonly data: {
    readonly post: PostId;
    readonly person: PersonId;
    readonly from?: number;
    readonly until?: number;
  };
};

/** The leave ended (销假). */
export type LeaveEnded = {
  readonly type: 'people/leave-ended';
  readonly schema: 1;
  readonly data: { readonly post: PostId; readonly person: PersonId; readonly until?: number };
};

/** A version of a rota was set (排班). */
export type RotaSet = {
  readonly type: 'people/rota-set';
  readonly schema: 1;
  readonly data: {
    readonly rota: string;
    /** 1, 2, 3 … of one id. */
    readonly version: number;
    readonly from?: number;
    readonly until?: number;
    readonly zone?: string;
    readonly pattern: DutyPattern;
  };
};

/** A rota ended (停班). */
export type RotaEnded = {
  readonly type: 'people/rota-ended';
  readonly schema: 1;
  readonly data: { readonly rota: string; readonly version: number; readonly until?: number };
};

/** What a post does on one day was changed (换班). */
export type ShiftsChanged = {
  readonly type: 'people/shifts-changed';
  readonly schema: 1;
  readonly data: {
    readonly rota: string;
    readonly version: number;
    readonly post: PostId;
    readonly date: string;
    readonly shifts: readonly DutyHours[];
  };
};

/** A post was abolished (撤岗). */
export type PostAbolished = {
  readonly type: 'people/post-abolished';
  readonly schema: 1;
  readonly data: { readonly post: PostId };
};

/** What happens to a roster. */
export type RosterFact =
  | PostCreated
  | Appointed
  | Elected
  | Relieved
  | StandInNamed
  | StandInEnded
  | LeaveGranted
  | LeaveEnded
  | RotaSet
  | RotaEnded
  | ShiftsChanged
  | PostAbolished;
