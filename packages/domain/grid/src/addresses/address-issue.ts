import type { GridCode } from '@civigrid/kernel';

/**
 * What can be wrong with the entries of an address index. Refused: `address-not-an-entry` (no text, or no usable code
 * of a cell), `address-too-long` (more than 200 characters), `address-empty` (nothing to recognise it by). Told and
 * kept: `address-in-two-cells`, `building-in-two-cells`: looking it up is ambiguous.
 */
export type AddressIssueCode =
  | 'address-not-an-entry'
  | 'address-too-long'
  | 'address-empty'
  | 'address-in-two-cells'
  | 'building-in-two-cells';

/** One thing that is wrong with an entry. */
export interface AddressIssue {
  readonly code: AddressIssueCode;
  /** Number of the entry, from 0. */
  readonly path: readonly [number];
  /** The cell that the entry names, where it is one. */
  readonly cell?: GridCode;
}
