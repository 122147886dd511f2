/** The languages that messages come in (语言). */
export type MessageLanguage = 'zh-CN' | 'en';

/** Words in every language of the package. */
export type Bilingual = Readonly<Record<MessageLanguage, string>>;
