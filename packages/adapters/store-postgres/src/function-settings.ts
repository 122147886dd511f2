/** The settings under which every function of the store runs: its own tables, and plans that look things up by index however small the tables were when they were made. */
export const functionSettings = (schema: string): string =>
  `SET search_path = ${schema}, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off`;
