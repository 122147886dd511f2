import type { GridCode, PersonalPart, SubjectRef } from '@civigrid/kernel';
import { checkedCode } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { checkedParts } from '../record/sealed-box.ts';
import { refusal } from './household-error.ts';
import type { HouseholdFact } from './household-fact.ts';
import { type HouseholdState, openHousehold } from './household-state.ts';
import { householdPurposes } from './purposes.ts';

/**
 * Registers a household in a cell (入户登记). Refused with `people/household-exists`, and with
 * `people/address-missing` without a part of the purpose `home-address` about `subject`.
 */
export interface RegisterHousehold extends Given {
  readonly type: 'register';
  /** Random, never a door number. */
  readonly household: string;
  /** Random reference of the household as such. */
  readonly subject: SubjectRef;
  readonly grid: GridCode;
  readonly personal: readonly PersonalPart[];
}

/** Moves it to another cell (迁移), with a new address where the door changed. Refused with `people/same-grid` where neither changes. */
export interface MoveHousehold extends Given {
  readonly type: 'move';
  readonly grid: GridCode;
  readonly personal?: readonly PersonalPart[];
}

/** Closes it (注销); what was promised and is open stays to be seen in its state. Refused with `people/members-remain` while anybody belongs to it. */
export interface CloseHousehold extends Given {
  readonly type: 'close';
}

/** Data of `people/household-registered`. */
export type HouseholdRegisteredData = {
  readonly household: string;
  readonly subject: SubjectRef;
  readonly grid: GridCode;
};

/** Data of `people/household-moved`. */
export type HouseholdMovedData = {
  readonly grid: GridCode;
  /** Whether a new address was sealed with it. */
  readonly address: boolean;
};

/** Data of `people/household-closed`. */
export type HouseholdClosedData = Readonly<Record<string, never>>;

const ofTheDoor = [householdPurposes.address, householdPurposes.words];

/** Decides {@link RegisterHousehold}. */
export function register(
  { household, subject, grid, personal }: RegisterHousehold,
  state: HouseholdState,
): readonly HouseholdFact[] {
  if (state.status !== 'unregistered')
    throw refusal('people/household-exists', 'The household was registered already.');
  const parts = checkedParts(personal, { subjects: [subject], purposes: ofTheDoor });
  if (!parts.some(({ purpose }) => purpose === householdPurposes.address))
    throw refusal('people/address-missing', 'A household has an address, sealed.', {
      path: '/personal',
    });
  const data = { household: checkedCode(household, '/household'), subject, grid };
  return [factOf('people/household-registered', data, parts)];
}

/** Decides {@link MoveHousehold}. */
export function move(
  { grid, personal }: MoveHousehold,
  state: HouseholdState,
): readonly HouseholdFact[] {
  const { subject, grid: before } = openHousehold(state);
  const parts = checkedParts(personal, { subjects: [subject], purposes: ofTheDoor });
  const address = parts.some(({ purpose }) => purpose === householdPurposes.address);
  if (grid === before && !address)
    throw refusal('people/same-grid', 'The household lies in this cell already.', { grid });
  return [factOf('people/household-moved', { grid, address }, parts)];
}

/** Decides {@link CloseHousehold}. */
export function close(state: HouseholdState): readonly HouseholdFact[] {
  const { members } = openHousehold(state);
  if (members.length > 0)
    throw refusal('people/members-remain', 'Members leave before a household is closed.', {
      members: members.length,
    });
  return [factOf('people/household-closed', {})];
}
