import type { PostId } from '@civigrid/kernel';

/** Why an entry of a roster was left out. */
export type RosterIssueCode =
  | 'people/duplicate-post'
  | 'people/unknown-post'
  | 'people/term-reversed'
  | 'people/terms-overlap';

/** An entry that a roster left out, with its place (名册问题). */
export interface RosterIssue {
  readonly code: RosterIssueCode;
  readonly list: 'posts' | 'tenures' | 'standIns';
  /** Place in the list. */
  readonly index: number;
  readonly post: PostId;
}
