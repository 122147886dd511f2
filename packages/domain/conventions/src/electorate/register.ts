import { refuse } from '../error-code.ts';
import type { Body } from '../statutes/threshold.ts';

/**
 * One exclusive unit (专有部分) on the owners' register. `unit` and `owner` are references, never a door number or a
 * name; co-owners share one reference, and so does whatever the developer has not sold or handed over
 * (最高人民法院 2020 第九条).
 */
export type RegisteredUnit = {
  readonly unit: string;
  readonly owner: string;
  /** Whole hundredths of a square metre: registered, else measured, else contracted (同上第八条). */
  readonly area: number;
};

/** Who may vote, by units and area (业主名册). */
export type OwnersRegister = { readonly units: readonly RegisteredUnit[] };

/** Who may vote, by number (组成人员). */
export type BodyRegister = { readonly body: Body; readonly size: number };

/** Who may vote, with which weight (名册). */
export type Register = OwnersRegister | BodyRegister;

/** Refuses with `conventions/invalid-register` a register without units, with a unit twice, or with an area that is no whole number from 0 or whose sum leaves the exact integers. */
export function checkOwners({ units }: OwnersRegister): void {
  const known = new Set<string>();
  let sum = 0;
  units.forEach(({ unit, area }, row) => {
    if (known.has(unit)) throw refuse('invalid-register', 'A unit stands twice.', { row });
    if (!Number.isSafeInteger(area) || area < 0)
      throw refuse('invalid-register', 'An area is a whole number of 0.01 m², from 0.', { row });
    known.add(unit);
    sum += area;
  });
  if (sum === 0 || !Number.isSafeInteger(sum))
    throw refuse('invalid-register', 'The areas sum to nothing, or beyond the exact integers.');
}

/** Refuses with `conventions/invalid-register` a body that is not of a whole number of at least one. */
export function checkBody({ size }: BodyRegister): void {
  if (!Number.isSafeInteger(size) || size < 1)
    throw refuse('invalid-register', 'A body has a whole number of at least one.');
}
