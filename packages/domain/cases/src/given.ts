import type { ActorId } from '@civigrid/kernel';

/** What every command of a case carries. */
export interface Given {
  /** When: UTC milliseconds. */
  readonly at: number;
  /** Who gives it. */
  readonly actor: ActorId;
}
