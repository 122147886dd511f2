import type { Sentence } from './sentence.ts';

/** One text of one law: when it was passed or amended, and its days in force (法律文本). */
export interface LawText {
  readonly law: string;
  readonly text: string;
  readonly from: string;
  readonly to: string | null;
  /** What is not certain about its days. */
  readonly note?: string;
}

/** One sentence as it is kept: id, article, words, hash. */
export type SentenceRow<Id extends string = string> = readonly [
  id: Id,
  article: string,
  quote: string,
  hash: string,
];

/** The sentences of one text of a law. */
export function sentencesOf<Id extends string>(
  { law, text, from, to, note }: LawText,
  rows: readonly SentenceRow<Id>[],
): readonly (Sentence & { readonly id: Id })[] {
  return rows.map(([id, article, quote, hash]) => ({
    id,
    law,
    article,
    text,
    inForce: { from, to },
    quote,
    hash,
    ...(note === undefined ? {} : { note }),
  }));
}
