import { checkedCode, checkedCount } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { drawn, type PointsBookedData, uncountered } from './booking.ts';
import { refusal } from './volunteer-error.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import type { VolunteersState } from './volunteers-state.ts';

/**
 * Counters a booking in whole or in part (冲销); the booking itself is never changed. Points that were issued go back as
 * far as they are held (`people/points-spent` beyond), redeemed ones come back into the lots that they were drawn from.
 * Refused with `people/booking-unknown`, `not-correctable` (an expiry, a counter-entry), `correction-too-large`.
 */
export interface CorrectPoints extends Given {
  readonly type: 'correctPoints';
  readonly booking: number;
  /** How many; all that is not countered yet if left out. */
  readonly points?: number;
  readonly reason: string;
}

/** Decides {@link CorrectPoints}. */
export function correctPoints(
  command: CorrectPoints,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const found = state.bookings.find(({ booking }) => booking === command.booking);
  if (found === undefined)
    throw refusal('people/booking-unknown', 'There is no such booking.', { path: '/booking' });
  const { booking, volunteer, from, to, cause } = found;
  if (cause.kind === 'rule' || cause.kind === 'correction')
    throw refusal('people/not-correctable', 'Neither an expiry nor a counter-entry is countered.', {
      booking,
    });
  // Backwards: what expires last comes back first.
  const open = [...uncountered(found, state.bookings)].reverse();
  const all = open.reduce((sum, share) => sum + share.points, 0);
  const points = checkedCount(command.points ?? Math.max(1, all), '/points', { least: 1 });
  const lots = drawn(open, points);
  if (lots === undefined)
    throw refusal('people/correction-too-large', 'No more than was booked is countered.', {
      booking,
    });
  const held = state.lots.find(({ lot }) => lot === booking);
  if (from === 'issued' && (held?.left ?? 0) < points)
    throw refusal('people/points-spent', 'These points are not held any more.', { booking });
  const reason = checkedCode(command.reason, '/reason');
  const booked: PointsBookedData = {
    booking: state.bookings.length + 1,
    volunteer,
    from: to,
    to: from,
    points,
    lots,
    cause: { kind: 'correction', of: booking, reason },
  };
  return [factOf('people/points-booked', booked)];
}
