/** Opens one kind of store in a new place and tells how many milliseconds it took, imports not counted. */
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '@civigrid/store-sqlite';
import { PGlite } from '@electric-sql/pglite';

const [which = '', place = ''] = process.argv.slice(2);

const ways: Readonly<Record<string, () => Promise<() => unknown>>> = {
  civigrid: async () => {
    const store = sqliteStore({ file: `${place}.db` });
    return () => store.close();
  },
  bare: async () => {
    const database = new DatabaseSync(`${place}.db`);
    database.exec(
      'PRAGMA journal_mode = WAL; CREATE TABLE events (id INTEGER PRIMARY KEY, data TEXT)',
    );
    return () => database.close();
  },
  pglite: async () => {
    const database = await PGlite.create(place);
    await database.exec('CREATE TABLE events (id serial PRIMARY KEY, data text)');
    return () => database.close();
  },
};

const start = performance.now();
const close = await ways[which]?.();
const took = performance.now() - start;
await close?.();
console.log(took);
