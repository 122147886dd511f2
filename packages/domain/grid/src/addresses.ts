export type { AddressAmbiguous, AddressFound, AddressIndex } from './addresses/address-index.ts';
export { addressIndex } from './addresses/address-index.ts';
export type { AddressIssue, AddressIssueCode } from './addresses/address-issue.ts';
export type { AddressEntry } from './addresses/registered.ts';
