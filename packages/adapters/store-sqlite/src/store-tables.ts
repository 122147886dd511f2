import { archiveTables } from './archive-tables.ts';
import type { FileKind } from './open-file.ts';

/**
 * The tables of the store. Tenants and streams have integers for names, because their text would stand in every
 * index; ids are 16 bytes where they are UUIDs (`ANY`), digests 32 bytes.
 */
export const storeFile: FileKind = {
  application: 0x43475331,
  tables: `
    CREATE TABLE tenants (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE streams (
      id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, name TEXT NOT NULL, partition INTEGER NOT NULL,
      version INTEGER NOT NULL, digest BLOB NOT NULL, UNIQUE (tenant, name)
    ) STRICT;
    CREATE TABLE heads (
      tenant INTEGER NOT NULL, partition INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (tenant, partition)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE events (
      row INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, partition INTEGER NOT NULL, position INTEGER NOT NULL,
      stream INTEGER NOT NULL, version INTEGER NOT NULL, id ANY NOT NULL, command ANY NOT NULL,
      type TEXT NOT NULL, schema INTEGER NOT NULL, data TEXT NOT NULL, sealed TEXT, at INTEGER NOT NULL,
      actor TEXT NOT NULL, cause ANY, correlation TEXT NOT NULL, recorded INTEGER NOT NULL, digest BLOB NOT NULL,
      UNIQUE (tenant, partition, position), UNIQUE (tenant, stream, version), UNIQUE (tenant, id)
    ) STRICT;
    CREATE TABLE commands (
      tenant INTEGER NOT NULL, id ANY NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (tenant, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE deadlines (
      tenant INTEGER NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, stream TEXT NOT NULL, armed ANY NOT NULL,
      leased INTEGER, PRIMARY KEY (tenant, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX deadlines_due ON deadlines (tenant, due, key);
    CREATE TABLE progress (
      reader TEXT NOT NULL, partition INTEGER NOT NULL, up_to INTEGER NOT NULL, snapshot TEXT,
      PRIMARY KEY (reader, partition)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE letters (
      id TEXT NOT NULL PRIMARY KEY, tenant TEXT NOT NULL, source TEXT NOT NULL, letter TEXT NOT NULL
    ) STRICT;
    CREATE INDEX letters_tenant ON letters (tenant, id);
  `,
  upgrades: [archiveTables],
};
