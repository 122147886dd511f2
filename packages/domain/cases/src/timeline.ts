import type { ActorId, EventId, Happened } from '@civigrid/kernel';
import type { CaseEvent, CaseEventData, CaseEventType } from './case-event.ts';

/** One row of a case's history: what happened, when, by whom, with its data. No personal part. */
export type TimelineRow<Type extends CaseEventType = CaseEventType> = {
  readonly [Each in Type]: {
    readonly id: EventId;
    /** UTC milliseconds. */
    readonly at: number;
    readonly actor: ActorId;
    readonly type: Each;
    readonly params: CaseEventData[Each];
  };
}[Type];

/** The history of a case as rows (时间线), in the order of the events. */
export function timeline(events: readonly Happened<CaseEvent>[]): readonly TimelineRow[] {
  return events.map(
    ({ id, at, actor, type, data }) => ({ id, at, actor, type, params: data }) as TimelineRow,
  );
}
