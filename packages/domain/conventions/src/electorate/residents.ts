import { checkDay } from '../beijing-day.ts';
import type { BodyVoteRegister } from './vote-register.ts';
import type { VoterRef } from './voter.ts';

/** A resident as the register of voters asks (居民). The day of birth is looked at and not kept. */
export interface Resident {
  readonly person: VoterRef;
  /** `YYYY-MM-DD`. */
  readonly born: string;
  /** By reference. */
  readonly household?: string;
}

/** A register of persons, and who is not on it. */
export interface ResidentsRegister {
  readonly register: BodyVoteRegister;
  /** Minors (未满十八周岁) on the day of the vote. */
  readonly minors: readonly VoterRef[];
  /** Who stands twice in the list, or has no household where households vote. */
  readonly left: readonly VoterRef[];
}

/** The day on which somebody is eighteen: their birthday; of the 29th of February the 1st of March. */
function ofAge(born: string): string {
  const year = String(Number(born.slice(0, 4)) + 18).padStart(4, '0');
  const rest = born.slice(4);
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  return rest === '-02-29' && !leap ? `${year}-03-01` : `${year}${rest}`;
}

/**
 * Everybody of eighteen years or more on a Beijing day (十八周岁以上的居民), as a register of adults.
 * Refuses with `conventions/invalid-day` what is no day.
 */
export function adultsRegister(residents: readonly Resident[], asOf: string): ResidentsRegister {
  checkDay(asOf);
  const minors: VoterRef[] = [];
  const left: VoterRef[] = [];
  const members = new Set<VoterRef>();
  for (const { person, born } of residents) {
    checkDay(born);
    if (members.has(person)) left.push(person);
    else if (ofAge(born) > asOf) minors.push(person);
    else members.add(person);
  }
  const register = { body: 'adults', size: members.size, members: Array.from(members) } as const;
  return { register, minors, left };
}

/**
 * One representative of each household (户的代表): the first adult of the list, which the household itself orders.
 * A household without an adult has none. Refuses with `conventions/invalid-day` what is no day.
 */
export function householdsRegister(
  residents: readonly Resident[],
  asOf: string,
): ResidentsRegister & { readonly unrepresented: readonly string[] } {
  const { register, minors } = adultsRegister(residents, asOf);
  const adults = new Set(register.members);
  const representatives = new Map<string, VoterRef>();
  const households = new Set<string>();
  const left: VoterRef[] = [];
  const seen = new Set<VoterRef>();
  for (const { person, household } of residents) {
    if (household === undefined || seen.has(person)) {
      left.push(person);
      continue;
    }
    seen.add(person);
    households.add(household);
    if (adults.has(person) && !representatives.has(household))
      representatives.set(household, person);
  }
  const members = Array.from(representatives.values());
  return {
    register: { body: 'households', size: members.length, members },
    minors,
    left,
    unrepresented: Array.from(households).filter((one) => !representatives.has(one)),
  };
}
