import { isProtectedKind } from '../event/kinds.ts';
import type { ExpectedHeartbeat } from '../registry/device-registry.ts';
import { type FloodRows, type FloodWatch, floodWatch } from './alarm-flood.ts';
import { type LimitsByKind, limitsByKind } from './alarm-limits.ts';
import type { AlarmPolicy, KindPolicy } from './alarm-policy.ts';
import { checkAlarmPolicy } from './alarm-policy-check.ts';
import { conditionOf, type DeviceState } from './alarm-state.ts';
import type { Telling } from './alarm-telling.ts';
import type { AlarmTransition } from './alarm-transition.ts';

/** A policy made ready. */
export interface AlarmRules {
  readonly lateness: number;
  readonly maxPending: number;
  readonly kinds: ReadonlyMap<string, KindPolicy>;
  readonly limits: LimitsByKind;
  readonly beats: ReadonlyMap<string, ExpectedHeartbeat>;
  readonly floods: FloodWatch;
}

/** Makes a policy ready. Refuses as `checkAlarmPolicy` does. */
export function alarmRules(policy: AlarmPolicy, floods: FloodRows = []): AlarmRules {
  checkAlarmPolicy(policy);
  const { lateness, maxPending = 1024, silence } = policy;
  return {
    lateness,
    maxPending,
    kinds: new Map(Object.entries(policy.kinds)),
    limits: limitsByKind(policy.limits),
    beats: new Map((silence?.heartbeats ?? []).map((beat) => [beat.device as string, beat])),
    floods: floodWatch(policy.flood, floods),
  };
}

/** The kind that the key of a condition names: device, kind, zone. */
export function kindOfKey(device: string, conditionKey: string): string {
  return conditionKey.slice(device.length + 1).split('|')[0] ?? '';
}

/** A condition of a device and what is to be told of it; the condition is made where there is none. */
export function tellingOf(
  { kinds, floods }: AlarmRules,
  device: DeviceState,
  conditionKey: string,
  out: AlarmTransition[],
): Telling {
  const state = conditionOf(device, conditionKey);
  const kind = state.last?.kind ?? kindOfKey(device.device, conditionKey);
  const isProtected = isProtectedKind(kind);
  return { device, conditionKey, state, policy: kinds.get(kind), isProtected, floods, out };
}
