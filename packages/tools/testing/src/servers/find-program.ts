import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Debian keeps the programs of every major version of PostgreSQL apart, outside the PATH. */
function postgresFolders(): readonly string[] {
  const root = '/usr/lib/postgresql';
  try {
    const versions = readdirSync(root).filter((name) => /^\d+$/.test(name));
    return versions.sort((a, b) => Number(b) - Number(a)).map((name) => join(root, name, 'bin'));
  } catch {
    return [];
  }
}

/**
 * Where the program of this name lies on this machine: on the PATH, in /usr/sbin, or among PostgreSQL's own, the
 * newest first. The variable NATS_BIN alone says where `nats-server` lies, where it is set.
 */
export function findProgram(name: string): string | undefined {
  const { NATS_BIN: nats, PATH: path = '' } = process.env;
  if (name === 'nats-server' && nats) return runs(nats) ? nats : undefined;
  const folders = [...path.split(delimiter).filter(Boolean), '/usr/sbin', ...postgresFolders()];
  return folders.map((folder) => join(folder, name)).find(runs);
}
