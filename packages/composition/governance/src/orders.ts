import type { CaseCommand } from '@civigrid/cases';
import type { CaseId, CommandMeta } from '@civigrid/kernel';

/** A case's command as a policy or a desk names it; instant and actor come from whoever gives it. */
export type CaseOrder = CaseCommand extends infer Command
  ? Command extends CaseCommand
    ? Omit<Command, 'at' | 'actor'>
    : never
  : never;

/** What is to be done with which case. */
export interface CaseTask {
  readonly case: CaseId;
  readonly order: CaseOrder;
}

/** The command that an order becomes. */
export function commandOf(
  order: CaseOrder,
  { at, actor }: Pick<CommandMeta, 'at' | 'actor'>,
): CaseCommand {
  return { ...order, at, actor } as CaseCommand;
}
