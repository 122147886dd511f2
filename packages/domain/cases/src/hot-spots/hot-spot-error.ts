import { DomainError } from '@civigrid/kernel';

/** The codes with which a search for hot spots or recurrences is refused. */
export type HotSpotErrorCode = 'cases/invalid-hot-spot-policy' | 'cases/invalid-recurrence-policy';

/** A refusal that says which part of the policy cannot be meant. */
export function refusedPolicy(code: HotSpotErrorCode, path: string): DomainError<HotSpotErrorCode> {
  return new DomainError(code, 'A number of the policy cannot be meant.', { path });
}
