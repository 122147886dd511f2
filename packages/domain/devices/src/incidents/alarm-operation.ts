import type { Decider, DeviceId, Happened, TenantId } from '@civigrid/kernel';
import type { AlarmCommand } from '../alarms/alarm-command.ts';

/** An operator did something with an alarm or a device: the whole of an {@link AlarmCommand}, its instant and who it was aside. */
export interface AlarmOperated {
  readonly type: 'devices/alarm-operated';
  readonly schema: 1;
  readonly data: {
    readonly order: AlarmCommand['type'];
    readonly device: string;
    /** Null where the whole device is meant. */
    readonly conditionKey: string | null;
    /** When it ends by itself, in UTC milliseconds; null where it does not. */
    readonly until: number | null;
  };
}

/** What operators have done so far: how many times is all that must be known. */
export type OperationState = { readonly count: number };

/**
 * The log of what operators do with alarms (报警操作记录), one stream for a tenant (`tenant/alarms`). It refuses nothing: a
 * tracker has taken the command before, or it is not written.
 */
export const operationDecider: Decider<OperationState, AlarmCommand, AlarmOperated> = {
  initial: { count: 0 },
  decide: (command) => {
    const { type: order, device } = command;
    const conditionKey = 'conditionKey' in command ? command.conditionKey : null;
    const until = 'until' in command ? (command.until ?? null) : null;
    const data = { order, device, conditionKey, until };
    return [{ type: 'devices/alarm-operated', schema: 1, data }];
  },
  evolve: ({ count }) => ({ count: count + 1 }),
};

/** The command that was written down, to be given to a tracker again after a restart. */
export function operatedCommand(
  { data, at }: Pick<Happened<AlarmOperated>, 'data' | 'at'>,
  tenant: TenantId,
): AlarmCommand {
  const { order: type, conditionKey, until } = data;
  const of = { tenant, device: data.device as DeviceId, at };
  if (type === 'returnToService') return { type, ...of };
  if (type === 'takeOutOfService') return { type, ...of, ...(until === null ? {} : { until }) };
  const condition = { ...of, conditionKey: conditionKey ?? '' };
  return type === 'shelve' ? { type, ...condition, until: until ?? at } : { type, ...condition };
}
