import { inOrder, type Pending } from './alarm-condition.ts';
import { type DeviceState, pendingOf } from './alarm-state.ts';

/** Puts an event where it belongs among those that wait. */
export function keepInOrder(device: DeviceState, event: Pending): void {
  const pending = pendingOf(device);
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

/** Takes what occurred up to an instant out of the waiting events. */
export function takeDue(device: DeviceState, upTo: number): readonly Pending[] {
  const { pending } = device;
  let count = 0;
  while (count < pending.length && (pending[count] as Pending).signal.occurred <= upTo) count++;
  const last = pending[count - 1];
  if (last === undefined) return [];
  if (last.signal.occurred > device.settledTo) device.settledTo = last.signal.occurred;
  return pending.splice(0, count);
}

/** The events of each condition, in their order. */
export function byCondition(events: readonly Pending[]): Iterable<readonly Pending[]> {
  if (events.length < 2) return events.length === 0 ? [] : [events];
  const groups = new Map<string, Pending[]>();
  for (const event of events) {
    const same = groups.get(event.signal.conditionKey);
    if (same === undefined) groups.set(event.signal.conditionKey, [event]);
    else same.push(event);
  }
  return groups.values();
}
