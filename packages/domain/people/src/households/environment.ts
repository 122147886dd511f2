import { checkedCode, checkedCount } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { refusal } from './household-error.ts';
import type { HouseholdFact } from './household-fact.ts';
import {
  type EnvironmentFact,
  type EnvironmentValue,
  type HouseholdState,
  openHousehold,
} from './household-state.ts';

/**
 * Notes a fact of the flat (环境信息), or with `null` that it holds no more. The value is true or false, a whole number
 * from 0, or a code: never words. Refused with `people/environment-unknown` where there is nothing to take back.
 */
export interface NoteEnvironment extends Given {
  readonly type: 'note';
  /** A code of the town: `gas`, `shared`, `tenure`, `dogs`. */
  readonly fact: string;
  readonly value: EnvironmentValue | null;
}

/** Data of `people/environment-noted`. */
export type EnvironmentNotedData = {
  readonly fact: string;
  readonly value: EnvironmentValue | null;
};

function checkedValue(value: EnvironmentValue): EnvironmentValue {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return checkedCount(value, '/value', { least: 0 });
  return checkedCode(value, '/value');
}

/** Decides {@link NoteEnvironment}; what is known already is not written twice. */
export function note(command: NoteEnvironment, state: HouseholdState): readonly HouseholdFact[] {
  const { environment } = openHousehold(state);
  const fact = checkedCode(command.fact, '/fact');
  const known = environment.find((each) => each.fact === fact);
  if (command.value === null) {
    if (known === undefined)
      throw refusal('people/environment-unknown', 'No such fact of the flat is known.', { fact });
    return [factOf('people/environment-noted', { fact, value: null })];
  }
  const value = checkedValue(command.value);
  return known?.value === value ? [] : [factOf('people/environment-noted', { fact, value })];
}

/** The facts of the flat after one was noted. */
export function noted(
  environment: readonly EnvironmentFact[],
  { fact, value }: EnvironmentNotedData,
  since: number,
): readonly EnvironmentFact[] {
  const others = environment.filter((each) => each.fact !== fact);
  return value === null ? others : [...others, { fact, value, since }];
}
