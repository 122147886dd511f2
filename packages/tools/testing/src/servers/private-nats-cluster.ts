import { setTimeout as sleep } from 'node:timers/promises';
import { onFreePorts } from './free-ports.ts';
import { type NatsServer, natsNode, type PrivateNatsOptions } from './private-nats.ts';

/** How a private cluster of NATS is set up. */
export interface PrivateNatsClusterOptions extends PrivateNatsOptions {
  /** How many nodes; 3 if left out, enough for streams with three replicas. */
  readonly nodes?: number;
}

/** Several private NATS that hold their streams together. */
export interface NatsCluster extends AsyncDisposable {
  readonly nodes: readonly NatsServer[];
  /** Waits until every node is well and knows who leads; for ever while one is down. */
  settled(): Promise<void>;
  /** Closes every node; may be called twice. */
  close(): Promise<void>;
}

async function isWell({ monitor }: NatsServer): Promise<boolean> {
  try {
    return (await fetch(`${monitor}/healthz`)).ok;
  } catch {
    return false;
  }
}

/** Starts a cluster of NATS for one test and waits for its first leader. */
export function privateNatsCluster(options: PrivateNatsClusterOptions = {}): Promise<NatsCluster> {
  const { nodes: count = 3, configuration = '' } = options;
  return onFreePorts(3 * count, async (ports) => {
    const routes = ports.slice(0, count);
    const urls = routes.map((port) => `"nats://127.0.0.1:${port}"`).join(', ');
    const starts = await Promise.allSettled(
      routes.map((route, i) =>
        natsNode(
          `node${i + 1}`,
          { client: ports[count + i] as number, monitor: ports[2 * count + i] as number },
          `cluster { name: private, listen: "127.0.0.1:${route}", routes: [${urls}] }\n${configuration}`,
        ),
      ),
    );
    const nodes = starts.flatMap((start) => (start.status === 'fulfilled' ? start.value : []));
    const close = async () => {
      await Promise.all(nodes.map((node) => node.close()));
    };
    const failed = starts.find((start) => start.status === 'rejected');
    if (failed) {
      await close();
      throw failed.reason;
    }
    const settled = async () => {
      for (const node of nodes) while (!(await isWell(node))) await sleep(50);
    };
    await settled();
    return { nodes, settled, close, [Symbol.asyncDispose]: close };
  });
}
