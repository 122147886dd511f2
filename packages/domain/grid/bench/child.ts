import type { ContestOptions } from './contest.ts';
import type { CostsOptions } from './costs.ts';

/** What a process of its own is asked to do. */
export type Job =
  | { readonly kind: 'contest'; readonly options: ContestOptions }
  | { readonly kind: 'costs'; readonly options: CostsOptions };

/** Only the module that is needed is loaded: nobody's code is warmed or spoilt by other work. */
async function work(job: Job): Promise<object> {
  if (job.kind === 'contest') return (await import('./contest.ts')).hold(job.options);
  return (await import('./costs.ts')).reckon(job.options);
}

process.once('message', async (job: Job) => {
  const result = await work(job);
  process.send?.(result, () => process.disconnect());
});
