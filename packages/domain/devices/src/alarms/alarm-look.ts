import { conditionKeyOf } from '../event/condition-key.ts';
import { settle } from './alarm-following.ts';
import { type Desk, serviceEnds } from './alarm-operate.ts';
import { type AlarmRules, beatOf, tellingOf } from './alarm-rules.ts';
import { silenceSignal } from './alarm-silence.ts';
import type { ConditionState, DeviceState } from './alarm-state.ts';
import { shelfEnds } from './alarm-telling.ts';
import type { AlarmTransition } from './alarm-transition.ts';
import { deviceTime } from './clock-skew.ts';
import { conditionOf, conditionsOf, newCondition } from './condition-list.ts';

/** The desk at which a device is operated. */
export function deskOf(rules: AlarmRules, device: DeviceState, out: AlarmTransition[]): Desk {
  return {
    device,
    telling: (key) => tellingOf(rules, device, conditionOf(device, key), out),
    // What is told of a device as a whole belongs to no condition and is remembered by none.
    whole: () => ({
      device,
      state: newCondition(
        device.device,
        conditionKeyOf(device.device, 'device.outOfService', undefined),
      ),
      policy: undefined,
      floods: rules.floods,
      out,
    }),
  };
}

function goneStale(
  { kinds }: AlarmRules,
  state: ConditionState,
  now: number,
): AlarmTransition | undefined {
  const { last, lasts, stale } = state;
  if (last === undefined || !lasts || stale) return undefined;
  const staleMs = kinds.get(last.kind)?.staleMs;
  if (staleMs === undefined || now < last.occurred + staleMs) return undefined;
  state.stale = true;
  const { conditionKey, occurred } = last;
  return { type: 'stale', at: occurred + staleMs, conditionKey, signal: last };
}

function goneSilent(
  rules: AlarmRules,
  device: DeviceState,
  now: number,
): AlarmTransition | undefined {
  const beat = beatOf(rules, device);
  if (beat === undefined || device.silent) return undefined;
  const at = device.heard + beat.heartbeatMs;
  if (now < at) return undefined;
  device.silent = true;
  const signal = silenceSignal(device.tenant, beat, at);
  const withheld = device.outOfService === undefined ? {} : { withheld: 'outOfService' as const };
  return { type: 'silent', at, conditionKey: signal.conditionKey, signal, ...withheld };
}

/** All that time alone brings to one device up to now. */
export function lookAt(
  rules: AlarmRules,
  device: DeviceState,
  now: number,
  out: AlarmTransition[],
): void {
  const desk = deskOf(rules, device, out);
  serviceEnds(desk, now);
  if (device.lively)
    for (const state of conditionsOf(device)) shelfEnds(tellingOf(rules, device, state, out), now);
  out.push(...settle(rules, device, deviceTime(device, now) - rules.lateness));
  if (rules.ages)
    for (const state of conditionsOf(device)) {
      const stale = goneStale(rules, state, now);
      if (stale !== undefined) out.push(stale);
    }
  const silent = goneSilent(rules, device, now);
  if (silent !== undefined) out.push(silent);
}
