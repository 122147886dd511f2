import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onFreePorts } from './free-ports.ts';
import { plainUser } from './plain-user.ts';
import { type PrivateServer, privateServer } from './private-server.ts';

/** Which server a private PgBouncer stands before, and how. */
export interface PrivatePgBouncerOptions {
  readonly postgres: Pick<PrivateServer, 'port'>;
  /** When a client gives the server's connection back to the others. */
  readonly poolMode: 'session' | 'transaction' | 'statement';
  /** Settings of the section `pgbouncer` by name, over our own: `{ default_pool_size: 2 }`. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
}

const section = (name: string, lines: Readonly<Record<string, string | number | boolean>>) =>
  [`[${name}]`, ...Object.entries(lines).map(([key, value]) => `${key} = ${value}`), ''].join('\n');

/** Starts the pooler PgBouncer for one test; whoever connects is `postgres` behind it. */
export function privatePgBouncer(options: PrivatePgBouncerOptions): Promise<PrivateServer> {
  const { postgres, poolMode, settings } = options;
  return onFreePorts(1, ([port = 0]) =>
    privateServer({
      program: 'pgbouncer',
      port,
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      prepare: (folder) => {
        const file = join(folder, 'pgbouncer.ini');
        const databases = { '*': `host=127.0.0.1 port=${postgres.port} user=postgres` };
        const own = {
          listen_addr: '127.0.0.1',
          listen_port: port,
          unix_socket_dir: '',
          auth_type: 'any',
          pool_mode: poolMode,
          max_client_conn: 1000,
        };
        const pooler = section('pgbouncer', { ...own, ...settings });
        writeFileSync(file, section('databases', databases) + pooler);
        return [file];
      },
      ready: 'process up',
      // SIGINT would wait for every client
      stopSignal: 'SIGTERM',
      user: plainUser(),
    }),
  );
}
