import type { BodyRegister } from '../electorate/register.ts';
import { refuse } from '../error-code.ts';
import type { BodyCount } from './ballots.ts';
import type { TrackCount } from './owners-sum.ts';

const whole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Counts a body. Who takes part is who is present, or who casts a ballot where the law counts ballots. Refuses with `conventions/invalid-count` numbers that cannot be. */
export function countBody(
  { size }: BodyRegister,
  ballots: BodyCount,
  ballotsOnly: boolean,
): TrackCount {
  const cast = ballots.for + ballots.against + ballots.abstain;
  if (![ballots.present, ballots.for, ballots.against, ballots.abstain].every(whole))
    throw refuse('invalid-count', 'Counts are whole numbers from 0.');
  if (cast > ballots.present || ballots.present > size)
    throw refuse(
      'invalid-count',
      'More ballots than are present, or more present than there are.',
      { cast, present: ballots.present, size },
    );
  return {
    name: 'heads',
    base: size,
    now: { participated: ballotsOnly ? cast : ballots.present, for: ballots.for },
    best: { participated: size, for: ballots.for + (size - cast) },
    worst: { participated: size, for: ballots.for },
  };
}
