import type { SchemaPlan } from './migrate.ts';

const tables = `
  CREATE TABLE master (one bool PRIMARY KEY CHECK (one), proof bytea NOT NULL);
  CREATE TABLE persons (
    tenant text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL, key bytea NOT NULL,
    PRIMARY KEY (tenant, subject)
  );
  CREATE TABLE stream_keys (
    tenant text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL, stream text COLLATE "C" NOT NULL,
    id text NOT NULL, key bytea NOT NULL, PRIMARY KEY (tenant, subject, stream)
  );
  CREATE TABLE forgotten (
    tenant text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL, stream text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, subject, stream)
  );
  CREATE TABLE index_keys (tenant text COLLATE "C" PRIMARY KEY, key bytea NOT NULL);
  CREATE TABLE subjects (
    tenant text COLLATE "C" NOT NULL, code bytea NOT NULL, subject text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, code)
  );
  CREATE INDEX subjects_subject ON subjects (tenant, subject);
  CREATE TABLE media (
    ref text COLLATE "C" PRIMARY KEY, tenant text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL,
    stream text COLLATE "C" NOT NULL, type text NOT NULL, key text NOT NULL, nonce bytea NOT NULL, box bytea NOT NULL
  );
  -- A sealed photo is chance: nothing can be made shorter in it.
  ALTER TABLE media ALTER box SET STORAGE EXTERNAL;
  CREATE INDEX media_subject ON media (tenant, subject, stream);
`;

/** How the schema of a vault is made. A forgotten person has an empty stream in `forgotten`. */
export const vaultPlan: SchemaPlan = { purpose: 'vault', steps: [() => tables] };
