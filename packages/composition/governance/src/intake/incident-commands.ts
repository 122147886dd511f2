import type { AlarmSignal, AlarmTransition } from '@civigrid/devices';
import {
  actorId,
  type CommandId,
  type CommandMeta,
  commandId,
  correlationId,
  type Digest,
  derivedId,
  intakeCommandId,
  newThingId,
  type TenantId,
} from '@civigrid/kernel';

/** The command that a message makes of one of its conditions: the same however often it is delivered. */
function messageCommandId(tenant: TenantId, signal: AlarmSignal, what: string, digest: Digest) {
  const { messageKey: message, occurred: at, conditionKey } = signal;
  const condition = `${what}/${conditionKey}`;
  return intakeCommandId(tenant, { source: 'devices', message, condition, at }, digest);
}

/** The id of the incident that an alarm opens. */
export function newIncidentId(tenant: TenantId, signal: AlarmSignal, digest: Digest): string {
  const opens = messageCommandId(tenant, signal, 'raise', digest);
  return newThingId(tenant, opens, 'incident', signal.received, digest);
}

/** Who gave the order that a transition comes from, where it was a person at the desk. */
export type OperatorMeta = Pick<CommandMeta, 'id' | 'actor'>;

/** The head of the command by which a raise, or an `instant`, is written down. */
export function raiseMeta(
  tenant: TenantId,
  signal: AlarmSignal,
  incident: string,
  digest: Digest,
): CommandMeta {
  return {
    id: messageCommandId(tenant, signal, 'raise', digest),
    tenant,
    at: signal.received,
    actor: actorId(`device:${signal.device}`),
    correlation: correlationId(incident),
  };
}

/** The head of the command by which many raises are written down at once. */
export function raiseAllMeta(
  signals: readonly [AlarmSignal, ...AlarmSignal[]],
  meta: CommandMeta,
  digest: Digest,
): CommandMeta {
  const { tenant } = meta;
  const keys = signals.flatMap(({ messageKey, conditionKey }) => [messageKey, conditionKey]);
  const parts = ['devices', 'raise-all', ...keys];
  const id = derivedId({ tenant, at: signals[0].occurred, kind: 'intake', parts }, digest);
  // The clock of a case that this opens began with the first of them.
  const at = signals.reduce((earliest, { received }) => Math.min(earliest, received), meta.at);
  return { ...meta, id: commandId(id), at, actor: actorId('devices') };
}

/** The id of the command by which a transition is written down. */
function transitionId(
  tenant: TenantId,
  transition: AlarmTransition,
  digest: Digest,
  by: OperatorMeta | undefined,
): CommandId {
  const { type, conditionKey, signal } = transition;
  const derived = (at: number, parts: readonly (string | number)[]) =>
    commandId(derivedId({ tenant, at, kind: 'intake', parts }, digest));
  if (by !== undefined) return derived(transition.at ?? 0, [by.id, type, conditionKey]);
  switch (type) {
    case 'raised':
      return messageCommandId(tenant, signal, 'raise', digest);
    case 'cleared':
      return messageCommandId(tenant, signal, 'clear', digest);
    case 'latched':
      return messageCommandId(tenant, signal, 'latch', digest);
    case 'corrected': {
      const { of, was, at } = transition;
      return derived(at ?? was, ['correct', conditionKey, of, was, at ?? 'never']);
    }
    default:
      return derived(transition.at, [type, conditionKey, transition.at]);
  }
}

/** The head of the command by which a transition is written down; by whom, where a person at the desk brought it. */
export function transitionMeta(
  transition: AlarmTransition,
  tenant: TenantId,
  incident: string,
  digest: Digest,
  by?: OperatorMeta,
): Omit<CommandMeta, 'at'> {
  const { type, signal } = transition;
  const device = type === 'raised' || type === 'cleared' || type === 'latched';
  const actor = by?.actor ?? actorId(device ? `device:${signal.device}` : 'devices');
  return {
    id: transitionId(tenant, transition, digest, by),
    tenant,
    actor,
    correlation: correlationId(incident),
  };
}
