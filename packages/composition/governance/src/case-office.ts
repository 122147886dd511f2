import type { CaseId, CommandMeta, Deadline, Handled, Step, StreamId } from '@civigrid/kernel';
import { step, streamId } from '@civigrid/kernel';
import type { CaseView } from './case-view.ts';
import { type CaseTask, commandOf } from './orders.ts';
import type { TownParts } from './town-parts.ts';

/** The stream of a case. */
export function caseStream(id: CaseId): StreamId {
  return streamId('case', id);
}

/** What became of a command that had to be carried out. */
export type Done = Exclude<Handled, { readonly outcome: 'conflict' }>;

/** Who loses against others five times has done nothing yet: whoever asked must ask again, so it is no answer but a fault. */
export function done(handled: Handled): Done {
  if (handled.outcome !== 'conflict') return handled;
  throw new Error(`Others were faster on ${handled.stream}: give the same command again.`);
}

/** Gives one command to one case: the one way by which a case changes. */
export async function perform(
  parts: TownParts,
  view: CaseView,
  meta: CommandMeta,
  task: CaseTask,
  fired?: Deadline,
): Promise<Handled> {
  const asked = askedOf(parts, view, meta, task);
  return parts.handler.handle(meta, [asked], fired === undefined ? {} : { fired });
}

/** What is asked of one case, as a step of a command. */
export function askedOf(
  parts: TownParts,
  view: CaseView,
  meta: CommandMeta,
  { case: id, order }: CaseTask,
): Step {
  const known = view.get(id);
  return step({
    handling: parts.caseHandling,
    stream: caseStream(id),
    partition: known?.partition ?? parts.partition('grid' in order ? order.grid : undefined),
    command: commandOf(order, meta),
  });
}
