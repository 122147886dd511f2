import type { SubjectRef } from '@civigrid/kernel';
import { checkedInstant } from '../record/checked.ts';
import { type Booking, type Lot, usable } from './booking.ts';
import type { Attendance, VolunteersState } from './volunteers-state.ts';

/** What a volunteer sees of their own (个人账户): theirs only, a host shows it to nobody else. */
export interface VolunteerAccount {
  readonly volunteer: SubjectRef;
  /** Confirmed minutes, less what was taken back. */
  readonly minutes: number;
  /** Points that can be used at that instant. */
  readonly usable: number;
  /** Points that are booked as held: more than usable where an expiry is still to be booked. */
  readonly held: number;
  readonly attendances: readonly Attendance[];
  readonly bookings: readonly Booking[];
  /** What is left, and until when. */
  readonly lots: readonly Lot[];
}

/** Minutes that count: confirmed, less what was taken back. */
export function minutesOf({ status, minutes, takenBack }: Attendance): number {
  return status === 'confirmed' ? minutes - takenBack : 0;
}

/** The account of one volunteer at an instant; undefined for somebody who was never enrolled. */
export function accountOf(
  state: VolunteersState,
  volunteer: SubjectRef,
  at: number,
): VolunteerAccount | undefined {
  checkedInstant(at, '/at');
  if (!state.volunteers.some((each) => each.volunteer === volunteer)) return undefined;
  const own = (each: { readonly volunteer: SubjectRef }) => each.volunteer === volunteer;
  const attendances = state.attendances.filter(own);
  const lots = state.lots.filter((lot) => own(lot) && lot.left > 0);
  const sum = (some: readonly Lot[]) => some.reduce((total, { left }) => total + left, 0);
  return {
    volunteer,
    minutes: attendances.reduce((total, each) => total + minutesOf(each), 0),
    usable: sum(lots.filter((lot) => usable(lot, at))),
    held: sum(lots),
    attendances,
    bookings: state.bookings.filter(own),
    lots,
  };
}
