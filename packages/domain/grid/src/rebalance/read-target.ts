import { DomainError, type GridCode, type JsonObject } from '@civigrid/kernel';
import type { RebalanceErrorCode, RebalanceRequest } from './request.ts';

/** How many groups there are to be, or what each is to carry. */
export type ReadTarget =
  | { readonly load: number }
  | { readonly groups: number }
  | { readonly groupsOf: ReadonlyMap<GridCode, number> };

/** What a request asks for besides its units. */
export interface Terms {
  readonly target: ReadTarget;
  readonly tolerance: number;
  readonly seed: number;
  readonly effort: number;
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

const refuse = (code: RebalanceErrorCode, message: string, details: JsonObject = {}): never => {
  throw new DomainError(code, message, details);
};

function readGroups(
  groups: Iterable<readonly [GridCode, number]>,
  regions: readonly GridCode[],
): ReadTarget {
  const known = new Set(regions);
  const groupsOf = new Map<GridCode, number>();
  for (const [region, count] of groups) {
    if (groupsOf.has(region) || !known.has(region) || !isCount(count))
      refuse('grid/bad-target', 'Each region is named once, with a whole number of groups.', {
        region,
      });
    groupsOf.set(region, count);
  }
  for (const region of regions)
    if (!groupsOf.has(region))
      refuse('grid/bad-target', 'Every region needs its number of groups.', { region });
  return { groupsOf };
}

function readTarget(given: RebalanceRequest['target'], regions: readonly GridCode[]): ReadTarget {
  if ('load' in given)
    return isCount(given.load)
      ? { load: given.load }
      : refuse('grid/bad-target', 'The load of a group is a whole number above 0.');
  const { groups } = given;
  if (typeof groups === 'object' && groups !== null) return readGroups(groups, regions);
  return isCount(groups)
    ? { groups }
    : refuse('grid/bad-target', 'The number of groups is a whole number above 0.');
}

/** Reads the terms of a request, or refuses them. */
export function readTerms(request: RebalanceRequest, regions: readonly GridCode[]): Terms {
  const { tolerance, seed, effort = 200 } = request;
  if (!(tolerance >= 0 && tolerance < 1))
    refuse('grid/bad-tolerance', 'The tolerance lies from 0 to below 1.');
  if (!Number.isSafeInteger(seed)) refuse('grid/bad-seed', 'The seed is a safe integer.');
  if (!isCount(effort) || effort > 100_000)
    refuse('grid/bad-effort', 'The effort is a whole number from 1 to 100,000.');
  return { target: readTarget(request.target, regions), tolerance, seed, effort };
}
