import { reviseInPlace } from './revise-in-place.ts';
import type { Reviser } from './reviser.ts';

export type { Reviser } from './reviser.ts';

/**
 * Does a change of a hierarchy in place (增量更新): `street.revised(revision, inPlace)` makes only what the change touches
 * anew, and a proof that the division is seamless goes on holding. Where a change leaves something open, overlaps, or
 * gives a neighbour no share of its new vertices, all cells are joined again, with the same answers.
 */
export const inPlace: Reviser = reviseInPlace as unknown as Reviser;
