export type { HotSpot, HotSpots } from './hot-spots/find-hot-spots.ts';
export { findHotSpots } from './hot-spots/find-hot-spots.ts';
export type { HotSpotErrorCode } from './hot-spots/hot-spot-error.ts';
export type { HotSpotPolicy } from './hot-spots/hot-spot-policy.ts';
export type { PlaceRow, PlaceRowIssue, PlaceRowIssueCode } from './hot-spots/place-row.ts';
export type {
  NextOccurrence,
  Recurrence,
  RecurrencePolicy,
  Recurrences,
} from './hot-spots/recurrences.ts';
export { defaultRecurrencePolicy, findRecurrences } from './hot-spots/recurrences.ts';
