import { functionSettings } from './function-settings.ts';

/**
 * How deadlines are claimed and done with: by index, in the order of their keys where rows are changed. A plan that
 * does not know the limit takes a tenth of all rows for claimed and would hash every deadline of the tenant.
 */
export const deadlineFunctions = (schema: string): string => `
  CREATE FUNCTION ${schema}.claim(p_tenant int4, p_now int8, p_limit int8, p_until int8)
  RETURNS TABLE (o_key text, o_due int8, o_stream text, o_armed text)
  LANGUAGE plpgsql ${functionSettings} SET enable_hashjoin = off SET enable_mergejoin = off AS $$
  BEGIN
    RETURN QUERY WITH free AS MATERIALIZED (
      SELECT d.key FROM ${schema}.deadlines d WHERE d.tenant = p_tenant AND d.due <= p_now
        AND (d.leased IS NULL OR d.leased <= p_now OR d.leased > p_until)
      ORDER BY d.due, d.key LIMIT p_limit FOR UPDATE SKIP LOCKED
    ), mine AS (
      UPDATE ${schema}.deadlines d SET leased = p_until FROM free WHERE d.tenant = p_tenant AND d.key = free.key
      RETURNING d.key, d.due, d.stream, d.armed
    ) SELECT mine.key, mine.due, mine.stream, mine.armed FROM mine ORDER BY mine.due, mine.key;
  END $$;
  CREATE FUNCTION ${schema}.done(p_tenant int4, p_key text[], p_due int8[], p_armed text[]) RETURNS void
  LANGUAGE plpgsql ${functionSettings} AS $$
  DECLARE row record;
  BEGIN
    FOR row IN SELECT x.key, x.due, x.armed FROM unnest(p_key, p_due, p_armed) x(key, due, armed)
      ORDER BY x.key COLLATE "C"
    LOOP
      DELETE FROM ${schema}.deadlines d WHERE d.tenant = p_tenant AND d.key = row.key AND d.due = row.due AND d.armed = row.armed;
    END LOOP;
  END $$;
`;
