import type { GridCode, PersonalPart, SubjectRef } from '@civigrid/kernel';
import { checkedCode, checkedFuture } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { checkedParts } from '../record/sealed-box.ts';
import type { CareFact } from './care-fact.ts';
import { type CareState, type ListedPerson, listed } from './care-state.ts';
import { refusal } from './household-error.ts';
import { carePurposes } from './purposes.ts';

/** Why the law lets this be processed (合法性基础), the seven of 个人信息保护法第十三条. */
export const careBases = [
  'consent',
  'contract',
  'statutoryDuty',
  'emergency',
  'publicInterestReporting',
  'madePublic',
  'otherLaw',
] as const;

/** On what an entry of the care list stands: the basis, and the reference of the consent or the rule. */
export type CareBasis = {
  readonly kind: (typeof careBases)[number];
  /** A code: of the consent in its ledger, of the paragraph. */
  readonly reference: string;
};

/** What an entry of the care list says in the clear. */
export type CareTerms = {
  /** A neutral code that sets the rhythm of visits, such as `A`; it says nothing of a reason. */
  readonly level: string;
  readonly basis: CareBasis;
  /** When somebody looks again whether the entry is needed: UTC milliseconds. */
  readonly review: number;
  /** When it lapses unless it is renewed: UTC milliseconds, not included. */
  readonly until: number;
};

/**
 * Puts a person on the care list (纳入重点关爱). The reason is a sealed part of the purpose `care-reason`, without it
 * refused with `people/reason-missing`. Refused with `people/already-listed`, `people/past-instant`, `people/review-after-end`.
 */
export interface EnterCare extends Given, CareTerms {
  readonly type: 'enter';
  readonly person: SubjectRef;
  /** The household, if the visit is to be planned with it. */
  readonly household?: string;
  readonly grid: GridCode;
  readonly personal: readonly PersonalPart[];
}

/** Looks again at an entry, and keeps it under new terms (复核). Refused with `people/not-listed` and as {@link EnterCare}. */
export interface ReviewCare extends Given, CareTerms {
  readonly type: 'review';
  readonly personal?: readonly PersonalPart[];
}

/** The person lives in another cell now (转接). Refused with `people/not-listed`. */
export interface TransferCare extends Given {
  readonly type: 'transfer';
  readonly grid: GridCode;
  readonly household?: string;
}

/** Takes the person off the list (退出关爱); why is told in a sealed part. What was promised and is open ends with it. Refused with `people/not-listed`. */
export interface EndCare extends Given {
  readonly type: 'end';
  readonly personal?: readonly PersonalPart[];
}

/** Data of `people/care-entered`. */
export type CareEnteredData = CareTerms & {
  readonly person: SubjectRef;
  readonly household?: string;
  readonly grid: GridCode;
};

/** Data of `people/care-transferred`. */
export type CareTransferredData = { readonly grid: GridCode; readonly household?: string };

/** Data of `people/care-ended`. */
export type CareEndedData = Readonly<Record<string, never>>;

const { reason, health, words, contact } = carePurposes;
const ofTheEntry = [reason, health, words, contact];

function checkedTerms({ level, basis, review, until }: CareTerms, at: number): CareTerms {
  if (!careBases.includes(basis.kind))
    throw refusal('people/not-a-code', 'The law knows no such basis.', { path: '/basis/kind' });
  if (checkedFuture(review, at, '/review') > checkedFuture(until, at, '/until'))
    throw refusal('people/review-after-end', 'An entry is reviewed before it lapses.', {
      path: '/review',
    });
  return {
    level: checkedCode(level, '/level'),
    basis: { kind: basis.kind, reference: checkedCode(basis.reference, '/basis/reference') },
    review,
    until,
  };
}

function householdOf(household: string | undefined): { readonly household?: string } {
  return household === undefined ? {} : { household: checkedCode(household, '/household') };
}

/** Decides {@link EnterCare}. */
export function enter(command: EnterCare, state: CareState): readonly CareFact[] {
  const { person, grid } = command;
  if (state.status === 'listed')
    throw refusal('people/already-listed', 'The person is on the care list already.');
  // A stream is one person's for ever; whoever left may come back.
  if (state.status === 'ended' && state.person !== person)
    throw refusal('people/other-person', 'This stream belongs to another person.');
  const parts = checkedParts(command.personal, { subjects: [person], purposes: ofTheEntry });
  if (!parts.some(({ purpose }) => purpose === reason))
    throw refusal('people/reason-missing', 'An entry has a reason, sealed.', {
      path: '/personal',
    });
  const at = state.status === 'ended' ? Math.max(command.at, state.at) : command.at;
  const terms = checkedTerms(command, at);
  const data = { person, ...householdOf(command.household), grid, ...terms };
  return [factOf('people/care-entered', data, parts)];
}

function partsAbout({ person }: ListedPerson, personal: readonly PersonalPart[] | undefined) {
  return checkedParts(personal, { subjects: [person], purposes: ofTheEntry });
}

/** Decides {@link ReviewCare}. */
export function review(command: ReviewCare, state: CareState): readonly CareFact[] {
  const known = listed(state);
  const terms = checkedTerms(command, Math.max(command.at, known.at));
  return [factOf('people/care-reviewed', terms, partsAbout(known, command.personal))];
}

/** Decides {@link TransferCare}; where nothing changes there is nothing to do. */
export function transfer(command: TransferCare, state: CareState): readonly CareFact[] {
  const known = listed(state);
  const { grid } = command;
  const household = householdOf(command.household);
  if (grid === known.grid && household.household === known.household) return [];
  return [factOf('people/care-transferred', { grid, ...household })];
}

/** Decides {@link EndCare}. */
export function end(command: EndCare, state: CareState): readonly CareFact[] {
  return [factOf('people/care-ended', {}, partsAbout(listed(state), command.personal))];
}
