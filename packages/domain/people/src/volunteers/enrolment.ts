import type { ActorId, PersonalPart, SubjectRef } from '@civigrid/kernel';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { checkedParts } from '../record/sealed-box.ts';
import { refusal } from './volunteer-error.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import { enrolledVolunteer, standingTeam, type VolunteersState } from './volunteers-state.ts';

/** For which purposes the ledger keeps what is personal of a volunteer. */
export const volunteerPurposes: {
  /** Name and numbers. */
  readonly contact: 'volunteer-contact';
  /** What they can do, in words. */
  readonly skills: 'volunteer-skills';
} = { contact: 'volunteer-contact', skills: 'volunteer-skills' };

/**
 * Enrols a volunteer (志愿者注册), again after a withdrawal too. Refused with `people/volunteer-exists`,
 * `people/team-unknown`, and `people/actor-taken` where another volunteer acts as this actor.
 */
export interface EnrolVolunteer extends Given {
  readonly type: 'enrol';
  readonly volunteer: SubjectRef;
  /** The actor as which the volunteer acts. */
  readonly self: ActorId;
  readonly team?: string;
  /** Purposes in `volunteerPurposes`. */
  readonly personal?: readonly PersonalPart[];
}

/** A volunteer withdraws (退出志愿服务). Sign-ups for what has not begun lapse; account and points stay. Refused with `people/volunteer-unknown`. */
export interface WithdrawVolunteer extends Given {
  readonly type: 'withdraw';
  readonly volunteer: SubjectRef;
}

/** Data of `people/volunteer-enrolled`. */
export type VolunteerEnrolledData = {
  readonly volunteer: SubjectRef;
  readonly self: ActorId;
  readonly teams: readonly string[];
};

/** Data of `people/volunteer-withdrawn`. */
export type VolunteerWithdrawnData = { readonly volunteer: SubjectRef };

/** Decides {@link EnrolVolunteer}. */
export function enrol(
  { volunteer, self, team, personal }: EnrolVolunteer,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const known = state.volunteers.find((each) => each.volunteer === volunteer);
  if (known !== undefined && known.until === undefined)
    throw refusal('people/volunteer-exists', 'This person is enrolled.', { volunteer });
  if (state.volunteers.some((each) => each.selves.includes(self) && each.volunteer !== volunteer))
    throw refusal('people/actor-taken', 'Another volunteer acts as this actor.');
  const { contact, skills } = volunteerPurposes;
  const parts = checkedParts(personal, { subjects: [volunteer], purposes: [contact, skills] });
  const teams = team === undefined ? [] : [standingTeam(team, state).team];
  return [factOf('people/volunteer-enrolled', { volunteer, self, teams }, parts)];
}

/** Decides {@link WithdrawVolunteer}. */
export function withdraw(
  command: WithdrawVolunteer,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const { volunteer } = enrolledVolunteer(command.volunteer, state);
  return [factOf('people/volunteer-withdrawn', { volunteer })];
}
