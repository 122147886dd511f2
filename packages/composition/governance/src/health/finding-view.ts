import type { TaskId } from '@civigrid/cases/tasks';
import { type FindingFact, type FindingState, findingDecider } from '@civigrid/devices/health';
import { type Happened, parseStreamId, type Recorded, type StreamId } from '@civigrid/kernel';

/** The findings behind one visit. */
interface KeptFinding {
  readonly stream: StreamId;
  readonly partition: number;
  readonly version: number;
  readonly state: Exclude<FindingState, { readonly status: 'none' }>;
}

/** What the town knows of findings that are kept: for whom, for which visit, on what ground; a fold of the log that opens no box. */
export interface FindingView {
  apply(events: readonly Recorded[]): void;
  /** Behind a visit, also once they are let go. */
  get(task: TaskId): KeptFinding | undefined;
  /** Those of a person that are not let go yet. */
  of(subject: string): readonly KeptFinding[];
}

/** Folds the findings of a tenant. */
export function findingView(): FindingView {
  const entries = new Map<string, KeptFinding>();
  const open = new Map<string, Set<string>>();

  function follow(event: Recorded, id: string): void {
    const known = entries.get(id);
    // A page comes again as a whole when a part of it failed.
    if (event.version <= (known?.version ?? 0)) return;
    const before: FindingState = known?.state ?? findingDecider.initial;
    const state = findingDecider.evolve(before, event as Recorded & Happened<FindingFact>);
    if (state.status === 'none') return;
    const { stream, partition, version } = event;
    entries.set(id, { stream, partition, version, state });
    const theirs = open.get(state.subject) ?? new Set<string>();
    if (state.status === 'kept') open.set(state.subject, theirs.add(id));
    else if (theirs.delete(id) && theirs.size === 0) open.delete(state.subject);
  }

  return {
    apply: (events) => {
      for (const event of events) {
        const named = parseStreamId(event.stream);
        if (named?.kind === 'finding') follow(event, named.id);
      }
    },
    get: (task) => entries.get(task),
    of: (subject) =>
      [...(open.get(subject) ?? [])].flatMap((id) => {
        const entry = entries.get(id);
        return entry === undefined ? [] : [entry];
      }),
  };
}
