import type { SubjectRef } from '@civigrid/kernel';
import { checkedCode } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { refusal } from './volunteer-error.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import {
  enrolledVolunteer,
  knownVolunteer,
  momentOf,
  standingTeam,
  type VolunteersState,
} from './volunteers-state.ts';

/** Forms a team (组建队伍). Refused with `people/team-exists`; the name of one that is no more is not used again. */
export interface FormTeam extends Given {
  readonly type: 'formTeam';
  readonly team: string;
}

/** Disbands it (解散). Refused with `people/team-unknown`, and `people/team-busy` while an activity of its own is not over. */
export interface DisbandTeam extends Given {
  readonly type: 'disbandTeam';
  readonly team: string;
}

/** A volunteer joins a team. Refused with `people/team-unknown`, `volunteer-unknown`, `in-team-already`. */
export interface JoinTeam extends Given {
  readonly type: 'joinTeam';
  readonly volunteer: SubjectRef;
  readonly team: string;
}

/** A volunteer leaves a team. Refused with `people/volunteer-unknown`, `not-in-team`. */
export interface LeaveTeam extends Given {
  readonly type: 'leaveTeam';
  readonly volunteer: SubjectRef;
  readonly team: string;
}

/** Data of `people/team-formed` and `people/team-disbanded`. */
export type TeamData = { readonly team: string };

/** Data of `people/team-joined` and `people/team-left`. */
export type TeamMemberData = { readonly volunteer: SubjectRef; readonly team: string };

/** Decides {@link FormTeam}. */
export function formTeam(command: FormTeam, state: VolunteersState): readonly VolunteersFact[] {
  const team = checkedCode(command.team, '/team');
  if (state.teams.some((each) => each.team === team))
    throw refusal('people/team-exists', 'A team of this name stands or stood.', { team });
  return [factOf('people/team-formed', { team })];
}

/** Decides {@link DisbandTeam}. */
export function disbandTeam(
  command: DisbandTeam,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const { team } = standingTeam(command.team, state);
  const at = momentOf(command, state);
  if (state.activities.some((each) => each.team === team && !each.cancelled && each.until > at))
    throw refusal('people/team-busy', 'An activity of the team is not over.', { team });
  return [factOf('people/team-disbanded', { team })];
}

/** Decides {@link JoinTeam}. */
export function joinTeam(command: JoinTeam, state: VolunteersState): readonly VolunteersFact[] {
  const { volunteer, teams } = enrolledVolunteer(command.volunteer, state);
  const { team } = standingTeam(command.team, state);
  if (teams.includes(team))
    throw refusal('people/in-team-already', 'The volunteer is in the team already.', { team });
  return [factOf('people/team-joined', { volunteer, team })];
}

/** Decides {@link LeaveTeam}. */
export function leaveTeam(command: LeaveTeam, state: VolunteersState): readonly VolunteersFact[] {
  const { volunteer, teams } = knownVolunteer(command.volunteer, state);
  const team = teams.find((each) => each === command.team);
  if (team === undefined)
    throw refusal('people/not-in-team', 'The volunteer is not in this team.', { volunteer });
  return [factOf('people/team-left', { volunteer, team })];
}
