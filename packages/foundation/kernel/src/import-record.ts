import type { Digest } from './digest.ts';
import { isDomainError } from './domain-error.ts';
import type { Recorded } from './envelope.ts';
import type { TenantId } from './ids.ts';
import type { RecordLineIssueCode } from './record-run.ts';
import type { Restore, Restored, RestoreErrorCode } from './restore.ts';
import { runFollower } from './run-follower.ts';

/** Why a line was not imported. */
export interface RecordIssue {
  readonly code: RecordLineIssueCode | RestoreErrorCode;
  /** From 1 on. */
  readonly line: number;
  readonly partition?: number;
  readonly position?: number;
}

/** What became of an import. */
export interface Imported extends Restored {
  /** The first thing that is wrong with each run, at most 1,000. */
  readonly issues: readonly RecordIssue[];
  /** How many issues there were besides. */
  readonly more: number;
}

const mostIssues = 1000;

/** So many events are handed on at once. */
const groupSize = 256;

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/**
 * Takes the lines of an export or of sealed files into a store (导入). Never throws for what a line says: a line that
 * is not ours, a run that was cut or does not continue is told by its number, what came before it in its run and
 * all other runs are kept, and the same lines again go on. Lines of another tenant are not taken.
 */
export async function importRecord(
  store: Restore,
  tenant: TenantId,
  lines: AsyncIterable<string> | Iterable<string>,
  { digest }: { readonly digest: Digest },
): Promise<Imported> {
  const follower = runFollower(tenant, digest);
  const issues: RecordIssue[] = [];
  const total = { restored: 0, known: 0, more: 0 };
  let group: { readonly event: Recorded; readonly line: number }[] = [];
  let partition: number | undefined;

  function tell(code: RecordIssue['code'], line: number, position?: number): void {
    if (issues.length >= mostIssues) total.more++;
    else
      issues.push({
        code,
        line,
        ...(partition === undefined ? {} : { partition }),
        ...(position === undefined ? {} : { position }),
      });
  }

  /** Hands on what was gathered; whether it all continued. */
  async function handOn(): Promise<boolean> {
    const full = group;
    group = [];
    if (full.length === 0) return true;
    try {
      const { restored, known } = await store.restore(
        tenant,
        full.map(({ event }) => event),
      );
      total.restored += restored;
      total.known += known;
      return true;
    } catch (error) {
      if (!isDomainError<RestoreErrorCode>(error)) throw error;
      const { restored, known, position } = error.details;
      total.restored += number(restored);
      total.known += number(known);
      const at = full.find(({ event }) => event.position === position) ?? full[0];
      tell(error.code, at?.line ?? 0, at?.event.position);
      follower.abandon();
      return false;
    }
  }

  let count = 0;
  try {
    for await (const line of lines) {
      count++;
      if (follower.interrupts(line) && (await handOn())) tell('kernel/record-cut', count);
      const followed = follower.take(line);
      if (followed.found === 'header') partition = followed.header.partition;
      else if (followed.found === 'event') {
        group.push({ event: followed.event, line: count });
        if (group.length >= groupSize) await handOn();
      } else if (followed.found === 'closed') {
        await handOn();
        partition = undefined;
      } else if (followed.found === 'issue' && (await handOn()))
        tell(followed.code, count, followed.position);
    }
  } finally {
    // Also where the lines break off: what came before is kept.
    const end = follower.end();
    if ((await handOn()) && end !== undefined) tell(end, count);
  }
  return { ...total, issues };
}
