import type { PersonalPart, SubjectRef } from '@civigrid/kernel';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { checkedParts } from '../record/sealed-box.ts';
import { refusal } from './household-error.ts';
import type { HouseholdFact } from './household-fact.ts';
import { type HouseholdState, type KnownHousehold, openHousehold } from './household-state.ts';
import { householdPurposes } from './purposes.ts';

/** Somebody joins the household (迁入). Refused with `people/already-member`. */
export interface JoinHousehold extends Given {
  readonly type: 'join';
  readonly member: SubjectRef;
  /** Name, numbers, relation, health, words: purposes in `householdPurposes`. */
  readonly personal?: readonly PersonalPart[];
}

/** What is known of a member is told anew (信息变更). Refused with `people/not-a-member`, `people/nothing-told`. */
export interface DescribeMember extends Given {
  readonly type: 'describe';
  readonly member: SubjectRef;
  readonly personal: readonly PersonalPart[];
}

/** A member leaves (迁出); why is nobody's business but in a sealed part. Refused with `people/not-a-member`. */
export interface LeaveHousehold extends Given {
  readonly type: 'leave';
  readonly member: SubjectRef;
  readonly personal?: readonly PersonalPart[];
}

/** Data of `people/member-joined`, `people/member-described` and `people/member-left`. */
export type MemberData = { readonly member: SubjectRef };

const { contact, identity, relation, health, words } = householdPurposes;
const ofAMember = [contact, identity, relation, health, words];

function partsOf(command: JoinHousehold | DescribeMember | LeaveHousehold) {
  return checkedParts(command.personal, { subjects: [command.member], purposes: ofAMember });
}

/** Whether somebody belongs to the household now. */
export function isMember({ members }: KnownHousehold, member: SubjectRef): boolean {
  return members.some(({ subject }) => subject === member);
}

function ownMember({ member }: { readonly member: SubjectRef }, state: HouseholdState): SubjectRef {
  if (!isMember(openHousehold(state), member))
    throw refusal('people/not-a-member', 'This person does not belong to the household.', {
      member,
    });
  return member;
}

/** Decides {@link JoinHousehold}. */
export function join(command: JoinHousehold, state: HouseholdState): readonly HouseholdFact[] {
  const { member } = command;
  if (isMember(openHousehold(state), member))
    throw refusal('people/already-member', 'This person belongs to the household already.', {
      member,
    });
  return [factOf('people/member-joined', { member }, partsOf(command))];
}

/** Decides {@link DescribeMember}. */
export function describe(command: DescribeMember, state: HouseholdState): readonly HouseholdFact[] {
  const member = ownMember(command, state);
  const parts = partsOf(command);
  if (parts.length === 0)
    throw refusal('people/nothing-told', 'Nothing was told about the member.', {
      path: '/personal',
    });
  return [factOf('people/member-described', { member }, parts)];
}

/** Decides {@link LeaveHousehold}. */
export function leave(command: LeaveHousehold, state: HouseholdState): readonly HouseholdFact[] {
  const member = ownMember(command, state);
  return [factOf('people/member-left', { member }, partsOf(command))];
}
