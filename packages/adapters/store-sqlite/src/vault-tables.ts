import type { FileKind } from './open-file.ts';

/** The tables of the key file. A forgotten person has an empty stream in `forgotten`. */
export const keyFile: FileKind = {
  application: 0x43475631,
  tables: `
    CREATE TABLE master (proof BLOB NOT NULL) STRICT;
    CREATE TABLE persons (
      row INTEGER PRIMARY KEY, tenant TEXT NOT NULL, subject TEXT NOT NULL, key BLOB NOT NULL, UNIQUE (tenant, subject)
    ) STRICT;
    CREATE TABLE stream_keys (
      row INTEGER PRIMARY KEY, tenant TEXT NOT NULL, subject TEXT NOT NULL, stream TEXT NOT NULL, id TEXT NOT NULL,
      key BLOB NOT NULL, UNIQUE (tenant, subject, stream)
    ) STRICT;
    CREATE TABLE forgotten (
      tenant TEXT NOT NULL, subject TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (tenant, subject, stream)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE index_keys (tenant TEXT NOT NULL PRIMARY KEY, key BLOB NOT NULL) STRICT;
    CREATE TABLE subjects (
      row INTEGER PRIMARY KEY, tenant TEXT NOT NULL, code BLOB NOT NULL, subject TEXT NOT NULL, UNIQUE (tenant, code)
    ) STRICT;
    CREATE INDEX subjects_subject ON subjects (tenant, subject);
  `,
};

/** The table of the neighbouring file with sealed photos: large, and worthless without the key file. */
export const mediaFile: FileKind = {
  application: 0x43474d31,
  tables: `
    CREATE TABLE media (
      ref TEXT NOT NULL PRIMARY KEY, tenant TEXT NOT NULL, subject TEXT NOT NULL, stream TEXT NOT NULL,
      type TEXT NOT NULL, key TEXT NOT NULL, nonce BLOB NOT NULL, box BLOB NOT NULL
    ) STRICT;
    CREATE INDEX media_subject ON media (tenant, subject, stream);
  `,
};
