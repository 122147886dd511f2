export type {
  CellArea,
  DivisionComparison,
  PlacedThing,
  ThingMove,
} from './comparison.ts';
export type { DivisionDraftOptions } from './division-draft.ts';
export { divisionDraft } from './division-draft.ts';
export type { DivisionDraft, EnactOptions } from './draft.ts';
export type { DraftDocument, DraftedStep, DraftLogEntry } from './draft-document.ts';
export type { DraftErrorCode } from './draft-error.ts';
export type { DraftStep } from './draft-step.ts';
export type { Footing } from './footing.ts';
