import type { ActorId } from '@civigrid/kernel';

/** What every command of households, volunteers and programmes carries. */
export interface Given {
  /** When it was given: UTC milliseconds. */
  readonly at: number;
  /** Who gives it: the same actor as in the command's envelope. */
  readonly actor: ActorId;
}
