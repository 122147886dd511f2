import { DomainError } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import type { DuplicateErrorCode } from './duplicate-error.ts';

/** How near in place and time two reports of a matter lie. */
export interface DuplicateReach {
  readonly radiusMetres: number;
  /** Between the two reports. */
  readonly windowMs: number;
  /** How long after its closure a case is still suggested; not at all if left out. */
  readonly afterClosureMs?: number;
}

/** How much each ground weighs, in any unit: only their proportions count. */
export interface DuplicateWeights {
  readonly category: number;
  readonly distance: number;
  readonly time: number;
  readonly words: number;
}

/** How duplicates are found; of `byCategory` the longest that holds a report's own category wins, by whole segments. */
export interface DuplicatePolicy {
  readonly reach: DuplicateReach;
  readonly byCategory: readonly (DuplicateReach & { readonly category: string })[];
  /** Nothing below it is suggested; 0 to 1. */
  readonly minimumScore: number;
  /** Category 8, distance 7, time 5, words 5 if left out. */
  readonly weights?: DuplicateWeights;
}

/** Within 50 m and three days, up to a day after closure, from half the points upwards. */
export const defaultDuplicatePolicy: DuplicatePolicy = {
  reach: { radiusMetres: 50, windowMs: 3 * dayMs, afterClosureMs: dayMs },
  byCategory: [],
  minimumScore: 0.5,
};

/** The weights where a policy names none. */
export const defaultDuplicateWeights: DuplicateWeights = {
  category: 8,
  distance: 7,
  time: 5,
  words: 5,
};

const parentOf = (code: string) => code.slice(0, Math.max(0, code.lastIndexOf('.')));

/** Whether codes are the same or have one parent; a code without a parent has no siblings. */
export function kinship(one: string, other: string): 'same' | 'sibling' | undefined {
  if (one === other) return 'same';
  const parent = parentOf(one);
  return parent !== '' && parent === parentOf(other) ? 'sibling' : undefined;
}

/** What a code shares with its siblings and with no other code: its parent with the dot, or the code itself. */
export function familyOf(category: string): string {
  const parent = parentOf(category);
  return parent === '' ? category : `${parent}.`;
}

/** The reach of a category. */
export function reachOf(category: string, { reach, byCategory }: DuplicatePolicy): DuplicateReach {
  let best: (DuplicateReach & { readonly category: string }) | undefined;
  for (const each of byCategory)
    if (
      (category === each.category || category.startsWith(`${each.category}.`)) &&
      each.category.length >= (best?.category.length ?? 0)
    )
      best = each;
  return best ?? reach;
}

/** The widest reach that any code of a family can have. */
export function widestReach(family: string, policy: DuplicatePolicy): Required<DuplicateReach> {
  const { reach, byCategory } = policy;
  const held = byCategory.filter(
    ({ category }) =>
      category === family || family.startsWith(`${category}.`) || category.startsWith(family),
  );
  const all = [reach, ...held];
  return {
    radiusMetres: Math.max(...all.map(({ radiusMetres }) => radiusMetres)),
    windowMs: Math.max(...all.map(({ windowMs }) => windowMs)),
    afterClosureMs: Math.max(...all.map(({ afterClosureMs = -1 }) => afterClosureMs)),
  };
}

const isAmount = (value: number) => Number.isFinite(value) && value >= 0;

function refuse(path: string): never {
  throw new DomainError(
    'cases/invalid-duplicate-policy' satisfies DuplicateErrorCode,
    'Radii, times and weights are finite and not below 0, a score lies from 0 to 1, and something weighs beside words.',
    { path },
  );
}

/** Refuses a policy whose numbers cannot be meant. */
export function checkPolicy(policy: DuplicatePolicy): void {
  const { reach, byCategory, minimumScore, weights = defaultDuplicateWeights } = policy;
  const reaches = [
    { path: '/reach', of: reach },
    ...byCategory.map((of, i) => ({ path: `/byCategory/${i}`, of })),
  ];
  for (const { path, of } of reaches) {
    if (!isAmount(of.radiusMetres)) refuse(`${path}/radiusMetres`);
    if (!isAmount(of.windowMs)) refuse(`${path}/windowMs`);
    if (!isAmount(of.afterClosureMs ?? 0)) refuse(`${path}/afterClosureMs`);
  }
  if (!(minimumScore >= 0 && minimumScore <= 1)) refuse('/minimumScore');
  const { category, distance, time, words } = weights;
  if (![category, distance, time, words].every(isAmount)) refuse('/weights');
  if (!(category + distance + time > 0)) refuse('/weights');
}
