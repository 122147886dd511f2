import type { PersonId } from '@civigrid/kernel';
import { endOf, type Term } from '../tenure.ts';
import { type Absences, type PersonTerm, termAt } from './terms-by-post.ts';

/** In what quality a person answers for a post: holds it, stands in (代理), or takes the shift (值班). */
export type ActingAs = 'holder' | 'standIn' | 'shift';

/** Who acts for a post at an instant. */
export interface Acting {
  readonly person: PersonId;
  readonly as: ActingAs;
}

/** Nobody, as numbers beside those of who acts: no term at all, or all of those with a term are away. */
export const nobodyHolds: number = -1;
export const allAway: number = -2;

/** The terms of one post. */
export interface PostTerms {
  readonly tenures: readonly PersonTerm[];
  readonly standIns: readonly PersonTerm[];
  readonly absences: Absences | undefined;
}

export const noTerms: readonly PersonTerm[] = Object.freeze([]);

/** Whether a person is away from a post at an instant. */
export function isAway({ absences }: PostTerms, person: PersonId, at: number): boolean {
  const terms = absences?.get(person);
  return terms !== undefined && termAt(terms, at) !== undefined;
}

/** Who answers, shifts aside: the stand-in, else the holder, whoever is not away. */
export function heldBy(terms: PostTerms, at: number, { numberOf }: Actings): number {
  const standIn = termAt(terms.standIns, at);
  if (standIn !== undefined && !isAway(terms, standIn.person, at))
    return numberOf(standIn.person, 'standIn');
  const tenure = termAt(terms.tenures, at);
  if (tenure !== undefined && !isAway(terms, tenure.person, at))
    return numberOf(tenure.person, 'holder');
  return standIn === undefined && tenure === undefined ? nobodyHolds : allAway;
}

/** Every instant at which that may change, ascending. */
export function turningPoints({ tenures, standIns, absences }: PostTerms): readonly number[] {
  const points = new Set<number>();
  const add = (terms: readonly Term[]) => {
    for (const term of terms) points.add(term.from).add(endOf(term));
  };
  add(tenures);
  add(standIns);
  for (const terms of absences?.values() ?? []) add(terms);
  return Array.from(points)
    .filter((at) => Number.isFinite(at))
    .sort((one, other) => one - other);
}

/** Who acts, by numbers from 0 on, each once. */
export interface Actings {
  numberOf(person: PersonId, as: ActingAs): number;
  acting(number: number): Acting;
}

export function numberedActings(): Actings {
  const all: Acting[] = [];
  const numbers = {
    holder: new Map<PersonId, number>(),
    standIn: new Map<PersonId, number>(),
    shift: new Map<PersonId, number>(),
  } as const satisfies Record<ActingAs, Map<PersonId, number>>;
  return {
    numberOf(person, as) {
      const known = numbers[as].get(person);
      if (known !== undefined) return known;
      numbers[as].set(person, all.length);
      return all.push(Object.freeze({ person, as })) - 1;
    },
    acting: (number) => all[number] as Acting,
  };
}
