/** A text that people read, in both languages of the console. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
