import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { FrontendMessage } from './postgres-messages.ts';
import { type RelayVerdict, relayConnection } from './relay-connection.ts';

/** Before which server a relay stands, and what it does to its clients. */
export interface TcpRelayOptions {
  /** Where the server listens, as its clients are told: `postgres://user@127.0.0.1:5432/name`. */
  readonly url: string;
  /** Called for every message of every client, in order; until it has answered, what follows waits. */
  readonly frontend: (message: FrontendMessage) => RelayVerdict | Promise<RelayVerdict>;
}

/** A door to a PostgreSQL whose connections can be hurt. */
export interface TcpRelay extends AsyncDisposable {
  /** The server's address, through the relay. */
  readonly url: string;
  readonly port: number;
  /** How many connections have come so far. */
  readonly connections: number;
  /** Cuts every connection that is open, wherever it is; new ones may come. */
  cut(): void;
  /** Cuts every connection and takes no more. */
  close(): Promise<void>;
}

/**
 * Starts a relay between clients and a PostgreSQL (or its pooler) that knows where messages begin and end, and asks
 * before it passes one on. It refuses TLS. What `frontend` throws cuts the connection and stays unhandled, as a bug.
 *
 * @example
 * const relay = await tcpRelay({
 *   url: server.url,
 *   frontend: ({ type, bytes }) => (type === 'Q' && bytes.includes('COMMIT') ? 'swallow' : 'pass'),
 * });
 */
export async function tcpRelay({ url, frontend }: TcpRelayOptions): Promise<TcpRelay> {
  const target = new URL(url);
  const to = { host: target.hostname, port: Number(target.port || 5432), allowHalfOpen: true };
  const open = new Set<Socket>();
  let connections = 0;
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    connections += 1;
    const connection = connections;
    const server = connect({ ...to, noDelay: true });
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => open.delete(socket));
    }
    void relayConnection(client, server, (message) => frontend({ ...message, connection }));
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const through = new URL(url);
  through.host = `127.0.0.1:${port}`;

  function cut(): void {
    for (const socket of open) socket.destroy();
  }

  async function close(): Promise<void> {
    cut();
    if (!listener.listening) return;
    listener.close();
    await once(listener, 'close');
  }

  return {
    url: through.href,
    port,
    get connections() {
      return connections;
    },
    cut,
    close,
    [Symbol.asyncDispose]: close,
  };
}
