import {
  type AlarmCommand,
  type AlarmOperated,
  type AlarmTransition,
  type OperationState,
  operatedCommand,
  operationDecider,
} from '@civigrid/devices';
import {
  type ActorId,
  type CommandId,
  type CommandMeta,
  correlationId,
  type Handling,
  type Happened,
  isDomainError,
  type Recorded,
  step,
  streamId,
} from '@civigrid/kernel';
import { done } from '../case-office.ts';
import type { TownParts } from '../town-parts.ts';

/** What somebody did with an alarm, and under which command it is written down. */
export interface AlarmOperation {
  readonly command: AlarmCommand;
  readonly id: CommandId;
  readonly actor: ActorId;
}

/** What a tracker said of an operation that it took. */
interface OperationTaken {
  readonly operation: AlarmOperation;
  readonly transitions: readonly AlarmTransition[];
}

/** What operators do with alarms (报警操作): written to the log, and given to the tracker again after a restart. */
export interface AlarmOperations {
  /** The instant of an operation: never before that of another. */
  instantOf(at: number): number;
  /** How many operations the tracker has taken. */
  readonly taken: number;
  /** Whether an operation with this command stands in the log. */
  isKnown(id: CommandId): Promise<boolean>;
  /** Counts an operation that the tracker has just taken. */
  take(operation: AlarmOperation): void;
  /** Writes down what the tracker has taken; a repeat changes nothing. */
  write(operation: AlarmOperation): Promise<void>;
  /** Reads what was done after so many operations; it waits until the messages come to its instant. */
  recall(taken: number): Promise<void>;
  /** What waits for messages up to an instant, given to a tracker. What it refuses now it has behind it. */
  due(
    at: number,
    operate: (command: AlarmCommand) => readonly AlarmTransition[],
  ): readonly OperationTaken[];
}

const handling: Handling<OperationState, AlarmCommand, AlarmOperated> = {
  decider: operationDecider,
};

/** The operations of a town, in one stream. */
export function alarmOperations(parts: TownParts): AlarmOperations {
  const { tenant, store, handler } = parts;
  const stream = streamId('tenant', 'alarms');
  let waiting: readonly AlarmOperation[] = [];
  let taken = 0;
  let latest = Number.NEGATIVE_INFINITY;

  function take({ command }: AlarmOperation): void {
    taken++;
    latest = Math.max(latest, command.at);
  }

  function* dueAt(
    at: number,
    operate: (command: AlarmCommand) => readonly AlarmTransition[],
  ): Generator<OperationTaken> {
    for (;;) {
      const [operation, ...rest] = waiting;
      if (operation === undefined || operation.command.at > at) return;
      waiting = rest;
      take(operation);
      try {
        yield { operation, transitions: operate(operation.command) };
      } catch (error) {
        if (!isDomainError(error)) throw error;
      }
    }
  }

  return {
    instantOf: (at) => Math.max(at, latest),
    get taken() {
      return taken;
    },
    isKnown: async (id) => (await store.first(tenant, id)) !== undefined,
    take,
    write: async ({ command, id, actor }) => {
      const correlation = correlationId(command.device);
      const meta: CommandMeta = { id, tenant, at: command.at, actor, correlation };
      const partition = parts.partition(undefined);
      done(await handler.handle(meta, [step({ handling, stream, partition, command })]));
    },
    recall: async (after) => {
      const found: AlarmOperation[] = [];
      taken = after;
      for await (const event of store.read(tenant, stream, { after })) {
        const happened = event as Recorded & Happened<AlarmOperated>;
        const command = operatedCommand(happened, tenant);
        found.push({ command, id: event.command, actor: event.actor });
        latest = Math.max(latest, event.at);
      }
      waiting = found;
    },
    due: (at, operate) => (waiting.length === 0 ? [] : [...dueAt(at, operate)]),
  };
}
