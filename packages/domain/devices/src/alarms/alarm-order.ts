import { inOrder, type Pending } from './alarm-condition.ts';
import type { DeviceState } from './alarm-state.ts';

/** Puts an event where it belongs among those that wait. */
export function keepInOrder({ pending }: DeviceState, event: Pending): void {
  let at = pending.length;
  while (at > 0) {
    const before = pending[at - 1];
    if (before === undefined || inOrder(before, event) <= 0) break;
    at--;
  }
  if (at === pending.length) pending.push(event);
  else pending.splice(at, 0, event);
}

/** The events of one condition that wait. */
export function waitingOf({ pending }: DeviceState, conditionKey: string): readonly Pending[] {
  return pending.filter(({ signal }) => signal.conditionKey === conditionKey);
}

/** Takes what occurred up to an instant out of the waiting events, a list for each condition. */
export function takeDue(device: DeviceState, upTo: number): readonly (readonly Pending[])[] {
  const { pending } = device;
  let count = 0;
  for (const { signal } of pending) {
    if (signal.occurred > upTo) break;
    count++;
  }
  const last = pending[count - 1];
  if (last === undefined) return [];
  device.settledTo = Math.max(device.settledTo, last.signal.occurred);
  const due = pending.splice(0, count);
  if (count === 1) return [due];
  const byCondition = new Map<string, Pending[]>();
  for (const event of due) {
    const same = byCondition.get(event.signal.conditionKey);
    if (same === undefined) byCondition.set(event.signal.conditionKey, [event]);
    else same.push(event);
  }
  return [...byCondition.values()];
}
