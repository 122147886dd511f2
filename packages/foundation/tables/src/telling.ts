import type { ColumnWords } from './cell-words.ts';
import type { MessageLanguage } from './message-language.ts';

/** How explanations and findings are told (讲述方式). */
export interface Telling {
  readonly language: MessageLanguage;
  /** How columns and their values are called; by their own names if left out. */
  readonly words?: ColumnWords;
  /** At most so many near misses; 5 if left out. */
  readonly nearMisses?: number;
}
