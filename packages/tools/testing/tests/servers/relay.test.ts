import {
  type FrontendMessage,
  type PrivateServer,
  privatePostgres,
  type RelayVerdict,
  serverMissing,
  tcpRelay,
} from '@civigrid/testing/servers';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, patient } from './ask-postgres.ts';

const missing = serverMissing('postgres');

const insert = "INSERT INTO bins VALUES ('full')";
const isCommit = ({ type, bytes }: FrontendMessage) => type === 'Q' && bytes.includes('COMMIT');

describe.skipIf(missing)(
  `a relay before PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let server: PrivateServer;
    beforeAll(async () => {
      server = await privatePostgres();
      await ask(server.url, 'CREATE TABLE bins (name text)');
    }, patient.timeout);
    afterAll(() => server?.close(), patient.timeout);

    const relayed = (
      frontend: (message: FrontendMessage) => RelayVerdict | Promise<RelayVerdict>,
    ) => tcpRelay({ url: server.url, frontend });
    const stored = async () => (await ask(server.url, 'SELECT name FROM bins')).length;
    const openTransactions = `SELECT FROM pg_stat_activity
    WHERE state LIKE '%transaction%' OR (state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend')`;
    const settled = async () => {
      while ((await ask(server.url, openTransactions)).length > 0);
    };

    /** What becomes of an insert in a transaction through the relay, for its client and in the end for the store. */
    async function outcome(
      frontend: (message: FrontendMessage) => RelayVerdict,
    ): Promise<readonly [string, number]> {
      await ask(server.url, 'TRUNCATE bins');
      await using relay = await relayed(frontend);
      const client = await ask(relay.url, 'BEGIN', insert, 'COMMIT').then(
        () => 'answered',
        () => 'lost',
      );
      await settled();
      return [client, await stored()];
    }

    test(
      'what it passes on arrives whole, both ways, in whatever pieces it comes',
      patient,
      async () => {
        const seen: string[] = [];
        await using relay = await relayed(({ type, connection, bytes }) => {
          seen.push(`${connection}${type}`);
          expect(bytes.length).toBe(bytes.readInt32BE(type.length) + type.length);
          return 'pass';
        });
        const long = '网格'.repeat(500_000);
        const client = new Client({ connectionString: relay.url });
        await client.connect();
        const { rows } = await client.query('SELECT $1::text AS back, length($1) AS signs', [long]);
        expect(rows[0].back === long).toBe(true);
        expect(rows[0].signs).toBe(1_000_000);
        await client.end();
        expect(seen.join(' ')).toBe('1 1P 1B 1D 1E 1S 1X');
        await ask(relay.url, 'SELECT 1');
        expect(relay.connections).toBe(2);
        expect(seen.slice(7).join(' ')).toBe('2 2Q 2X');
      },
    );

    test('a client that asks for TLS is told that there is none', patient, async () => {
      await using relay = await relayed(() => 'pass');
      const client = new Client({ connectionString: relay.url, ssl: true });
      await expect(client.connect()).rejects.toThrow('does not support SSL');
    });

    test(
      'the control: with every message passed on, the client is answered and the row is there',
      patient,
      async () => {
        expect(await outcome(() => 'pass')).toEqual(['answered', 1]);
      },
    );

    test(
      'a connection cut before COMMIT reaches the server: the client is told, and nothing is stored',
      patient,
      async () => {
        expect(await outcome((message) => (isCommit(message) ? 'cut' : 'pass'))).toEqual([
          'lost',
          0,
        ]);
      },
    );

    test(
      'a connection lost after COMMIT was sent: the client is told, and the row is there',
      patient,
      async () => {
        expect(await outcome((message) => (isCommit(message) ? 'swallow' : 'pass'))).toEqual([
          'lost',
          1,
        ]);
      },
    );

    test(
      'an extended query without an answer: whichever of its messages is swallowed, it is stored',
      patient,
      async () => {
        for (const letter of ['P', 'B', 'E', 'S']) {
          await ask(server.url, 'TRUNCATE bins');
          await using relay = await relayed(({ type }) => (type === letter ? 'swallow' : 'pass'));
          const client = new Client({ connectionString: relay.url });
          client.on('error', () => {});
          await client.connect();
          await expect(client.query('INSERT INTO bins VALUES ($1)', ['full'])).rejects.toThrow();
          expect([letter, await stored()]).toEqual([letter, 1]);
        }
      },
    );

    test('an extended query cut before its sync has run, but is not stored', patient, async () => {
      await ask(server.url, 'TRUNCATE bins');
      await using relay = await relayed(async ({ type }) => {
        if (type !== 'S') return 'pass';
        // the row is there for whoever looks at uncommitted work: the transaction has taken its id
        const busy = 'SELECT FROM pg_stat_activity WHERE backend_xid IS NOT NULL';
        while ((await ask(server.url, busy)).length === 0);
        return 'cut';
      });
      const client = new Client({ connectionString: relay.url });
      client.on('error', () => {});
      await client.connect();
      await expect(client.query('INSERT INTO bins VALUES ($1)', ['full'])).rejects.toThrow();
      await settled();
      expect(await stored()).toBe(0);
    });

    test(
      'only the answer of the swallowed round is lost, not those before it',
      patient,
      async () => {
        await using relay = await relayed(isSecond);
        const client = new Client({ connectionString: relay.url });
        client.on('error', () => {});
        await client.connect();
        expect((await client.query('SELECT 1 AS first')).rows).toEqual([{ first: 1 }]);
        await expect(client.query('SELECT 2 AS second')).rejects.toThrow();

        function isSecond({ type, bytes }: FrontendMessage): RelayVerdict {
          return type === 'Q' && bytes.includes('second') ? 'swallow' : 'pass';
        }
      },
    );

    test(
      'a message that is held back waits for its word, and others overtake it',
      patient,
      async () => {
        await ask(server.url, 'TRUNCATE bins');
        const order: string[] = [];
        let release = (_verdict: RelayVerdict) => {};
        const word = new Promise<RelayVerdict>((resolve) => {
          release = resolve;
        });
        await using relay = await relayed((message) =>
          message.bytes.includes('slow') ? word : isCommit(message) ? 1 : 'pass',
        );
        const slow = ask(relay.url, "INSERT INTO bins VALUES ('slow')").then(() =>
          order.push('slow'),
        );
        await ask(relay.url, 'BEGIN', "INSERT INTO bins VALUES ('quick')", 'COMMIT');
        order.push('quick');
        release('pass');
        await slow;
        expect(order).toEqual(['quick', 'slow']);
        expect(await stored()).toBe(2);
      },
    );

    test(
      'a connection that falls silent neither answers nor ends, until it is cut',
      patient,
      async () => {
        await ask(server.url, 'TRUNCATE bins');
        let fellSilent = () => {};
        const silence = new Promise<void>((resolve) => {
          fellSilent = resolve;
        });
        await using relay = await relayed((message) => {
          if (!isCommit(message)) return 'pass';
          fellSilent();
          return 'silence';
        });
        let state = 'waits';
        const client = ask(relay.url, 'BEGIN', insert, 'COMMIT').then(
          () => 'answered',
          () => 'lost',
        );
        void client.then((end) => {
          state = end;
        });
        await silence;
        const idle = "SELECT FROM pg_stat_activity WHERE state = 'idle in transaction'";
        for (let looks = 0; looks < 20; looks++)
          expect((await ask(server.url, idle)).length).toBe(1);
        expect(state).toBe('waits');
        relay.cut();
        expect(await client).toBe('lost');
        await settled();
        expect(await stored()).toBe(0);
      },
    );
  },
);
