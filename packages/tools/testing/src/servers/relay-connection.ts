import { once } from 'node:events';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  asksForEncryption,
  endsRound,
  messageReader,
  type PostgresMessage,
} from './postgres-messages.ts';

/**
 * What becomes of a client's message:
 * - `pass`: the server gets it;
 * - `cut`: both sides lose the connection, and the server never sees it;
 * - `swallow`: the server gets it and what follows, and does all of it up to the end of the round (query, or sync);
 *   the client gets nothing of that round's answer and loses the connection instead;
 * - `silence`: neither side gets anything any more, and nobody closes;
 * - a number: the server gets it so many milliseconds later, and what follows after it.
 */
export type RelayVerdict = 'pass' | 'cut' | 'swallow' | 'silence' | number;

type Decide = (message: PostgresMessage) => RelayVerdict | Promise<RelayVerdict>;

const isCut = new Error('The relay cuts this connection.');

/** Which messages of one connection go on, in either direction. */
function gate(decide: Decide) {
  // a round is what one ReadyForQuery answers; the first is the start of the session
  let asked = 0;
  let answered = 0;
  let swallowed = Infinity;
  let isSilent = false;
  return {
    isSilent: () => isSilent,
    async up(message: PostgresMessage): Promise<boolean> {
      const verdict = isSilent ? 'silence' : await decide(message);
      if (verdict === 'cut') throw isCut;
      isSilent = verdict === 'silence';
      if (isSilent) return false;
      if (typeof verdict === 'number') await sleep(verdict);
      if (verdict === 'swallow') swallowed = Math.min(swallowed, asked + 1);
      if (endsRound(message)) asked += 1;
      return true;
    },
    down({ type }: PostgresMessage): boolean {
      if (isSilent) return false;
      const isSwallowed = answered + 1 >= swallowed;
      if (type === 'Z') answered += 1;
      if (type === 'Z' && isSwallowed) throw isCut;
      return !isSwallowed;
    },
  };
}

/** Carries one connection until both directions have ended; rejects with what `decide` throws, and with nothing else. */
export async function relayConnection(
  client: Socket,
  server: Socket,
  decide: Decide,
): Promise<void> {
  const bugs: unknown[] = [];
  const { up, down, isSilent } = gate(async (message) => {
    try {
      return await decide(message);
    } catch (error) {
      bugs.push(error);
      return 'cut';
    }
  });

  /** A silent connection does not even end. */
  async function ending(from: Socket): Promise<void> {
    if (isSilent() && !from.destroyed) await once(from, 'close');
  }

  async function* upwards(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const read = messageReader(true);
    for await (const chunk of chunks)
      for (const message of read(chunk)) {
        if (asksForEncryption(message)) client.write('N');
        else if (await up(message)) yield message.bytes;
      }
    await ending(client);
  }

  async function* downwards(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const read = messageReader(false);
    for await (const chunk of chunks)
      for (const message of read(chunk)) if (down(message)) yield message.bytes;
    await ending(server);
  }

  // what breaks on one side breaks on the other
  const ways = [pipeline(client, upwards, server), pipeline(server, downwards, client)];
  const cut = () => {
    client.destroy();
    server.destroy();
  };
  await Promise.all(ways.map((way) => way.catch(cut)));
  if (bugs.length > 0) throw bugs[0];
}
