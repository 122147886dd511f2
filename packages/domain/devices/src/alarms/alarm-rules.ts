import type { ExpectedHeartbeat } from '../registry/device-registry.ts';
import { type FloodRows, type FloodWatch, floodWatch } from './alarm-flood.ts';
import { type LimitsByKind, limitsByKind } from './alarm-limits.ts';
import type { AlarmPolicy, KindPolicy } from './alarm-policy.ts';
import { checkAlarmPolicy } from './alarm-policy-check.ts';
import type { ConditionState, DeviceState } from './alarm-state.ts';
import type { Telling } from './alarm-telling.ts';
import type { AlarmTransition } from './alarm-transition.ts';

/** A policy made ready. */
export interface AlarmRules {
  readonly lateness: number;
  readonly maxPending: number;
  readonly kinds: ReadonlyMap<string, KindPolicy>;
  readonly limits: LimitsByKind;
  readonly silence: AlarmPolicy['silence'];
  readonly beats: ReadonlyMap<string, ExpectedHeartbeat>;
  readonly floods: FloodWatch;
  /** Some kind grows stale: whoever lasts must be looked at by the clock. */
  readonly ages: boolean;
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
    silence,
    beats: new Map((silence?.heartbeats ?? []).map((beat) => [beat.device as string, beat])),
    floods: floodWatch(policy.flood, floods),
    ages: Object.values(policy.kinds).some(({ staleMs }) => staleMs !== undefined),
  };
}

/** The word that is expected of a device; of another tenant's none is, whatever it is called. */
export function beatOf(
  { silence, beats }: AlarmRules,
  { tenant, device }: DeviceState,
): ExpectedHeartbeat | undefined {
  return silence?.tenant === tenant ? beats.get(device) : undefined;
}

/** A condition of a device and the list into which it is told. */
export function tellingOf(
  { kinds, floods }: AlarmRules,
  device: DeviceState,
  state: ConditionState,
  out: AlarmTransition[],
): Telling {
  return { device, state, policy: kinds.get(state.kind), floods, out };
}
