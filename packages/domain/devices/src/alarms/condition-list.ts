import { kindOfKey } from '../event/condition-key.ts';
import { isProtectedKind } from '../event/kinds.ts';
import { hush, quiet } from './alarm-condition.ts';
import type { ConditionState, DeviceState, Life } from './alarm-state.ts';

/** Beyond so many conditions of one device they are kept in a Map; most devices have one or two. */
const mostInList = 12;

/** The condition of that key, or undefined. */
export function findCondition(device: DeviceState, key: string): ConditionState | undefined {
  const { few, many } = device;
  if (many !== undefined) return many.get(key);
  for (const state of few) if (state.key === key) return state;
  return undefined;
}

/** All conditions of a device, as they are now: what is done with one may drop it. */
export function conditionsOf({ few, many }: DeviceState): readonly ConditionState[] {
  return many === undefined ? [...few] : [...many.values()];
}

/** Adds a condition that the device does not have. */
export function addCondition(device: DeviceState, state: ConditionState): ConditionState {
  const { few, many } = device;
  if (state.life !== undefined) device.lively = true;
  if (many !== undefined) many.set(state.key, state);
  else if (few.length === 0) device.few = [state];
  else if (few.push(state) > mostInList) {
    device.many = new Map(few.map((each) => [each.key, each]));
    device.few = [];
  }
  return state;
}

/** A condition that was never raised; its kind is read off its key where nobody says it. */
export function newCondition(
  device: string,
  key: string,
  kind: string = kindOfKey(device, key),
): ConditionState {
  return {
    key,
    isProtected: isProtectedKind(kind),
    kind,
    settled: quiet(),
    announced: [],
    last: undefined,
    lasts: false,
    stale: false,
    life: undefined,
  };
}

/** The condition of that key, made where there is none. */
export function conditionOf(device: DeviceState, key: string, kind?: string): ConditionState {
  const found = findCondition(device, key);
  return found ?? addCondition(device, newCondition(device.device, key, kind));
}

/** Whether nothing of an operator or the policy is left to remember. */
function plain(life: Life | undefined): boolean {
  return (
    life === undefined ||
    (life.waiting === undefined &&
      life.shelvedUntil === undefined &&
      life.raises.length === 0 &&
      !life.suppressed)
  );
}

/** Whether a condition is like one that never was. */
export function isForgotten({ isProtected, settled, lasts, life }: ConditionState): boolean {
  return !isProtected && !lasts && life === undefined && Number.isNaN(settled.since);
}

/**
 * Forgets a condition of which nothing lasts: what a late event of a protected kind must be measured by stays. A device's few
 * conditions come again, so that their places are kept.
 */
export function forgetCondition(device: DeviceState, state: ConditionState): void {
  if (state.isProtected || state.settled.active || state.lasts) return;
  if (!plain(state.life)) return;
  if (device.many !== undefined) device.many.delete(state.key);
  else {
    hush(state.settled);
    state.last = undefined;
    state.stale = false;
    state.life = undefined;
  }
}
