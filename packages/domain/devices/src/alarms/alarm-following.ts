import { isProtectedKind } from '../event/kinds.ts';
import { advanceCondition, type Pending } from './alarm-condition.ts';
import { lateProtected, lateReport } from './alarm-late.ts';
import { keepInOrder, takeDue, waitingOf } from './alarm-order.ts';
import { announcedOf, revise } from './alarm-revision.ts';
import { type AlarmRules, tellingOf } from './alarm-rules.ts';
import { type DeviceState, forgetCondition, never, newCondition } from './alarm-state.ts';
import { type Telling, takeStep, tellMoved, tellRevised, timePasses } from './alarm-telling.ts';
import type { AlarmSignal, AlarmTransition, Corrected, Late, Moved } from './alarm-transition.ts';

const nothing: readonly AlarmTransition[] = [];

/** By time, and at one instant by device: a restart must not change the order. What one device says stays as it was said. */
export function byTime(a: AlarmTransition, b: AlarmTransition): number {
  const gap = (a.at ?? 0) - (b.at ?? 0);
  if (gap !== 0 || a.signal.device === b.signal.device) return gap;
  return a.signal.device < b.signal.device ? -1 : 1;
}

/** Delays and chatter of all conditions of a device, as its own time passes. */
function passAll(
  rules: AlarmRules,
  device: DeviceState,
  upTo: number,
  out: AlarmTransition[],
): void {
  for (const [key, { life }] of device.conditions ?? []) {
    if (life === undefined) continue;
    const told = tellingOf(rules, device, key, out);
    timePasses(told, upTo);
    forgetCondition(device, key, told.isProtected);
  }
}

/** Applies for good what occurred up to an instant of the device's clock. */
export function settle(
  rules: AlarmRules,
  device: DeviceState,
  upTo: number,
): readonly AlarmTransition[] {
  const first = device.pending[0];
  const due = first !== undefined && first.signal.occurred <= upTo;
  if (!due && device.conditions === undefined) return nothing;
  const out: AlarmTransition[] = [];
  for (const events of due ? takeDue(device, upTo) : []) {
    const conditionKey = events[0]?.signal.conditionKey ?? '';
    const told = tellingOf(rules, device, conditionKey, out);
    const { state } = told;
    const { state: settled, steps } = advanceCondition(state.settled, events);
    state.settled = settled;
    if (told.isProtected) {
      const rest = advanceCondition(settled, waitingOf(device, conditionKey));
      state.announced = announcedOf(rest.steps);
      continue;
    }
    for (const { type, at, signal } of steps) takeStep(told, { type, at, conditionKey, signal });
    forgetCondition(device, conditionKey, false);
  }
  passAll(rules, device, upTo, out);
  return out.length > 1 ? out.sort(byTime) : out;
}

function tellAll(told: Telling, list: readonly (Moved | Corrected | Late)[]): void {
  for (const one of list)
    if (one.type === 'corrected' || one.type === 'late') tellRevised(told, one);
    else tellMoved(told, one);
}

/** Tells what a condition of a protected kind looks like now, without waiting. */
function answer(told: Telling, cause: AlarmSignal, certainTo: number): void {
  const { device, conditionKey, state } = told;
  const { occurred: at } = cause;
  const { steps } = advanceCondition(state.settled, waitingOf(device, conditionKey));
  const repeated = steps.some(({ type, signal }) => type === 'repeated' && signal === cause);
  tellAll(told, revise(state.announced, steps, certainTo, cause));
  const early = at > certainTo ? { provisional: true as const } : {};
  if (repeated) tellMoved(told, { type: 'repeated', at, conditionKey, signal: cause, ...early });
  state.announced = announcedOf(steps);
}

/** An event that came after its order was settled. */
function late(rules: AlarmRules, device: DeviceState, event: Pending): readonly AlarmTransition[] {
  const { conditionKey, kind } = event.signal;
  if (!isProtectedKind(kind)) {
    // Only looked at: nothing is made for what is nowhere.
    const state = device.conditions?.get(conditionKey) ?? newCondition();
    return [lateReport(state.settled, event)];
  }
  const out: AlarmTransition[] = [];
  const told = tellingOf(rules, device, conditionKey, out);
  const { state: settled, transitions } = lateProtected(told.state.settled, event);
  told.state.settled = settled;
  tellAll(told, transitions);
  answer(told, event.signal, Number.POSITIVE_INFINITY);
  return out;
}

/** What follows from the clock of the device having come to an instant. */
export function pass(
  rules: AlarmRules,
  device: DeviceState,
  occurred: number,
): readonly AlarmTransition[] {
  if (occurred > device.newest) device.newest = occurred;
  const { pending, newest } = device;
  if (pending.length === 0 && device.conditions === undefined) return nothing;
  const over = pending[pending.length - rules.maxPending - 1]?.signal.occurred ?? never;
  return settle(rules, device, Math.max(newest - rules.lateness, over));
}

/** Takes a raise or a clear. */
export function move(
  rules: AlarmRules,
  device: DeviceState,
  entry: Pending,
): readonly AlarmTransition[] {
  const { occurred, kind, conditionKey } = entry.signal;
  const { lateness } = rules;
  if (occurred < Math.max(device.newest - lateness, device.settledTo))
    return late(rules, device, entry);
  keepInOrder(device, entry);
  if (!isProtectedKind(kind)) return pass(rules, device, occurred);
  const out: AlarmTransition[] = [];
  const watermark = Math.max(device.newest, occurred) - lateness;
  answer(tellingOf(rules, device, conditionKey, out), entry.signal, watermark);
  out.push(...pass(rules, device, occurred));
  return out;
}
