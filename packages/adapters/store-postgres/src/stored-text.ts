/** A text as a column can hold it: PostgreSQL has no NUL, so what holds one (or looks like the other form) is written as JSON. */
export function storedText(text: string): string {
  return text.includes('\u0000') || text.startsWith('"') ? JSON.stringify(text) : text;
}

/** The text that {@link storedText} stored. */
export function plainText(stored: string): string {
  return stored.startsWith('"') ? (JSON.parse(stored) as string) : stored;
}
