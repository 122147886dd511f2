import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { type PrivateServer, privateMosquitto, serverMissing } from '@civigrid/testing/servers';
import { describe, expect, test } from 'vitest';
import { patient } from './ask-postgres.ts';
import { runs } from './runs.ts';

const missing = serverMissing('mosquitto');

const text = (words: string) => [0, words.length, ...Buffer.from(words)];
const packet = (type: number, body: readonly number[]) => Buffer.from([type, body.length, ...body]);
/** CONNECT of MQTT 3.1.1: a clean session, alive for 60 seconds, no client id. */
const hello = packet(0x10, [...text('MQTT'), 4, 2, 0, 60, 0, 0]);
const accepted = '20020000';
const subscribe = packet(0x82, [0, 1, ...text('grid/bin'), 1]);
const subscribed = '9003000101';
/** PUBLISH with QoS 1, retained; and as the broker tells it to whoever comes later. */
const publish = packet(0x33, [...text('grid/bin'), 0, 2, ...Buffer.from('full')]);
const acknowledged = '40020002';
const retained = Buffer.from('full').toString('hex');

/** Sends packets to a broker and gives what it answers, in hex, up to what is awaited. */
async function ask(
  { port }: PrivateServer,
  packets: readonly Buffer[],
  awaited: string,
): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(Buffer.concat([hello, ...packets]));
    let answer = '';
    for await (const chunk of socket) {
      answer += chunk.toString('hex');
      if (answer.includes(awaited)) return answer;
    }
    throw new Error(`The broker closed the connection after ${answer}.`);
  } finally {
    socket.destroy();
  }
}

describe.skipIf(missing)(`a private Mosquitto${missing ? ` (skipped: ${missing})` : ''}`, () => {
  test('two run side by side, let anybody in, and are gone afterwards', patient, async () => {
    const servers = await Promise.all([privateMosquitto(), privateMosquitto()]);
    expect(servers[0].port).not.toBe(servers[1].port);
    for (const server of servers) {
      expect(server.url).toBe(`mqtt://127.0.0.1:${server.port}`);
      expect(await ask(server, [], accepted)).toBe(accepted);
      expect(runs(server.pid)).toBe(true);
    }
    for (const server of servers) {
      await server.close();
      expect([runs(server.pid), existsSync(server.folder)]).toEqual([false, false]);
      await expect(ask(server, [], accepted)).rejects.toThrow('ECONNREFUSED');
    }
  });

  test(
    'a retained message comes back after a stop; after a kill the broker itself does',
    patient,
    async () => {
      await using server = await privateMosquitto();
      expect(await ask(server, [publish], acknowledged)).toBe(accepted + acknowledged);
      await server.stop();
      expect(runs(server.pid)).toBe(false);
      await server.restart();
      expect(await ask(server, [subscribe], retained)).toContain(subscribed);
      const { port, pid } = server;
      await server.kill();
      expect(runs(pid)).toBe(false);
      await server.restart();
      expect([server.port, await ask(server, [], accepted)]).toEqual([port, accepted]);
    },
  );

  test('it takes further settings', patient, async () => {
    await using server = await privateMosquitto({ settings: { allow_anonymous: false } });
    const notAuthorised = '20020005';
    expect(await ask(server, [], notAuthorised)).toBe(notAuthorised);
  });
});
