import { functionSettings } from './function-settings.ts';
import { nothingMark, separatorMark } from './stored-text.ts';

const literal = (mark: string) => `chr(${mark.charCodeAt(0)})`;
const separator = literal(separatorMark);
const nothing = literal(nothingMark);

/**
 * The append of a group in one call: what is asked is laid flat in arrays (`a_` appends, `e_` entries, `v_` events,
 * `d_` deadlines), texts joined by a separator that none of them holds. A column of events that is the same in all of
 * them is sent once. Rows are taken in one order by everybody, streams by their names before counters, so that no two
 * groups wait for each other. An outcome is 0 appended, 1 known, 2 an id is taken, 3 not as expected; where a stream
 * was born meanwhile the whole group is given up as a serialization failure.
 */
export const appendFunction = (schema: string): string => `
  CREATE FUNCTION ${schema}.append(p_recorded int8, a_tenant int4[], a_command uuid[], a_plain bool[],
    e_append int4[], e_tenant int4[], p_stream text, e_partition int4[], e_expected int8[], e_count int4[],
    contents bytea, v_entry int4[], v_index int4[], v_id uuid[], v_kind int4[], v_at int8[], v_actor text,
    v_correlation text, v_data text, v_rest text, v_stray bool[],
    d_append int4[], d_tenant int4[], d_key text, d_due int8[], d_stream text, d_armed text,
    OUT outcomes int4[], OUT partitions int4[], OUT versions int4[], OUT positions int8[])
  LANGUAGE plpgsql ${functionSettings} AS $$
  DECLARE
    entries int4 := cardinality(e_append);
    e_stream text[] := string_to_array(p_stream, ${separator});
    actors text[] := string_to_array(v_actor, ${separator});
    correlations text[] := string_to_array(v_correlation, ${separator});
    rests text[] := string_to_array(v_rest, ${separator});
    now_ms int8 := coalesce(p_recorded, (extract(epoch FROM clock_timestamp()) * 1000)::int8);
    ids int4[]; digests bytea[]; links bytea[] := '{}'; grown bool[]; link bytea;
    e int4; a int4; v int4 := 0; n int4; wanted int4 := 0; changed int4; after int8; highest uuid; row record;
  BEGIN
    SELECT array_agg(t.id), array_agg(t.version), array_agg(t.partition), array_agg(t.digest)
      INTO ids, versions, partitions, digests
      FROM (SELECT l.* FROM (
          SELECT * FROM unnest(e_tenant, e_stream) WITH ORDINALITY u(tenant, stream, n)
          ORDER BY u.tenant, u.stream COLLATE "C") x
        LEFT JOIN LATERAL (SELECT s.id, s.version, s.partition, s.digest FROM ${schema}.streams s
          WHERE s.tenant = x.tenant AND s.name = x.stream FOR UPDATE) l ON true
        ORDER BY x.n) t;
    -- Behind the locks, so that the same command sent from elsewhere at the same time is seen.
    SELECT array_agg(CASE
        WHEN (SELECT true FROM ${schema}.commands c WHERE c.tenant = t.tenant AND c.id = t.command) THEN 1
        WHEN (SELECT true FROM ${schema}.events o WHERE o.tenant = t.tenant AND o.command = t.command AND o.batch > 0) THEN 1
        ELSE 0 END)
      INTO outcomes FROM unnest(a_tenant, a_command) t(tenant, command);
    FOR e IN 1 .. entries LOOP
      IF outcomes[e_append[e]] = 0 AND e_expected[e] <> -1 AND (e_expected[e] <> -2 OR ids[e] IS NULL)
        AND coalesce(versions[e], 0) <> e_expected[e] THEN outcomes[e_append[e]] := 3; END IF;
    END LOOP;
    -- An id of its command's month that is not sealed can only be taken in the leaf where it goes: its index tells.
    -- Ids have the time in front: a new one is above all that were sealed, so that it need not be looked for.
    SELECT h.id INTO highest FROM (SELECT DISTINCT u.tenant FROM unnest(a_tenant) u(tenant)) t CROSS JOIN LATERAL (
        (SELECT o.id FROM ${schema}.sealed_ids o WHERE o.tenant = t.tenant ORDER BY o.id DESC LIMIT 1) UNION ALL
        (SELECT o.id FROM ${schema}.stray_ids o WHERE o.tenant = t.tenant ORDER BY o.id DESC LIMIT 1)) h
      ORDER BY h.id DESC LIMIT 1;
    IF highest IS NOT NULL OR true = ANY (v_stray) THEN
      FOR row IN SELECT DISTINCT e_append[x.e] AS a FROM unnest(v_entry, v_id, v_stray) x(e, id, stray)
        WHERE x.id <= highest AND coalesce(
            (SELECT true FROM ${schema}.sealed_ids o WHERE o.tenant = e_tenant[x.e] AND o.id = x.id),
            (SELECT true FROM ${schema}.stray_ids o WHERE o.tenant = e_tenant[x.e] AND o.id = x.id))
          OR coalesce(x.stray, v_stray[1]) AND (SELECT true FROM ${schema}.events o WHERE o.tenant = e_tenant[x.e] AND o.id = x.id LIMIT 1)
      LOOP
        IF outcomes[row.a] = 0 THEN outcomes[row.a] := 2; END IF;
      END LOOP;
    END IF;
    grown := array_fill(false, ARRAY[entries]);
    positions := array_fill(0::int8, ARRAY[entries]);
    FOR e IN 1 .. entries LOOP
      n := e_count[e];
      IF versions[e] IS NULL THEN
        versions[e] := 0; partitions[e] := e_partition[e]; digests[e] := '';
      END IF;
      IF n > 0 AND outcomes[e_append[e]] = 0 THEN
        grown[e] := true;
        wanted := wanted + 1;
        IF ids[e] IS NULL THEN ids[e] := nextval('${schema}.stream_ids'); END IF;
        link := digests[e];
        FOR i IN v .. v + n - 1 LOOP
          link := sha256(link || substring(contents FROM i * 32 + 1 FOR 32));
          links[i + 1] := link;
        END LOOP;
        digests[e] := link;
      END IF;
      v := v + n;
    END LOOP;
    IF wanted > 0 THEN
      INSERT INTO ${schema}.streams AS s (id, tenant, partition, version, digest, name)
        SELECT x.id, x.tenant, x.partition, x.version + x.n, x.digest, x.name
        FROM unnest(grown, ids, e_tenant, partitions, versions, e_count, digests, e_stream)
          x(grown, id, tenant, partition, version, n, digest, name) WHERE x.grown
        ORDER BY x.tenant, x.name COLLATE "C"
        ON CONFLICT (tenant, name) DO UPDATE SET version = excluded.version, digest = excluded.digest
        WHERE s.id = excluded.id;
      GET DIAGNOSTICS changed = ROW_COUNT;
      IF changed < wanted THEN
        RAISE EXCEPTION 'a stream was born meanwhile' USING ERRCODE = 'serialization_failure';
      END IF;
      FOR row IN INSERT INTO ${schema}.heads AS h (tenant, partition, position)
          SELECT x.tenant, x.partition, sum(x.n) FROM unnest(grown, e_tenant, partitions, e_count)
            x(grown, tenant, partition, n) WHERE x.grown
          GROUP BY x.tenant, x.partition ORDER BY x.tenant, x.partition
          ON CONFLICT (tenant, partition) DO UPDATE SET position = h.position + excluded.position
          RETURNING h.tenant, h.partition, h.position
      LOOP
        after := row.position;
        FOR e IN REVERSE entries .. 1 LOOP
          IF grown[e] AND partitions[e] = row.partition AND e_tenant[e] = row.tenant THEN
            after := after - e_count[e];
            positions[e] := after;
          END IF;
        END LOOP;
      END LOOP;
      INSERT INTO ${schema}.events (position, at, recorded, tenant, partition, stream, version, batch, kind, id, command, data,
          digest, actor, correlation, rest)
        SELECT positions[x.e] + x.i, coalesce(x.at, v_at[1]), now_ms, e_tenant[x.e], partitions[x.e], ids[x.e], versions[x.e] + x.i,
          CASE WHEN x.i = 1 AND a_plain[e_append[x.e]] THEN e_count[x.e] ELSE 0 END, coalesce(x.kind, v_kind[1]), x.id,
          a_command[e_append[x.e]], x.data, x.digest, coalesce(x.actor, actors[1]), coalesce(x.correlation, correlations[1]),
          coalesce(x.rest, rests[1], '')
        FROM unnest(v_entry, v_index, v_at, v_kind, v_id, links, actors, correlations, string_to_array(v_data, ${separator}),
          rests) x(e, i, at, kind, id, digest, actor, correlation, data, rest)
        WHERE grown[x.e];
    END IF;
    IF true = ANY (v_stray) THEN
      INSERT INTO ${schema}.stray_ids (tenant, id)
        SELECT e_tenant[x.e], x.id FROM unnest(v_entry, v_id, v_stray) x(e, id, stray)
        WHERE coalesce(x.stray, v_stray[1]) AND grown[x.e]
        ORDER BY 1, 2;
    END IF;
    IF false = ANY (a_plain) THEN
      INSERT INTO ${schema}.commands (tenant, id, answer)
        SELECT t.tenant, t.command, coalesce((
          SELECT json_agg(json_build_array(x.stream, x.partition, x.version, x.behind, x.n) ORDER BY x.e)::text
          FROM unnest(e_append, e_stream, partitions, versions, positions, e_count) WITH ORDINALITY
            x(a, stream, partition, version, behind, n, e) WHERE x.a = t.a), '[]')
        FROM unnest(a_tenant, a_command, a_plain, outcomes) WITH ORDINALITY t(tenant, command, plain, outcome, a)
        WHERE NOT t.plain AND t.outcome = 0;
    END IF;
    IF cardinality(d_append) > 0 THEN
      INSERT INTO ${schema}.deadlines AS t (tenant, due, key, stream, armed)
        SELECT c.tenant, c.due, c.key, c.stream, c.armed
        FROM unnest(d_append, d_tenant, string_to_array(d_key, ${separator}), d_due,
          string_to_array(d_stream, ${separator}, ${nothing}), string_to_array(d_armed, ${separator})) c(a, tenant, key, due, stream, armed)
        WHERE c.due IS NOT NULL AND outcomes[c.a] = 0 ORDER BY c.tenant, c.key
        ON CONFLICT (tenant, key) DO UPDATE
        SET due = excluded.due, stream = excluded.stream, armed = excluded.armed, leased = NULL;
      FOR row IN SELECT c.tenant, c.key FROM unnest(d_append, d_tenant, string_to_array(d_key, ${separator}), d_due)
          c(a, tenant, key, due)
        WHERE c.due IS NULL AND outcomes[c.a] = 0 ORDER BY c.tenant, c.key
      LOOP
        DELETE FROM ${schema}.deadlines t WHERE t.tenant = row.tenant AND t.key = row.key;
      END LOOP;
    END IF;
  END $$;
`;

/**
 * The append of one event to one stream, as one caller alone asks for it: the same answer as the group's, in fewer
 * steps. A command or an id that is known in the leaf where the event goes breaks a unique index there: the caller looks
 * what it was. The id is of its command's month.
 */
export const appendOneFunction = (schema: string): string => `
  CREATE FUNCTION ${schema}.append_one(p_recorded int8, p_tenant int4, p_command uuid, p_stream text, p_partition int4,
    p_expected int8, p_content bytea, p_id uuid, p_kind int4, p_at int8, p_actor text, p_correlation text,
    p_data text, p_rest text,
    OUT outcomes int4[], OUT partitions int4[], OUT versions int4[], OUT positions int8[])
  LANGUAGE plpgsql ${functionSettings} AS $$
  DECLARE
    own int4; part int4; ver int4; link bytea; pos int8; outcome int4;
  BEGIN
    UPDATE ${schema}.streams s SET version = s.version + 1, digest = sha256(s.digest || p_content)
      WHERE s.tenant = p_tenant AND s.name = p_stream
        AND (p_expected < 0 AND p_expected >= -2 OR p_expected = s.version)
        AND NOT EXISTS (SELECT FROM ${schema}.commands c WHERE c.tenant = p_tenant AND c.id = p_command)
        AND NOT EXISTS (SELECT FROM ${schema}.sealed_ids v WHERE v.tenant = p_tenant AND v.id = p_id)
        AND NOT EXISTS (SELECT FROM ${schema}.stray_ids v WHERE v.tenant = p_tenant AND v.id = p_id)
      RETURNING s.id, s.partition, s.version, s.digest INTO own, part, ver, link;
    IF own IS NULL THEN
      SELECT s.partition, s.version INTO part, ver FROM ${schema}.streams s
        WHERE s.tenant = p_tenant AND s.name = p_stream;
      SELECT CASE
          WHEN EXISTS (SELECT FROM ${schema}.commands c WHERE c.tenant = p_tenant AND c.id = p_command) THEN 1
          WHEN EXISTS (SELECT FROM ${schema}.events v WHERE v.tenant = p_tenant AND v.command = p_command
            AND v.batch > 0) THEN 1
          WHEN p_expected <> -1 AND (p_expected <> -2 OR ver IS NULL) AND coalesce(ver, 0) <> p_expected THEN 3
          WHEN EXISTS (SELECT FROM ${schema}.sealed_ids v WHERE v.tenant = p_tenant AND v.id = p_id) THEN 2
          WHEN EXISTS (SELECT FROM ${schema}.stray_ids v WHERE v.tenant = p_tenant AND v.id = p_id) THEN 2
          ELSE 0 END INTO outcome;
      IF outcome <> 0 THEN
        outcomes := ARRAY[outcome];
        partitions := ARRAY[coalesce(part, p_partition)];
        versions := ARRAY[coalesce(ver, 0)];
        positions := ARRAY[0];
        RETURN;
      END IF;
      IF ver IS NOT NULL THEN
        RAISE EXCEPTION 'the stream moved meanwhile' USING ERRCODE = 'serialization_failure';
      END IF;
      own := nextval('${schema}.stream_ids');
      part := p_partition;
      ver := 1;
      link := sha256(p_content);
      INSERT INTO ${schema}.streams (id, tenant, partition, version, digest, name)
        VALUES (own, p_tenant, part, ver, link, p_stream);
    END IF;
    INSERT INTO ${schema}.heads AS h (tenant, partition, position) VALUES (p_tenant, part, 1)
      ON CONFLICT (tenant, partition) DO UPDATE SET position = h.position + 1 RETURNING h.position INTO pos;
    INSERT INTO ${schema}.events (position, at, recorded, tenant, partition, stream, version, batch, kind, id, command, data,
        digest, actor, correlation, rest)
      VALUES (pos, p_at, coalesce(p_recorded, (extract(epoch FROM clock_timestamp()) * 1000)::int8), p_tenant, part,
        own, ver, 1, p_kind, p_id, p_command, p_data, link, p_actor, p_correlation, p_rest);
    outcomes := ARRAY[0];
    partitions := ARRAY[part];
    versions := ARRAY[ver - 1];
    positions := ARRAY[pos - 1];
  END $$;
`;
