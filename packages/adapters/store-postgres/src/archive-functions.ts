import { functionSettings } from './function-settings.ts';

/**
 * Catalogues a sealed file and removes its events, where the catalogue of the partition ends right before it. The ids
 * stay taken, and a command that was known by its first event is remembered by its answer.
 */
export const archiveFunctions = (schema: string): string => `
  CREATE FUNCTION ${schema}.enter_file(p_tenant int4, p_partition int4, p_first int8, p_last int8, p_since int8, p_until int8,
    p_bytes int8, p_hash bytea, p_name text) RETURNS bool
  LANGUAGE plpgsql ${functionSettings} AS $$
  DECLARE
    own int4; moved int8;
  BEGIN
    -- One sealer at a time; appends go on, for they write behind what is sealed.
    PERFORM pg_advisory_xact_lock(hashtextextended(format('${schema} %s %s', p_tenant, p_partition), 2));
    IF coalesce((SELECT max(f.last) FROM ${schema}.sealed f WHERE f.tenant = p_tenant AND f.partition = p_partition), 0)
      <> p_first - 1 THEN RETURN false; END IF;
    INSERT INTO ${schema}.sealed (tenant, partition, first, last, since, until, bytes, hash, name)
      VALUES (p_tenant, p_partition, p_first, p_last, p_since, p_until, p_bytes, p_hash, p_name) RETURNING id INTO own;
    INSERT INTO ${schema}.sealed_streams (tenant, stream, last, file)
      SELECT v.tenant, v.stream, max(v.version), own FROM ${schema}.events v WHERE v.tenant = p_tenant
        AND v.partition = p_partition AND v.position BETWEEN p_first AND p_last GROUP BY v.tenant, v.stream;
    INSERT INTO ${schema}.sealed_ids (tenant, id) SELECT v.tenant, v.id FROM ${schema}.events v WHERE v.tenant = p_tenant
      AND v.partition = p_partition AND v.position BETWEEN p_first AND p_last;
    INSERT INTO ${schema}.commands (tenant, id, answer)
      SELECT v.tenant, v.command, json_build_array(json_build_array((SELECT s.name FROM ${schema}.streams s
          WHERE s.tenant = v.tenant AND s.id = v.stream), v.partition, v.version - 1, v.position - 1, v.batch))::text
      FROM ${schema}.events v WHERE v.tenant = p_tenant AND v.partition = p_partition
        AND v.position BETWEEN p_first AND p_last AND v.batch > 0;
    DELETE FROM ${schema}.events v WHERE v.tenant = p_tenant AND v.partition = p_partition
      AND v.position BETWEEN p_first AND p_last;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> p_last - p_first + 1 THEN RAISE EXCEPTION 'the log is not what was sealed'; END IF;
    RETURN true;
  END $$;
`;
