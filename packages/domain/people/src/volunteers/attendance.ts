import type { SubjectRef } from '@civigrid/kernel';
import { checkedCode, checkedCount, checkedInstants } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import type { PointsBookedData } from './booking.ts';
import { expiresAt, ruleAt } from './point-rule.ts';
import { refusal } from './volunteer-error.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import {
  type Attendance,
  knownAttendance,
  knownVolunteer,
  momentOf,
  standingActivity,
  type VolunteersState,
} from './volunteers-state.ts';

/**
 * Records the time that a volunteer gave (签到计时). Refused with `people/not-signed-up`, `hours-out-of-range` (1 to 1,440
 * whole minutes), `future-instant`, `hours-outside-activity`, `hours-overlap` with other time of the same volunteer, so
 * that nobody gives more than 24 hours a day.
 */
export interface Attend extends Given {
  readonly type: 'attend';
  readonly attendance: string;
  readonly activity: string;
  readonly volunteer: SubjectRef;
  /** UTC milliseconds. */
  readonly from: number;
  readonly minutes: number;
}

/**
 * Confirms it (时长确认), as another than who recorded it and than the volunteer: else `people/own-confirmation`. Points are
 * issued by the rule that held when the time was given. Refused with `people/attendance-unknown`, `hours-settled`.
 */
export interface ConfirmHours extends Given {
  readonly type: 'confirmHours';
  readonly attendance: string;
}

/** Rejects what was recorded (时长驳回), with a reason code. Refused with `people/attendance-unknown`, `hours-settled`. */
export interface RejectHours extends Given {
  readonly type: 'rejectHours';
  readonly attendance: string;
  readonly reason: string;
}

/** Data of `people/hours-recorded`. */
export type HoursRecordedData = {
  readonly attendance: string;
  readonly activity: string;
  readonly volunteer: SubjectRef;
  readonly from: number;
  readonly minutes: number;
};

/** Data of `people/hours-confirmed`. */
export type HoursConfirmedData = {
  readonly attendance: string;
  /** The rule that gives the points; left out where none held. */
  readonly rule?: string;
};

/** Data of `people/hours-rejected`. */
export type HoursRejectedData = { readonly attendance: string; readonly reason: string };

const minuteMs = 60_000;
const dayMinutes = 1440;

function endOf({
  from,
  minutes,
  takenBack,
}: {
  readonly from: number;
  readonly minutes: number;
  readonly takenBack: number;
}): number {
  return from + (minutes - takenBack) * minuteMs;
}

/** Decides {@link Attend}. */
export function attend(command: Attend, state: VolunteersState): readonly VolunteersFact[] {
  const attendance = checkedCode(command.attendance, '/attendance');
  if (state.attendances.some((each) => each.attendance === attendance))
    throw refusal('people/attendance-exists', 'This was recorded already.', { attendance });
  const { activity, signedUp, from: opens, until } = standingActivity(command.activity, state);
  const { volunteer, minutes } = command;
  if (!signedUp.includes(volunteer))
    throw refusal('people/not-signed-up', 'The volunteer has not signed up.', { activity });
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > dayMinutes)
    throw refusal('people/hours-out-of-range', 'Time is 1 to 1,440 whole minutes.', {
      path: '/minutes',
    });
  const { from } = command;
  checkedInstants({ from });
  const end = endOf({ from, minutes, takenBack: 0 });
  if (end > momentOf(command, state))
    throw refusal('people/future-instant', 'This time was not given yet.', { path: '/minutes' });
  if (from < opens || end > until)
    throw refusal('people/hours-outside-activity', 'The activity was not on then.', { activity });
  const clash = state.attendances.some(
    (each) =>
      each.volunteer === volunteer &&
      each.status !== 'rejected' &&
      each.from < end &&
      from < endOf(each),
  );
  if (clash)
    throw refusal('people/hours-overlap', 'The volunteer gave this time already.', { attendance });
  return [factOf('people/hours-recorded', { attendance, activity, volunteer, from, minutes })];
}

function unsettled(attendance: string, state: VolunteersState): Attendance {
  const found = knownAttendance(attendance, state);
  if (found.status !== 'recorded')
    throw refusal('people/hours-settled', 'This was confirmed or rejected already.', {
      attendance,
      status: found.status,
    });
  return found;
}

/** Decides {@link ConfirmHours}. */
export function confirmHours(
  command: ConfirmHours,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const { attendance, volunteer, activity, by, from, minutes } = unsettled(
    command.attendance,
    state,
  );
  if (command.actor === by || knownVolunteer(volunteer, state).selves.includes(command.actor))
    throw refusal('people/own-confirmation', 'A second person confirms hours.', { attendance });
  const rule = ruleAt(state.rules, from);
  if (rule === undefined) return [factOf('people/hours-confirmed', { attendance })];
  const confirmed = factOf('people/hours-confirmed', { attendance, rule: rule.rule });
  const points = Math.floor(minutes / rule.minutesPerPoint);
  const held = state.activities.find((each) => each.activity === activity);
  if (points === 0 || held === undefined) return [confirmed];
  const booking = state.bookings.length + 1;
  const expires = expiresAt(rule, momentOf(command, state));
  const booked: PointsBookedData = {
    booking,
    volunteer,
    from: 'issued',
    to: 'held',
    points,
    lots: [{ lot: booking, points }],
    cause: { kind: 'hours', attendance },
    opens: {
      team: held.team,
      ...(held.programme !== undefined && { programme: held.programme }),
      rule: rule.rule,
      ...(expires !== undefined && { expires }),
    },
  };
  return [confirmed, factOf('people/points-booked', booked)];
}

/** Decides {@link RejectHours}. */
export function rejectHours(
  command: RejectHours,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const { attendance } = unsettled(command.attendance, state);
  const reason = checkedCode(command.reason, '/reason');
  return [factOf('people/hours-rejected', { attendance, reason })];
}

/** Takes minutes of confirmed time back by a counter-entry (时长更正), and the points that came of them as far as they are still held. */
export interface CorrectHours extends Given {
  readonly type: 'correctHours';
  readonly attendance: string;
  /** How many minutes, 1 to what is left; else `people/correction-too-large`. */
  readonly minutes: number;
  readonly reason: string;
}

/** Data of `people/hours-corrected`. */
export type HoursCorrectedData = {
  readonly attendance: string;
  readonly minutes: number;
  readonly reason: string;
  /** Points that were too many and are spent or expired: what was redeemed stays redeemed. */
  readonly shortfall: number;
};

/** Decides {@link CorrectHours}. Refused with `people/attendance-unknown`, `hours-not-confirmed`, `correction-too-large`. */
export function correctHours(
  command: CorrectHours,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const found = knownAttendance(command.attendance, state);
  const { attendance, volunteer } = found;
  if (found.status !== 'confirmed')
    throw refusal('people/hours-not-confirmed', 'Only confirmed time is corrected.', {
      attendance,
    });
  const minutes = checkedCount(command.minutes, '/minutes', { least: 1 });
  const reason = checkedCode(command.reason, '/reason');
  const remaining = found.minutes - found.takenBack - minutes;
  if (remaining < 0)
    throw refusal('people/correction-too-large', 'No more than was given is taken back.', {
      attendance,
    });
  const lot = state.lots.find((each) => each.lot === found.lot);
  const rule = state.rules.find((each) => each.rule === found.rule);
  const tooMany =
    lot === undefined || rule === undefined
      ? 0
      : Math.max(0, netIssued(lot.lot, state) - Math.floor(remaining / rule.minutesPerPoint));
  const points = Math.min(tooMany, lot?.left ?? 0);
  const corrected = factOf('people/hours-corrected', {
    attendance,
    minutes,
    reason,
    shortfall: tooMany - points,
  });
  if (points === 0 || lot === undefined) return [corrected];
  const booked: PointsBookedData = {
    booking: state.bookings.length + 1,
    volunteer,
    from: 'held',
    to: 'issued',
    points,
    lots: [{ lot: lot.lot, points }],
    cause: { kind: 'correction', of: lot.lot, reason },
  };
  return [corrected, factOf('people/points-booked', booked)];
}

/** What a lot was issued for, less what counter-entries took back. */
function netIssued(lot: number, { bookings }: VolunteersState): number {
  let net = 0;
  for (const { from, to, lots } of bookings)
    for (const share of lots)
      if (share.lot === lot) {
        if (from === 'issued') net += share.points;
        if (to === 'issued') net -= share.points;
      }
  return net;
}
