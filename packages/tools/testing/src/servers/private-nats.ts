import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onFreePorts } from './free-ports.ts';
import { type PrivateServer, privateServer } from './private-server.ts';

/** A private NATS, with the address where it tells of itself. */
export interface NatsServer extends PrivateServer {
  /** Its monitoring: `/healthz`, `/varz`, `/jsz?streams=true` … */
  readonly monitor: string;
}

/** How a private NATS is set up. */
export interface PrivateNatsOptions {
  /** Lines over our own in its configuration file: `max_payload: 8MB`. */
  readonly configuration?: string;
}

/** The ports of one node. */
export interface NatsPorts {
  readonly client: number;
  readonly monitor: number;
}

/** One node with JetStream, whose every message is on disk when it is acknowledged, and with whatever else it is told. */
export async function natsNode(
  name: string,
  { client, monitor }: NatsPorts,
  configuration: string,
): Promise<NatsServer> {
  const server = await privateServer({
    program: 'nats-server',
    port: client,
    url: `nats://127.0.0.1:${client}`,
    prepare: (folder) => {
      const data = join(folder, 'data');
      mkdirSync(data);
      const file = join(folder, 'nats.conf');
      const lines = [
        `server_name: ${name}`,
        `listen: "127.0.0.1:${client}"`,
        `http: "127.0.0.1:${monitor}"`,
        `jetstream { store_dir: ${JSON.stringify(data)}, sync_interval: always }`,
        configuration,
      ];
      writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
      return ['-c', file];
    },
    ready: 'Server is ready',
    stopSignal: 'SIGTERM',
  });
  return Object.assign(server, { monitor: `http://127.0.0.1:${monitor}` });
}

/** Starts NATS with JetStream for one test. */
export function privateNats({ configuration = '' }: PrivateNatsOptions = {}): Promise<NatsServer> {
  return onFreePorts(2, ([client = 0, monitor = 0]) =>
    natsNode('alone', { client, monitor }, configuration),
  );
}
