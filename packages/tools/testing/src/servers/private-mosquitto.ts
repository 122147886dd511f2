import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onFreePorts } from './free-ports.ts';
import { plainUser } from './plain-user.ts';
import { type PrivateServer, privateServer } from './private-server.ts';

/** How a private Mosquitto is set up. */
export interface PrivateMosquittoOptions {
  /** Settings of mosquitto.conf by name, over our own: `{ max_inflight_messages: 1 }`. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Starts Mosquitto for one test: anybody may connect, no queue is too long. Sessions and retained messages come
 * back after `stop` and `restart`; after `kill` they need not, for Mosquitto writes them down only now and then.
 */
export function privateMosquitto(options: PrivateMosquittoOptions = {}): Promise<PrivateServer> {
  return onFreePorts(1, ([port = 0]) =>
    privateServer({
      program: 'mosquitto',
      port,
      url: `mqtt://127.0.0.1:${port}`,
      prepare: (folder) => {
        const own = {
          allow_anonymous: true,
          // the default of 1,000 drops what a slow subscriber has not fetched
          max_queued_messages: 0,
          persistence: true,
          persistence_location: `${folder}/`,
        };
        const lines = Object.entries({ ...own, ...options.settings });
        const file = join(folder, 'mosquitto.conf');
        writeFileSync(
          file,
          [['listener', `${port} 127.0.0.1`], ...lines]
            .map((words) => `${words.join(' ')}\n`)
            .join(''),
        );
        return ['-c', file];
      },
      ready: ' running',
      stopSignal: 'SIGTERM',
      user: plainUser(),
    }),
  );
}
