import type { EventId, SealedPart, SubjectRef } from '@civigrid/kernel';

/** Where a suggestion was given (来源): in the online forum or in a meeting place. */
export type SuggestionOrigin = 'online' | 'offline';

/** Where a suggestion came from; at a World Café with its table and round (桌, 轮). */
export type SuggestionPlace = {
  readonly origin: SuggestionOrigin;
  readonly table?: number;
  readonly round?: number;
};

/** Why a suggestion was not kept (不采纳的理由). */
export type DropReason =
  /** Another says the same (重复). */
  | 'duplicate'
  /** Not about this topic (无关). */
  | 'off-topic'
  /** Against the law or good morals (抵触). */
  | 'unlawful'
  /** Cannot be done (不可行). */
  | 'impracticable'
  /** The council decided otherwise (未形成共识). */
  | 'no-agreement'
  /** Passed on to somebody else (转办). */
  | 'passed-on';

/** A suggestion that was not kept, and why. */
export type DroppedSuggestion = { readonly suggestion: string; readonly reason: DropReason };

/** The words of a suggestion as they lie sealed, with what is needed to open them. */
export interface SealedWords {
  readonly event: EventId;
  readonly schema: number;
  readonly sealed: readonly SealedPart[];
}

/** A suggestion as the convention knows it (意见建议): by reference, its words sealed. */
export interface Suggestion {
  readonly suggestion: string;
  readonly subject: SubjectRef;
  readonly place: SuggestionPlace;
  /** UTC milliseconds. */
  readonly at: number;
  readonly words: SealedWords;
  /** Absent until the selection. */
  readonly outcome?: 'kept' | DropReason;
}
