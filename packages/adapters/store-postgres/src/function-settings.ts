/**
 * The settings under which every function of the store runs: plans that look things up by index, however small the
 * tables were when they were made. Tables are named with their schema instead of a search path, which would cost a
 * lone append a third of its time.
 */
export const functionSettings =
  'SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off';
