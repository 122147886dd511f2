import type { ActorId, CommandId, CorrelationId, EventId, TenantId } from './ids.ts';

/** What a stream must look like for an append: absent, there, any, or at a version. */
export type Expected = 'none' | 'exists' | 'any' | number;

/** Whether a stream of this version, 0 where there is none, looks as expected. */
export function meets(expected: Expected, version: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'none') return version === 0;
  if (expected === 'exists') return version > 0;
  return expected === version;
}

/** What every command carries besides its own matter. */
export interface CommandMeta {
  /** Made by whoever makes the command; the same id is handled once. */
  readonly id: CommandId;
  readonly tenant: TenantId;
  /** When it was given: UTC milliseconds. */
  readonly at: number;
  readonly actor: ActorId;
  readonly cause?: EventId;
  readonly correlation: CorrelationId;
  /** What the first stream must look like; a conflict with it is answered, never retried. */
  readonly expected?: Expected;
}
