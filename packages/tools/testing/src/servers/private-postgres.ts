import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './find-program.ts';
import { onFreePorts } from './free-ports.ts';
import { plainUser } from './plain-user.ts';
import {
  type PrivateServer,
  privateServer,
  programFile,
  serverEnvironment,
} from './private-server.ts';

/** How a private PostgreSQL differs from one that keeps what it acknowledges. */
export interface PrivatePostgresOptions {
  /** Settings of postgresql.conf by name, over our own: `{ synchronous_commit: 'off' }`. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  /** The folder in which its own is made: that of a small file system, say. */
  readonly within?: string;
}

const durable = { fsync: true, synchronous_commit: true, full_page_writes: true };

/**
 * A server that was killed leaves a segment of shared memory, whose id is the last word of a line of its pid file. Who
 * comes back to the folder takes it over; where the folder goes, it goes too, for the system has only so many.
 */
function removeSharedMemory(data: string): void {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const id = readFileSync(file, 'utf8').split('\n')[6]?.trim().split(/\s+/)[1];
  const remover = findProgram('ipcrm');
  if (id && remover) spawnSync(remover, ['-m', id]);
}

/**
 * Starts PostgreSQL for one test: an empty cluster in UTF-8, its superuser `postgres` without a password, and every
 * acknowledged commit on disk.
 */
export function privatePostgres(options: PrivatePostgresOptions = {}): Promise<PrivateServer> {
  const { within, settings } = options;
  const user = plainUser();
  return onFreePorts(1, ([port = 0]) =>
    privateServer({
      program: 'postgres',
      port,
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      prepare: async (folder) => {
        const data = join(folder, 'data');
        const initdb = join(dirname(realpathSync(programFile('postgres'))), 'initdb');
        const cluster = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale'];
        await promisify(execFile)(initdb, cluster, {
          cwd: folder,
          env: serverEnvironment(),
          ...user,
        });
        // no socket file: its path would have to be short
        const own = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...durable };
        const words = Object.entries({ ...own, ...settings });
        const set = words.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
        return ['-D', data, '-p', String(port), ...set];
      },
      ready: 'database system is ready to accept connections',
      stopSignal: 'SIGINT',
      sweep: (folder) => removeSharedMemory(join(folder, 'data')),
      user,
      within,
    }),
  );
}
