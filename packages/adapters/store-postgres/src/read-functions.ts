import { functionSettings } from './function-settings.ts';

/**
 * The reads of the store, and the way to a command's first answer. A stream is of one tenant: its index does not name
 * him, and a plan that does not know that would gather all his events to be sure.
 */
export const readFunctions = (schema: string): string => `
  CREATE FUNCTION ${schema}.read_stream(p_tenant int4, p_stream text, p_after int8, p_limit int8) RETURNS SETOF ${schema}.events
  LANGUAGE plpgsql STABLE ${functionSettings} SET enable_bitmapscan = off AS $$
  DECLARE own int4 := (SELECT s.id FROM ${schema}.streams s WHERE s.tenant = p_tenant AND s.name = p_stream);
  BEGIN
    RETURN QUERY SELECT v.* FROM ${schema}.events v WHERE v.tenant = p_tenant AND v.stream = own AND v.version > p_after
      ORDER BY v.version LIMIT p_limit;
  END $$;
  CREATE FUNCTION ${schema}.read_log(p_tenant int4, p_partition int4, p_after int8, p_limit int8) RETURNS SETOF ${schema}.events
  LANGUAGE plpgsql STABLE ${functionSettings} AS $$
  BEGIN
    RETURN QUERY SELECT v.* FROM ${schema}.events v WHERE v.tenant = p_tenant AND v.partition = p_partition
      AND v.position > p_after ORDER BY v.position LIMIT p_limit;
  END $$;
  -- Volatile, so that it looks behind its locks: while it waits for a leaf to be made, its command may move there.
  CREATE FUNCTION ${schema}.first_answer(p_tenant int4, p_command uuid) RETURNS text
  LANGUAGE plpgsql VOLATILE ${functionSettings} AS $$
  BEGIN
    RETURN coalesce(
      (SELECT c.answer FROM ${schema}.commands c WHERE c.tenant = p_tenant AND c.id = p_command),
      (SELECT json_build_array(json_build_array((SELECT s.name FROM ${schema}.streams s WHERE s.tenant = v.tenant
          AND s.id = v.stream), v.partition, v.version - 1, v.position - 1, v.batch))::text
        FROM ${schema}.events v WHERE v.tenant = p_tenant AND v.command = p_command AND v.batch > 0));
  END $$;
`;
