import type { HourSpan } from './hours.ts';
import type { Duty, Holding, MatrixGrid, MatrixPost } from './matrix-input.ts';

/** A post comes, or is held otherwise: it takes the place of the one with its id. */
export interface PutPost {
  readonly type: 'putPost';
  readonly post: MatrixPost;
}

/** A post goes (撤岗). */
export interface RemovePost {
  readonly type: 'removePost';
  readonly post: string;
}

/** Nobody holds a post any more (空缺). */
export interface VacatePost {
  readonly type: 'vacate';
  readonly post: string;
}

/** Somebody is appointed to a post beside those who hold it (任职). */
export interface AppointToPost {
  readonly type: 'appoint';
  readonly post: string;
  readonly holder: Holding;
}

/** A holder goes on leave in these hours too (请假); everybody who holds the post where no person is named. */
export interface TakeLeave {
  readonly type: 'leave';
  readonly post: string;
  readonly person?: string;
  readonly hours: readonly HourSpan[];
}

/** A rule comes, or is edited: it takes the place of the one with its id. */
export interface PutDuty {
  readonly type: 'putDuty';
  readonly duty: Duty;
}

/** A rule goes. */
export interface RemoveDuty {
  readonly type: 'removeDuty';
  readonly duty: string;
}

/** Cells move, split or merge (动态调整): new cells and new parents, and cells that are no more. Posts and rules of the latter go in the same change. */
export interface Redivide {
  readonly type: 'redivide';
  readonly put?: readonly MatrixGrid[];
  readonly remove?: readonly string[];
}

/** One change of what a matrix is made of. */
export type MatrixChange =
  | PutPost
  | RemovePost
  | VacatePost
  | AppointToPost
  | TakeLeave
  | PutDuty
  | RemoveDuty
  | Redivide;
