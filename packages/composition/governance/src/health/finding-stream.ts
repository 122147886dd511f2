import type { TaskId } from '@civigrid/cases/tasks';
import {
  type FindingCommand,
  type FindingFact,
  type FindingState,
  findingDecider,
} from '@civigrid/devices/health';
import { type Handling, type StreamId, streamId } from '@civigrid/kernel';

/** The stream of the findings behind a visit. */
export function findingStream(task: TaskId): StreamId {
  return streamId('finding', task);
}

/** How findings are handled. */
export const findingHandling: Handling<FindingState, FindingCommand, FindingFact> = {
  decider: findingDecider,
};
