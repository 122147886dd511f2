export type { DuplicateErrorCode } from './duplicates/duplicate-error.ts';
export type {
  ComparedCase,
  DuplicateCandidate,
  DuplicateIndex,
} from './duplicates/duplicate-index.ts';
export { duplicateIndex } from './duplicates/duplicate-index.ts';
export type {
  DuplicatePolicy,
  DuplicateReach,
  DuplicateWeights,
} from './duplicates/duplicate-policy.ts';
export { defaultDuplicatePolicy, defaultDuplicateWeights } from './duplicates/duplicate-policy.ts';
export type { DuplicateSuggestion, ScorePart } from './duplicates/duplicate-suggestion.ts';
export { wordsLikeness } from './duplicates/words-likeness.ts';
