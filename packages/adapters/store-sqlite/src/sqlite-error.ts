/** The primary result code of SQLite behind what a driver threw (`https://sqlite.org/rescode.html`), if there is one. */
export function sqliteCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { errcode, rawCode, code } = error as {
    readonly errcode?: unknown;
    readonly rawCode?: unknown;
    readonly code?: unknown;
  };
  // node:sqlite tells a number, libsql a number beside the name, better-sqlite3 the name alone.
  for (const number of [errcode, rawCode]) if (typeof number === 'number') return number & 0xff;
  if (typeof code !== 'string') return undefined;
  return names.find(([name]) => code.startsWith(name))?.[1];
}

/** Somebody else holds the lock. */
export const sqliteBusy = 5;
/** What has to be written first cannot be: the file was opened to be looked at. */
export const sqliteReadOnly = 8;
/** The file could not be opened that way. */
export const sqliteCannotOpen = 14;
/** No database at all. */
export const sqliteNotADatabase = 26;

const names: readonly (readonly [name: string, code: number])[] = [
  ['SQLITE_BUSY', sqliteBusy],
  ['SQLITE_READONLY', sqliteReadOnly],
  ['SQLITE_CANTOPEN', sqliteCannotOpen],
  ['SQLITE_NOTADB', sqliteNotADatabase],
];
