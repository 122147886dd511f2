/**
 * The tables of the store. Tenants, streams and kinds of events have integers for names, because their text would
 * stand in every index. `events` is partitioned by the time in front of the command's id, so that the uniqueness of
 * (tenant, command) needs no table beside it: a command of one entry is known by its first event (`batch` > 0, the
 * number of its events), every other by its row in `commands`. An event's id is nearly always of its command's month,
 * so that one leaf's index tells whether it is taken; those of another month stand in `stray_ids`. What few events
 * have (sealed parts, a cause, an id that is no UUID) stands in `rest`, a record in JSON or nothing: a column that may
 * be null would cost each row eight bytes.
 */
export const storeTables = `
  CREATE TABLE tenants (
    id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE
  );
  CREATE TABLE kinds (
    id int2 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, type text COLLATE "C" NOT NULL, schema int4 NOT NULL,
    UNIQUE (type, schema)
  );
  CREATE SEQUENCE stream_ids AS int4;
  CREATE TABLE streams (
    id int4 NOT NULL, tenant int4 NOT NULL, partition int4 NOT NULL, version int4 NOT NULL, digest bytea NOT NULL,
    name text COLLATE "C" NOT NULL, PRIMARY KEY (tenant, name)
  ) WITH (fillfactor = 95);
  CREATE UNIQUE INDEX streams_id ON streams (tenant, id);
  CREATE TABLE heads (
    tenant int4 NOT NULL, partition int4 NOT NULL, position int8 NOT NULL, PRIMARY KEY (tenant, partition)
  ) WITH (fillfactor = 10);
  CREATE TABLE events (
    position int8 NOT NULL, at int8 NOT NULL, recorded int8 NOT NULL, tenant int4 NOT NULL, partition int4 NOT NULL,
    stream int4 NOT NULL, version int4 NOT NULL, batch int2 NOT NULL, kind int2 NOT NULL, id uuid NOT NULL,
    command uuid NOT NULL, data text NOT NULL, digest bytea NOT NULL, actor text NOT NULL, correlation text NOT NULL,
    rest text NOT NULL
  ) PARTITION BY RANGE (command);
  CREATE TABLE commands (
    tenant int4 NOT NULL, id uuid NOT NULL, answer text NOT NULL, PRIMARY KEY (tenant, id)
  );
  CREATE TABLE sealed (
    id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant int4 NOT NULL, partition int4 NOT NULL,
    first int8 NOT NULL, last int8 NOT NULL, since int8 NOT NULL, until int8 NOT NULL, bytes int8 NOT NULL,
    hash bytea NOT NULL, name text NOT NULL, UNIQUE (tenant, partition, last)
  );
  CREATE TABLE sealed_streams (
    tenant int4 NOT NULL, stream int4 NOT NULL, last int4 NOT NULL, file int4 NOT NULL,
    PRIMARY KEY (tenant, stream, last)
  );
  CREATE TABLE sealed_ids (tenant int4 NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant, id));
  CREATE TABLE stray_ids (tenant int4 NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant, id));
  CREATE TABLE sealed_files (name text COLLATE "C" PRIMARY KEY, bytes bytea NOT NULL);
  CREATE TABLE deadlines (
    tenant int4 NOT NULL, due int8 NOT NULL, leased int8, key text COLLATE "C" NOT NULL, stream text NOT NULL,
    armed text NOT NULL, PRIMARY KEY (tenant, key)
  ) WITH (fillfactor = 70);
  CREATE INDEX deadlines_due ON deadlines (tenant, due, key);
  CREATE TABLE progress (
    reader text COLLATE "C" NOT NULL, partition int8 NOT NULL, up_to int8 NOT NULL, snapshot text,
    PRIMARY KEY (reader, partition)
  );
  CREATE TABLE letters (
    id text COLLATE "C" NOT NULL PRIMARY KEY, tenant text COLLATE "C" NOT NULL, source text NOT NULL,
    codes text[] NOT NULL, letter text NOT NULL
  );
  CREATE INDEX letters_tenant ON letters (tenant, id);

  -- The indexes of one leaf: none of them could be unique on the whole, which is cut by another column.
  CREATE FUNCTION index_leaf(leaf text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    EXECUTE format('CREATE UNIQUE INDEX %I ON %I (tenant, partition, position) WITH (fillfactor = 95)', leaf || '_log', leaf);
    EXECUTE format('CREATE UNIQUE INDEX %I ON %I (stream, version) WITH (fillfactor = 95)', leaf || '_stream', leaf);
    EXECUTE format('CREATE UNIQUE INDEX %I ON %I (tenant, id) WITH (fillfactor = 95)', leaf || '_id', leaf);
    EXECUTE format('CREATE UNIQUE INDEX %I ON %I (tenant, command) WITH (fillfactor = 95) WHERE batch > 0', leaf || '_command', leaf);
  END $$;

  CREATE TABLE events_other PARTITION OF events DEFAULT;
  SELECT index_leaf('events_other');

  CREATE FUNCTION first_command(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::int8), 12, '0') || repeat('0', 20))::uuid
  $$;

  -- The leaf of a month, if there is none yet: what waited for it among the others moves in. The whole log is locked
  -- first: who plans a look-up knows the leaves as they were, and would not find what has moved. Where somebody reads
  -- for long, a backup say, nobody is kept waiting behind this: the month stays among the others until the next time.
  CREATE FUNCTION make_leaf(month timestamptz) RETURNS void LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
  DECLARE
    leaf text := to_char(month AT TIME ZONE 'UTC', '"events_"YYYY"_"MM');
    low uuid := first_command(month);
    high uuid := first_command((month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC');
  BEGIN
    IF to_regclass(quote_ident(leaf)) IS NOT NULL THEN RETURN; END IF;
    LOCK TABLE events IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE events INCLUDING DEFAULTS)', leaf);
    PERFORM index_leaf(leaf);
    EXECUTE format('WITH moved AS (DELETE FROM events_other WHERE command >= $1 AND command < $2 RETURNING *)
      INSERT INTO %I SELECT * FROM moved', leaf) USING low, high;
    EXECUTE format('ALTER TABLE events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', leaf, low, high);
  EXCEPTION WHEN lock_not_available THEN NULL;
  END $$;
`;
