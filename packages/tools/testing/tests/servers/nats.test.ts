import { existsSync } from 'node:fs';
import {
  type NatsServer,
  privateNats,
  privateNatsCluster,
  serverMissing,
} from '@civigrid/testing/servers';
import { describe, expect, test } from 'vitest';
import { askNats, greeting } from './ask-nats.ts';
import { patient } from './ask-postgres.ts';
import { runs } from './runs.ts';

const missing = serverMissing('nats-server');

const stream = (replicas: number) =>
  JSON.stringify({ name: 'raw', subjects: ['raw.>'], storage: 'file', num_replicas: replicas });
const messages = async (port: number) =>
  (await askNats(port, '$JS.API.STREAM.INFO.raw', '')).state.messages;

describe.skipIf(missing)(`a private NATS${missing ? ` (skipped: ${missing})` : ''}`, () => {
  test('two run side by side, with JetStream, and are gone afterwards', patient, async () => {
    const servers = await Promise.all([privateNats(), privateNats()]);
    expect(new Set(servers.flatMap(({ port, monitor }) => [port, monitor])).size).toBe(4);
    for (const { port, url, pid, monitor } of servers) {
      expect(url).toBe(`nats://127.0.0.1:${port}`);
      const { info, answer } = await greeting(port);
      expect([info.jetstream, info.host, info.port, answer]).toEqual([
        true,
        '127.0.0.1',
        port,
        'PONG',
      ]);
      const told = await (await fetch(`${monitor}/jsz`)).json();
      expect(told).toMatchObject({ config: { sync_always: true } });
      expect(runs(pid)).toBe(true);
    }
    for (const server of servers) {
      await server.close();
      expect([runs(server.pid), existsSync(server.folder)]).toEqual([false, false]);
      await expect(greeting(server.port)).rejects.toThrow('ECONNREFUSED');
    }
  });

  test('an acknowledged message survives a kill', patient, async () => {
    await using server = await privateNats();
    const { port, pid } = server;
    expect((await askNats(port, '$JS.API.STREAM.CREATE.raw', stream(1))).error).toBe(undefined);
    expect(await askNats(port, 'raw.bin', 'full')).toEqual({ stream: 'raw', seq: 1 });
    await server.kill();
    expect(runs(pid)).toBe(false);
    await server.restart();
    expect([server.port, await messages(port)]).toEqual([port, 1]);
  });

  test('it takes further lines of configuration', patient, async () => {
    await using server = await privateNats({ configuration: 'max_payload: 65536' });
    expect((await greeting(server.port)).info.max_payload).toBe(65_536);
  });

  test(
    'three nodes hold a stream together: what one acknowledged, the others tell after its end',
    patient,
    async () => {
      await using cluster = await privateNatsCluster();
      const [first, second, third] = cluster.nodes as [NatsServer, NatsServer, NatsServer];
      expect(cluster.nodes.length).toBe(3);
      expect((await askNats(first.port, '$JS.API.STREAM.CREATE.raw', stream(3))).error).toBe(
        undefined,
      );
      expect(await askNats(first.port, 'raw.bin', 'full')).toMatchObject({ stream: 'raw', seq: 1 });
      await first.kill();
      // until they have chosen a new leader nobody answers for the stream
      const asked = () => messages(second.port).catch(() => undefined);
      let told = await asked();
      while (told === undefined) told = await asked();
      expect(told).toBe(1);
      expect([runs(first.pid), runs(second.pid), runs(third.pid)]).toEqual([false, true, true]);
      await first.restart();
      await cluster.settled();
      expect(await messages(first.port)).toBe(1);
    },
  );
});
