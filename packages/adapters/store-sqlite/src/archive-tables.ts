/**
 * What sealed files leave in the store: the catalogue, which streams lie in which file and up to which version, and
 * the ids of sealed events, which stay taken: an insert of one is passed over like that of an id that stands in `events`.
 */
export const archiveTables = `
  CREATE TABLE sealed (
    id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, partition INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, bytes INTEGER NOT NULL,
    hash BLOB NOT NULL, name TEXT NOT NULL, UNIQUE (tenant, partition, last)
  ) STRICT;
  CREATE TABLE sealed_streams (
    tenant INTEGER NOT NULL, stream INTEGER NOT NULL, last INTEGER NOT NULL, file INTEGER NOT NULL,
    PRIMARY KEY (tenant, stream, last)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sealed_events (
    tenant INTEGER NOT NULL, id ANY NOT NULL, PRIMARY KEY (tenant, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER sealed_ids BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM sealed_events WHERE tenant = NEW.tenant AND id = NEW.id)
    BEGIN SELECT RAISE(IGNORE); END;
`;
