/** The languages of the command. */
export type Language = 'zh' | 'en';

/** The user's language: as asked for, else by the environment (LC_ALL, LC_MESSAGES, LANG), else English. */
export function languageOf(
  asked: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const said =
    asked ?? environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '';
  return said.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
