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
  readonly streams: Iterable<CaseStream>;
  readonly issues: readonly EventIssue[];
}

/** The facts of one case as they come in. */
interface CaseStream {
  readonly events: CaseRecordEvent[];
  /** The version of the last one. */
  last: number;
}

/** Sorts the facts of a log by their case, however cases are mixed; facts of other kinds are passed over. */
export function caseStreams(events: Iterable<CaseRecordEvent>): CaseStreams {
  const streams = new Map<string, CaseStream>();
  const issues: EventIssue[] = [];
  for (const event of events) {
    if (!event.type.startsWith('cases/')) continue;
    const { stream, version } = event;
    const known = streams.get(stream);
    const last = known?.last ?? 0;
    if (version <= last) {
      issues.push({ code: 'cases/event-twice', stream, version });
      continue;
    }
    if (version !== last + 1) issues.push({ code: 'cases/events-missing', stream, version });
    if (known === undefined) streams.set(stream, { events: [event], last: version });
    else {
      known.events.push(event);
      known.last = version;
    }
  }
  issues.sort((a, b) =>
    a.stream === b.stream ? a.version - b.version : a.stream < b.stream ? -1 : 1,
  );
  return { streams: streams.values(), issues };
}
