import type { Happened } from '@civigrid/kernel';
import type { CaseEvent } from '../case-event.ts';

/** A fact of a case with the stream that it stands in, as `Recorded` of kernel has it. */
export type CaseRecordEvent = Happened<CaseEvent> & { readonly stream: string };

/** Something wrong with the events of a case; they are read on. */
export interface EventIssue {
  /** Recorded before, and not counted again; or facts before it are missing. */
  readonly code: 'cases/event-twice' | 'cases/events-missing';
  readonly stream: string;
  readonly version: number;
}

/** The facts of many cases, each case's own in their order. */
export interface CaseStreams {
  /** The facts of one case after another; the list is used again for the next. */
  each(read: (events: readonly CaseRecordEvent[]) => void): void;
  readonly issues: readonly EventIssue[];
}

/** Sorts the facts of a log by their case, however cases are mixed; facts of other kinds are passed over. */
export function caseStreams(events: Iterable<CaseRecordEvent>): CaseStreams {
  const all: readonly CaseRecordEvent[] = Array.isArray(events) ? events : Array.from(events);
  // Chains of indexes: a list for each of a hundred thousand cases costs more than reading them.
  const numbers = new Map<string, number>();
  const heads: number[] = [];
  const tails: number[] = [];
  const versions: number[] = [];
  const next = new Int32Array(all.length).fill(-1);
  const issues: EventIssue[] = [];
  for (let i = 0; i < all.length; i++) {
    const { type, stream, version } = all[i] as CaseRecordEvent;
    if (!type.startsWith('cases/')) continue;
    const known = numbers.get(stream);
    const last = known === undefined ? 0 : (versions[known] as number);
    if (version <= last) {
      issues.push({ code: 'cases/event-twice', stream, version });
      continue;
    }
    if (version !== last + 1) issues.push({ code: 'cases/events-missing', stream, version });
    if (known === undefined) {
      numbers.set(stream, heads.length);
      heads.push(i);
      tails.push(i);
      versions.push(version);
    } else {
      next[tails[known] as number] = i;
      tails[known] = i;
      versions[known] = version;
    }
  }
  issues.sort((a, b) =>
    a.stream === b.stream ? a.version - b.version : a.stream < b.stream ? -1 : 1,
  );
  return {
    each(read) {
      const own: CaseRecordEvent[] = [];
      for (const head of heads) {
        own.length = 0;
        for (let i = head; i >= 0; i = next[i] as number) own.push(all[i] as CaseRecordEvent);
        read(own);
      }
    },
    issues,
  };
}
