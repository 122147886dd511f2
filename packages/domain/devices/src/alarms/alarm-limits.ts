import { conditionKeyOf } from '../event/condition-key.ts';
import type { DeviceEvent, Observation } from '../event/device-event.ts';
import { kindInfo } from '../event/kinds.ts';
import type { Pending } from './alarm-condition.ts';
import type { AlarmLimit } from './alarm-policy.ts';
import { alarmSignal } from './alarm-transition.ts';

/** The limits of a policy by the kind of reading that they watch. */
export type LimitsByKind = ReadonlyMap<string, readonly AlarmLimit[]>;

/** Puts limits where their readings will find them. */
export function limitsByKind(limits: readonly AlarmLimit[] = []): LimitsByKind {
  const byKind = new Map<string, AlarmLimit[]>();
  for (const limit of limits) {
    const same = byKind.get(limit.of);
    if (same === undefined) byKind.set(limit.of, [limit]);
    else same.push(limit);
  }
  return byKind;
}

/** Between the limit and its dead band a value says nothing new: what was, goes on. */
function phaseOf({ at, side, deadband }: AlarmLimit, value: number): Pending['phase'] | undefined {
  const beyond = side === 'above' ? value - at : at - value;
  if (beyond > 0) return 'raise';
  return beyond <= -deadband ? 'clear' : undefined;
}

function crossing(
  limit: AlarmLimit,
  event: DeviceEvent,
  observation: Observation,
): Pending | undefined {
  const { value, at: measured } = observation;
  if (observation.property !== limit.property || typeof value !== 'number') return undefined;
  const phase = phaseOf(limit, value);
  if (phase === undefined) return undefined;
  const { device, zone, time, messageKey } = event;
  const occurred = measured ?? time.occurred;
  const { kind } = limit;
  const signal = alarmSignal({
    ...event,
    kind,
    severity: kindInfo(kind)?.severity ?? 1,
    conditionKey: conditionKeyOf(device, kind, zone),
    messageKey: `${messageKey}|${limit.property}|${occurred}`,
    time: { ...time, occurred },
  });
  return { phase, signal };
}

/** The raises and clears that the values of a reading stand for, oldest first. */
export function crossings(limits: readonly AlarmLimit[], event: DeviceEvent): readonly Pending[] {
  return event.observations
    .flatMap((observation) => limits.flatMap((limit) => crossing(limit, event, observation) ?? []))
    .sort((a, b) => a.signal.occurred - b.signal.occurred);
}
