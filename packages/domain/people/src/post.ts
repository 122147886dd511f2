import type { GridCode, PostId } from '@civigrid/kernel';
import type { Role } from './role.ts';

/** A duty attached to a cell (岗位); it exists also while nobody holds it. */
export type Post = {
  readonly id: PostId;
  readonly role: Role;
  readonly grid: GridCode;
  /** When it was abolished (撤销), UTC milliseconds, not included; left out while it stands. */
  readonly until?: number;
};
