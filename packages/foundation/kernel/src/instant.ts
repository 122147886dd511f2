import { DomainError } from './domain-error.ts';

/** The code with which kernel refuses an instant. */
export type InstantErrorCode = 'kernel/invalid-instant';

/** How far from 1970 an instant may lie, both ways: the range of ECMAScript's time values. */
const farthest = 8.64e15;

/** Whether a value is an instant (时刻): whole UTC milliseconds within ±8.64e15. */
export function isInstant(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) <= farthest;
}

/** Refuses with `kernel/invalid-instant` what is no instant; `of` says in the details whose it was to be. */
export function checkInstant(value: unknown, of: string): void {
  if (!isInstant(value))
    throw new DomainError(
      'kernel/invalid-instant' satisfies InstantErrorCode,
      'An instant is a whole number of UTC milliseconds within ±8.64e15.',
      { of },
    );
}
