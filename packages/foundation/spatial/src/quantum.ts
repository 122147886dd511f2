/** How many quanta make one degree: a quantum is 1e-8 degree, about a millimetre. */
export const quantaPerDegree = 1e8;

/**
 * How far apart two borders may lie, in quanta, and still be one: half a quantum of rounding on either side, and one
 * quantum below which no difference is a defect.
 */
export const tolerance = 2;

/** Degrees to whole quanta: the integers on which all decisions are exact. */
export function toQuanta(degrees: number): number {
  return Math.floor(degrees * quantaPerDegree + 0.5);
}

/** Quanta to degrees; a number of at most eight decimals comes back as it was. */
export function toDegrees(quanta: number): number {
  return quanta / quantaPerDegree;
}
