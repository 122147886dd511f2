import type { Citation } from '../statutes/sentence.ts';

/** The languages in which people are told. */
export type Language = 'zh-CN' | 'en';

/** One text in both languages. */
export type Words = Readonly<Record<Language, string>>;

/** A sentence of law in its own words, with where it stands; the law's text is Chinese in every language. */
export function cited({ law, article, quote }: Citation, language: Language): string {
  return language === 'zh-CN'
    ? `《${law}》${article}：“${quote}”`
    : `${law} ${article}: “${quote}”`;
}
