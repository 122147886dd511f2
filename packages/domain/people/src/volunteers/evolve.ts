import type { ActorId, Happened } from '@civigrid/kernel';
import { boxesOf, replaced } from '../record/sealed-box.ts';
import type { HoursConfirmedData } from './attendance.ts';
import { lotsAfter, type PointsBookedData } from './booking.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import {
  type Activity,
  type Attendance,
  momentOf,
  type Volunteer,
  type VolunteersState,
} from './volunteers-state.ts';

type Enrolled = Extract<Happened<VolunteersFact>, { readonly type: 'people/volunteer-enrolled' }>;

function enrolled(state: VolunteersState, happened: Enrolled, since: number): VolunteersState {
  const { volunteer, self, teams } = happened.data;
  const before = state.volunteers.find((each) => each.volunteer === volunteer);
  const boxes = replaced(before?.boxes ?? [], boxesOf(happened));
  const others = state.volunteers.filter((each) => each.volunteer !== volunteer);
  const selves = [...new Set([...(before?.selves ?? []), self])];
  return { ...state, volunteers: [...others, { volunteer, selves, since, teams, boxes }] };
}

function withVolunteer(
  state: VolunteersState,
  volunteer: string,
  change: (before: Volunteer) => Volunteer,
): VolunteersState {
  const volunteers = state.volunteers.map((each) =>
    each.volunteer === volunteer ? change(each) : each,
  );
  return { ...state, volunteers };
}

function withActivity(
  state: VolunteersState,
  activity: string,
  change: (before: Activity) => Activity,
): VolunteersState {
  const activities = state.activities.map((each) =>
    each.activity === activity ? change(each) : each,
  );
  return { ...state, activities };
}

function withAttendance(
  state: VolunteersState,
  attendance: string,
  change: (before: Attendance) => Attendance,
): VolunteersState {
  const attendances = state.attendances.map((each) =>
    each.attendance === attendance ? change(each) : each,
  );
  return { ...state, attendances };
}

function withdrawn(state: VolunteersState, volunteer: string, at: number): VolunteersState {
  const activities = state.activities.map((each) =>
    each.from > at && each.signedUp.some((one) => one === volunteer)
      ? { ...each, signedUp: each.signedUp.filter((one) => one !== volunteer) }
      : each,
  );
  return withVolunteer({ ...state, activities }, volunteer, (each) => ({
    ...each,
    until: at,
    teams: [],
  }));
}

function confirmed(
  state: VolunteersState,
  { attendance, rule }: HoursConfirmedData,
  settledBy: ActorId,
): VolunteersState {
  return withAttendance(state, attendance, (each) => ({
    ...each,
    status: 'confirmed',
    settledBy,
    ...(rule !== undefined && { rule }),
  }));
}

function booked(state: VolunteersState, data: PointsBookedData, at: number): VolunteersState {
  const next = {
    ...state,
    bookings: [...state.bookings, { ...data, at }],
    lots: lotsAfter(state.lots, data),
  };
  const { cause, booking } = data;
  return cause.kind === 'hours'
    ? withAttendance(next, cause.attendance, (each) => ({ ...each, lot: booking }))
    : next;
}

function followed(
  state: VolunteersState,
  happened: Happened<VolunteersFact>,
  at: number,
): VolunteersState {
  switch (happened.type) {
    case 'people/rule-published':
      return { ...state, rules: [...state.rules, happened.data] };
    case 'people/team-formed':
      return { ...state, teams: [...state.teams, { team: happened.data.team, since: at }] };
    case 'people/team-disbanded': {
      const { team } = happened.data;
      const teams = state.teams.map((each) => (each.team === team ? { ...each, until: at } : each));
      const volunteers = state.volunteers.map((each) => ({
        ...each,
        teams: each.teams.filter((one) => one !== team),
      }));
      return { ...state, teams, volunteers };
    }
    case 'people/team-joined': {
      const { volunteer, team } = happened.data;
      return withVolunteer(state, volunteer, (each) => ({ ...each, teams: [...each.teams, team] }));
    }
    case 'people/team-left': {
      const { volunteer, team } = happened.data;
      return withVolunteer(state, volunteer, (each) => ({
        ...each,
        teams: each.teams.filter((one) => one !== team),
      }));
    }
    case 'people/volunteer-enrolled':
      return enrolled(state, happened, at);
    case 'people/volunteer-withdrawn':
      return withdrawn(state, happened.data.volunteer, at);
    case 'people/activity-opened': {
      const activity = { ...happened.data, cancelled: false, signedUp: [] };
      return { ...state, activities: [...state.activities, activity] };
    }
    case 'people/activity-cancelled':
      return withActivity(state, happened.data.activity, (each) => ({ ...each, cancelled: true }));
    case 'people/signed-up': {
      const { activity, volunteer } = happened.data;
      return withActivity(state, activity, (each) => ({
        ...each,
        signedUp: [...each.signedUp, volunteer],
      }));
    }
    case 'people/sign-up-cancelled': {
      const { activity, volunteer } = happened.data;
      return withActivity(state, activity, (each) => ({
        ...each,
        signedUp: each.signedUp.filter((one) => one !== volunteer),
      }));
    }
    case 'people/hours-recorded': {
      const recorded: Attendance = {
        ...happened.data,
        takenBack: 0,
        by: happened.actor,
        status: 'recorded',
      };
      return { ...state, attendances: [...state.attendances, recorded] };
    }
    case 'people/hours-confirmed':
      return confirmed(state, happened.data, happened.actor);
    case 'people/hours-rejected':
      return withAttendance(state, happened.data.attendance, (each) => ({
        ...each,
        status: 'rejected',
        settledBy: happened.actor,
      }));
    case 'people/hours-corrected': {
      const { attendance, minutes } = happened.data;
      return withAttendance(state, attendance, (each) => ({
        ...each,
        takenBack: each.takenBack + minutes,
      }));
    }
    case 'people/reward-offered':
    case 'people/reward-withdrawn': {
      const { reward } = happened.data;
      const others = state.rewards.filter((each) => each.reward !== reward);
      const offered = happened.type === 'people/reward-offered' ? [happened.data] : [];
      return { ...state, rewards: [...others, ...offered] };
    }
    case 'people/points-booked':
      return booked(state, happened.data, at);
  }
}

/** What follows from a fact of the ledger; one that this version does not know changes nothing. */
export function evolve(
  before: VolunteersState,
  happened: Happened<VolunteersFact>,
): VolunteersState {
  const at = momentOf(happened, before);
  const state = { ...before, at };
  const next: VolunteersState | undefined = followed(state, happened, at);
  return next ?? state;
}
