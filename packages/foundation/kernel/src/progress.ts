import type { Json } from './json.ts';

/** How far a group has read one partition, with its snapshot if it keeps one. */
export interface Checkpoint {
  readonly upTo: number;
  readonly snapshot?: Json;
}

/** Keeps checkpoints; what was saved last is what is loaded. Tenants are told apart by the group's name. */
export interface Progress {
  /** Undefined where the group has never saved. */
  load(group: string, partition: number): Promise<Checkpoint | undefined>;
  /** Takes the place of what was saved before, the snapshot included. */
  save(group: string, partition: number, upTo: number, snapshot?: Json): Promise<void>;
}
