import { spawnSync } from 'node:child_process';

/** The numbers of a user and its group. */
export interface PlainUser {
  readonly uid: number;
  readonly gid: number;
}

function numberOf(flag: string, user: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

/** Whom a server runs as that refuses to run as root; nobody else where we are not root ourselves. */
export function plainUser(): PlainUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = [numberOf('-u', user), numberOf('-g', user)];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error('There is neither a user postgres nor a user nobody to run a server as.');
}
