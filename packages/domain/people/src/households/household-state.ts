import type { ActorId, GridCode, SubjectRef } from '@civigrid/kernel';
import type { SealedBox } from '../record/sealed-box.ts';
import { refusal } from './household-error.ts';
import type { OpenHelp, Visit } from './visit.ts';

/** The parts of the booklet that are confirmed apart: address, persons (人), environment (家). */
export const bookletSections = ['address', 'persons', 'environment'] as const;

/** One part of the booklet (一册). */
export type BookletSection = (typeof bookletSections)[number];

/** Who lives in a household (家庭成员): a reference, and boxes. */
export type Member = {
  readonly subject: SubjectRef;
  /** UTC milliseconds. */
  readonly since: number;
  readonly boxes: readonly SealedBox[];
};

/** What a fact of the flat may be: no words. */
export type EnvironmentValue = boolean | number | string;

/** A fact of the flat (居住环境), such as `gas: true`, `dogs: 2`, `tenure: let`; it speaks of no person. */
export type EnvironmentFact = {
  readonly fact: string;
  readonly value: EnvironmentValue;
  /** Since when it is known: UTC milliseconds. */
  readonly since: number;
};

/** When a part of the booklet was checked last, and by whom. */
export type Confirmation = {
  readonly section: BookletSection;
  /** UTC milliseconds. */
  readonly at: number;
  readonly by: ActorId;
};

/** A household that was registered. */
export type KnownHousehold = {
  readonly status: 'open' | 'closed';
  readonly household: string;
  /** Stands for the household as such: its address is sealed for it, and stays when one member is forgotten. */
  readonly subject: SubjectRef;
  readonly grid: GridCode;
  /** UTC milliseconds. */
  readonly since: number;
  /** The stream's last instant: UTC milliseconds. */
  readonly at: number;
  readonly boxes: readonly SealedBox[];
  readonly members: readonly Member[];
  readonly environment: readonly EnvironmentFact[];
  readonly confirmations: readonly Confirmation[];
  readonly visits: readonly Visit[];
  readonly helps: readonly OpenHelp[];
};

/** The state of a stream `household/<id>` (户); plain JSON without any opened value. */
export type HouseholdState = { readonly status: 'unregistered' } | KnownHousehold;

/** The household, refused where it is unknown or closed. */
export function openHousehold(state: HouseholdState): KnownHousehold {
  if (state.status === 'unregistered')
    throw refusal('people/household-unknown', 'No such household was registered.');
  if (state.status === 'closed')
    throw refusal('people/household-closed', 'The household was closed.');
  return state;
}
