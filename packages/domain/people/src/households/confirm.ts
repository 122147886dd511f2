import type { ActorId } from '@civigrid/kernel';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { refusal } from './household-error.ts';
import type { HouseholdFact } from './household-fact.ts';
import {
  type BookletSection,
  bookletSections,
  type Confirmation,
  type HouseholdState,
  openHousehold,
} from './household-state.ts';

/** The booklet was checked and is right (信息核实). Refused with `people/nothing-confirmed` without a known section. */
export interface ConfirmBooklet extends Given {
  readonly type: 'confirm';
  readonly sections: readonly BookletSection[];
}

/** Data of `people/booklet-confirmed`; by whom and when says the envelope. */
export type ConfirmedData = { readonly sections: readonly BookletSection[] };

/** Decides {@link ConfirmBooklet}. */
export function confirm(
  { sections }: ConfirmBooklet,
  state: HouseholdState,
): readonly HouseholdFact[] {
  openHousehold(state);
  const known = bookletSections.filter((section) => sections.includes(section));
  if (known.length === 0 || sections.some((section) => !known.includes(section)))
    throw refusal('people/nothing-confirmed', 'Known sections of the booklet are confirmed.', {
      path: '/sections',
    });
  return [factOf('people/booklet-confirmed', { sections: known })];
}

/** The last confirmation of each section. */
export function confirmed(
  before: readonly Confirmation[],
  { sections }: ConfirmedData,
  { at, by }: { readonly at: number; readonly by: ActorId },
): readonly Confirmation[] {
  return [
    ...before.filter(({ section }) => !sections.includes(section)),
    ...sections.map((section) => ({ section, at, by })),
  ];
}
