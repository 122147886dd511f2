import { createServer } from 'node:net';

/**
 * Below the ports that systems lend to outgoing connections: a server that was killed and comes back to its port
 * must not find it in the hands of some client.
 */
const lowest = 20_000;
const span = 12_000;

/** Whether nobody listens on this port of 127.0.0.1. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = lowest + Math.floor(Math.random() * span);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

/** The error of a server whose port somebody else took meanwhile. */
export const portTaken = 'EADDRINUSE';

/** Starts something on ports that nobody uses; on others, where somebody was quicker. */
export async function onFreePorts<Started>(
  count: number,
  start: (ports: readonly number[]) => Promise<Started>,
): Promise<Started> {
  for (let left = 5; ; left--) {
    try {
      return await start(await freePorts(count));
    } catch (error) {
      if (left === 0 || (error as NodeJS.ErrnoException).code !== portTaken) throw error;
    }
  }
}
