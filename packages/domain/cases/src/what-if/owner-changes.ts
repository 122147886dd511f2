import type { CaseId } from '@civigrid/kernel';
import { textOrder } from '@civigrid/kernel';
import { rounded } from './changes.ts';

/** Cases that go from one unit to another; a unit is empty where nobody leads. */
export interface OwnerChange {
  readonly from: string;
  readonly to: string;
  readonly cases: number;
  /** The first of them by its id. */
  readonly example: CaseId;
}

interface OwnerSum {
  readonly from: string;
  readonly to: string;
  cases: number;
  example: CaseId;
}

/** Who hands over how much to whom, added up. */
export interface OwnerSums {
  add(from: string, to: string, weight: number, id: CaseId): void;
  /** The most first; equal ones by their units. */
  list(): readonly OwnerChange[];
}

/** The lesser of two ids. */
export const least = (a: CaseId | undefined, b: CaseId): CaseId =>
  a === undefined || b < a ? b : a;

export function ownerSums(): OwnerSums {
  const owners = new Map<string, Map<string, OwnerSum>>();
  return {
    add(from, to, weight, id) {
      const all = owners.get(from) ?? new Map<string, OwnerSum>();
      owners.set(from, all);
      const known = all.get(to);
      if (known === undefined) all.set(to, { from, to, cases: weight, example: id });
      else {
        known.cases += weight;
        known.example = least(known.example, id);
      }
    },
    list: () =>
      Array.from(owners.values(), (all) => Array.from(all.values()))
        .flat()
        .map(({ from, to, cases, example }) => ({ from, to, cases: rounded(cases), example }))
        .sort((a, b) => b.cases - a.cases || textOrder(a.from, b.from) || textOrder(a.to, b.to)),
  };
}
