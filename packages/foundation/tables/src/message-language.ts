/** The languages that messages come in (语言). */
export type MessageLanguage = 'zh-CN' | 'en';
