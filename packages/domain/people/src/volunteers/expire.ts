import type { Wake } from '@civigrid/kernel';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import type { PointsBookedData } from './booking.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import { momentOf, type VolunteersState } from './volunteers-state.ts';

/** Books what has expired by its published rule (积分到期); a timer's command, which does no harm early, late or twice. */
export interface ExpirePoints extends Given {
  readonly type: 'expire';
}

/** Decides {@link ExpirePoints}. */
export function expire(command: ExpirePoints, state: VolunteersState): readonly VolunteersFact[] {
  const at = momentOf(command, state);
  return state.lots
    .filter(({ left, expires }) => left > 0 && expires !== undefined && expires <= at)
    .map(({ lot, volunteer, left, rule }, index) => {
      const booked: PointsBookedData = {
        booking: state.bookings.length + 1 + index,
        volunteer,
        from: 'held',
        to: 'expired',
        points: left,
        lots: [{ lot, points: left }],
        cause: { kind: 'rule', rule },
      };
      return factOf('people/points-booked', booked);
    });
}

/** When a ledger wants to be woken for {@link ExpirePoints}: with the first lot that expires, if any. */
export function expiryWakes({ lots }: VolunteersState): readonly Wake[] {
  let first: number | undefined;
  for (const { left, expires } of lots)
    if (left > 0 && expires !== undefined && (first === undefined || expires < first))
      first = expires;
  return first === undefined ? [] : [{ name: 'expire', at: first }];
}
