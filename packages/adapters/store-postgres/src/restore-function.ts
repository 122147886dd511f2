import { functionSettings } from './function-settings.ts';

/** What a restoring process writes at once: events as they were recorded, the ends of their streams, the answers of their commands. */
export const restoreFunction = (schema: string): string => `
  CREATE FUNCTION ${schema}.write_restored(p_tenant int4, p_partition int4, p_position int8,
    s_name text[], s_version int4[], s_digest bytea[],
    v_position int8[], v_at int8[], v_recorded int8[], v_stream text[], v_version int4[], v_kind int4[], v_id uuid[],
    v_command uuid[], v_data text[], v_digest bytea[], v_actor text[], v_correlation text[], v_rest text[],
    v_stray bool[], c_command uuid[], c_answer text[]) RETURNS void
  LANGUAGE plpgsql ${functionSettings} AS $$
  BEGIN
    INSERT INTO ${schema}.streams AS s (id, tenant, partition, version, digest, name)
      SELECT coalesce((SELECT t.id FROM ${schema}.streams t WHERE t.tenant = p_tenant AND t.name = x.name),
          nextval('${schema}.stream_ids')::int4), p_tenant, p_partition, x.version, x.digest, x.name
      FROM unnest(s_name, s_version, s_digest) x(name, version, digest) ORDER BY x.name COLLATE "C"
      ON CONFLICT (tenant, name) DO UPDATE SET version = excluded.version, digest = excluded.digest;
    INSERT INTO ${schema}.heads (tenant, partition, position) VALUES (p_tenant, p_partition, p_position)
      ON CONFLICT (tenant, partition) DO UPDATE SET position = excluded.position;
    INSERT INTO ${schema}.events (position, at, recorded, tenant, partition, stream, version, batch, kind, id, command, data,
        digest, actor, correlation, rest)
      SELECT x.position, x.at, x.recorded, p_tenant, p_partition,
        (SELECT t.id FROM ${schema}.streams t WHERE t.tenant = p_tenant AND t.name = x.stream), x.version, 0, x.kind, x.id,
        x.command, x.data, x.digest, x.actor, x.correlation, x.rest
      FROM unnest(v_position, v_at, v_recorded, v_stream, v_version, v_kind, v_id, v_command, v_data, v_digest,
        v_actor, v_correlation, v_rest) x(position, at, recorded, stream, version, kind, id, command, data, digest,
        actor, correlation, rest);
    INSERT INTO ${schema}.stray_ids (tenant, id)
      SELECT p_tenant, x.id FROM unnest(v_id, v_stray) x(id, stray) WHERE x.stray;
    INSERT INTO ${schema}.commands AS c (tenant, id, answer)
      SELECT p_tenant, x.command, x.answer FROM unnest(c_command, c_answer) x(command, answer)
      ON CONFLICT (tenant, id) DO UPDATE SET answer = excluded.answer;
    UPDATE ${schema}.events v SET batch = 0 WHERE v.tenant = p_tenant AND v.command = ANY (c_command) AND v.batch > 0;
  END $$;
`;
