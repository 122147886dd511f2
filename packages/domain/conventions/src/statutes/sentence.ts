/** One governing sentence of law (法条), in force on the days named, both inclusive. */
export interface Sentence {
  readonly id: string;
  /** The law's Chinese name, such as 民法典. */
  readonly law: string;
  /** Article, paragraph and sentence, such as 第二百七十八条第二款第一句. */
  readonly article: string;
  /** Which text of the law: the day it was passed or amended, and how. */
  readonly text: string;
  /** Beijing days; `to` is null while the text stands. */
  readonly inForce: { readonly from: string; readonly to: string | null };
  /** The words themselves. */
  readonly quote: string;
  /** SHA-256 of the quote's UTF-8 bytes, 64 hexadecimal digits. */
  readonly hash: string;
  /** What is not certain about its days in force, where something is not. */
  readonly note?: string;
}

/** A sentence of law as a verdict cites it (引用). */
export type Citation = {
  readonly law: string;
  readonly article: string;
  readonly quote: string;
  readonly hash: string;
};

/** The part of a sentence that is cited. */
export const citation = ({ law, article, quote, hash }: Sentence): Citation => ({
  law,
  article,
  quote,
  hash,
});
