import { type AlarmRules, beatOf } from './alarm-rules.ts';
import type { ConditionState, DeviceState } from './alarm-state.ts';
import { skewOf } from './clock-skew.ts';
import { conditionsOf } from './condition-list.ts';

/** Nothing is waited for. */
export const noWake: number = Number.POSITIVE_INFINITY;

/** When a condition next changes by time alone, by our clock. */
function nextOf(
  { kinds }: AlarmRules,
  { last, lasts, stale, life }: ConditionState,
  lag: number,
): number {
  let at = noWake;
  const staleMs = lasts && !stale ? kinds.get(last?.kind ?? '')?.staleMs : undefined;
  if (last !== undefined && staleMs !== undefined) at = last.occurred + staleMs;
  if (life === undefined) return at;
  if (life.shelvedUntil !== undefined) at = Math.min(at, life.shelvedUntil);
  if (life.waiting !== undefined) at = Math.min(at, life.waiting.due + lag);
  if (life.raises.length > 0) at = Math.min(at, life.calmAt + lag);
  return at;
}

/** When time alone may next bring something of a device. A look that comes too early only looks again. */
export function nextWake(rules: AlarmRules, device: DeviceState): number {
  const lag = Math.min(0, skewOf(device)) + rules.lateness;
  const beat = beatOf(rules, device);
  let at = beat === undefined || device.silent ? noWake : device.heard + beat.heartbeatMs;
  const first = device.pending[0];
  if (first !== undefined) at = Math.min(at, first.signal.occurred + lag);
  at = Math.min(at, device.outOfService?.until ?? noWake);
  if (rules.ages || device.lively)
    for (const state of conditionsOf(device)) at = Math.min(at, nextOf(rules, state, lag));
  return at;
}
