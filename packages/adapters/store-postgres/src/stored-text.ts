/** Stands between the texts of a column on their way to the database. */
export const separatorMark = '\u001f';

/** Stands for no text at all among them. */
export const nothingMark = '\u001e';

/** PostgreSQL has no NUL; an empty text alone and the marks would be misread on their way. */
function isOdd(text: string): boolean {
  if (text === '' || text.startsWith('"')) return true;
  return text.includes('\u0000') || text.includes(separatorMark) || text.includes(nothingMark);
}

/** A text as a column can hold it: itself, or its JSON where it could be misread; what looks like the other form is JSON too. */
export function storedText(text: string): string {
  return isOdd(text) ? JSON.stringify(text) : text;
}

/** The text that {@link storedText} stored. */
export function plainText(stored: string): string {
  return stored.startsWith('"') ? (JSON.parse(stored) as string) : stored;
}
