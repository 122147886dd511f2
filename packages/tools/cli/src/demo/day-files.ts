import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDomainError, type Store } from '@civigrid/kernel';
import { type SqliteVault, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import { storeSqliteMessages } from '@civigrid/store-sqlite/messages';
import type { Language } from '../language.ts';

/** The record of a day and its keys, opened. */
export interface DayFiles {
  readonly store: Store;
  readonly vault: SqliteVault;
}

/** The key file and its neighbours lie apart from the store's. Locks stay: somebody may hold them. */
function filesOf(file: string): readonly string[] {
  const keys = `${file}.keys`;
  const databases = [file, keys, `${keys}.media`];
  return [...databases.flatMap((path) => [path, `${path}-wal`, `${path}-shm`]), `${file}.head`];
}

/** Takes the files of a day away, unless another process is living it. */
async function removed(file: string): Promise<void> {
  try {
    await sqliteStore({ file }).close();
  } catch (error) {
    if (isDomainError(error, 'store-sqlite/file-in-use')) throw error;
    // Whatever else is wrong with them, they are to go.
  }
  for (const path of filesOf(file)) rmSync(path, { force: true });
}

/** Opens the files of a day, new ones if asked for; refuses like a store. */
export async function openDay(file: string, fresh: boolean): Promise<DayFiles> {
  mkdirSync(dirname(file), { recursive: true });
  if (fresh) await removed(file);
  const store = sqliteStore({ file });
  try {
    return { store, vault: sqliteVault({ file: `${file}.keys` }) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What to tell where the files of a day are refused; undefined for any other error. */
export function fileRefusal(error: unknown, language: Language): string | undefined {
  if (!isDomainError(error)) return undefined;
  const messages = storeSqliteMessages[language === 'zh' ? 'zh-CN' : 'en'];
  return Object.entries(messages).find(([code]) => code === error.code)?.[1];
}
