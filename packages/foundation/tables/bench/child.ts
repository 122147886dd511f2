import type { CompilingOptions } from './compiling.ts';
import type { ContestOptions } from './contest.ts';
import type { ManyCasesOptions } from './many-cases.ts';
import type { ReplayingOptions } from './replaying.ts';
import type { VerifyingOptions } from './verifying.ts';

/** What a process of its own is asked to do. */
export type Job =
  | { readonly kind: 'contest'; readonly options: ContestOptions }
  | { readonly kind: 'compiling'; readonly options: CompilingOptions }
  | { readonly kind: 'manyCases'; readonly options: ManyCasesOptions }
  | { readonly kind: 'verifying'; readonly options: VerifyingOptions }
  | { readonly kind: 'replaying'; readonly options: ReplayingOptions };

/** Only the module that is needed is loaded: nobody's code is warmed or spoilt by other work. */
async function work(job: Job): Promise<object> {
  switch (job.kind) {
    case 'contest':
      return (await import('./contest.ts')).hold(job.options);
    case 'compiling':
      return (await import('./compiling.ts')).compiling(job.options);
    case 'manyCases':
      return (await import('./many-cases.ts')).manyCases(job.options);
    case 'verifying':
      return (await import('./verifying.ts')).verifying(job.options);
    case 'replaying':
      return (await import('./replaying.ts')).replaying(job.options);
  }
}

/** What the parent gets: the result, or what went wrong in one line. */
export type Answer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly why: string };

process.once('message', async (job: Job) => {
  const answer: Answer<object> = await work(job).then(
    (result) => ({ ok: true, result }),
    (reason: unknown) => ({ ok: false, why: String(reason) }),
  );
  process.send?.(answer, () => process.disconnect());
});
