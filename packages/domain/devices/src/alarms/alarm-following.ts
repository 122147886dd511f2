import { isProtectedKind } from '../event/kinds.ts';
import {
  advanceCondition,
  type Pending,
  quiet,
  type Settled,
  stepType,
  takeOne,
} from './alarm-condition.ts';
import { lateProtected, lateReport } from './alarm-late.ts';
import { byCondition, keepInOrder, takeDue, waitingOf } from './alarm-order.ts';
import { announcedOf, revise } from './alarm-revision.ts';
import { type AlarmRules, tellingOf } from './alarm-rules.ts';
import { type ConditionState, type DeviceState, never } from './alarm-state.ts';
import { type Telling, takeStep, tellMoved, timePasses } from './alarm-telling.ts';
import type { AlarmSignal, AlarmTransition, Corrected, Late, Moved } from './alarm-transition.ts';
import { conditionOf, conditionsOf, findCondition, forgetCondition } from './condition-list.ts';

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
  device.lively = false;
  for (const state of conditionsOf(device)) {
    if (state.life === undefined) continue;
    device.lively = true;
    timePasses(tellingOf(rules, device, state, out), upTo);
    forgetCondition(device, state);
  }
}

/** Applies one event for good: the common way, without lists. */
function settleOne(
  rules: AlarmRules,
  device: DeviceState,
  { phase, signal }: Pending,
  out: AlarmTransition[],
): void {
  const { conditionKey, kind, occurred: at } = signal;
  const known = findCondition(device, conditionKey);
  // What an ordinary alarm that is unknown would be cleared of is not remembered.
  if (known === undefined && phase === 'clear' && !isProtectedKind(kind)) return;
  const state = known ?? conditionOf(device, conditionKey, kind);
  const type = stepType(state.settled, phase);
  takeOne(state.settled, phase, at);
  if (type !== undefined)
    takeStep(tellingOf(rules, device, state, out), { type, at, conditionKey, signal });
  if (phase === 'clear') forgetCondition(device, state);
}

/** Applies the events of one condition for good. */
function settleAll(
  rules: AlarmRules,
  device: DeviceState,
  events: readonly Pending[],
  out: AlarmTransition[],
): void {
  const { conditionKey = '', kind } = events[0]?.signal ?? {};
  const state = conditionOf(device, conditionKey, kind);
  const { state: settled, steps } = advanceCondition(state.settled, events);
  state.settled = settled;
  if (state.isProtected) {
    // It was told when it came; what is certain now can no longer be revised.
    const rest = advanceCondition(settled, waitingOf(device, conditionKey));
    state.announced = announcedOf(rest.steps);
    return;
  }
  const told = tellingOf(rules, device, state, out);
  for (const { type, at, signal } of steps) takeStep(told, { type, at, conditionKey, signal });
  forgetCondition(device, state);
}

/** Applies for good what occurred up to an instant of the device's clock. */
export function settle(
  rules: AlarmRules,
  device: DeviceState,
  upTo: number,
): readonly AlarmTransition[] {
  const first = device.pending[0];
  const due = first !== undefined && first.signal.occurred <= upTo;
  if (!due && !device.lively) return nothing;
  const out: AlarmTransition[] = [];
  if (due)
    for (const events of byCondition(takeDue(device, upTo))) {
      const only = events.length === 1 ? events[0] : undefined;
      if (only !== undefined && !isProtectedKind(only.signal.kind))
        settleOne(rules, device, only, out);
      else settleAll(rules, device, events, out);
    }
  if (device.lively) passAll(rules, device, upTo, out);
  return out.length > 1 ? out.sort(byTime) : out;
}

function tellAll(told: Telling, list: readonly (Moved | Corrected | Late)[]): void {
  for (const one of list)
    if (one.type === 'corrected' || one.type === 'late') told.out.push(one);
    else tellMoved(told, one);
}

/** A correction may have taken back the end of an alarm, or its beginning: what lasts is what the steps say. */
function revised(state: ConditionState, now: Settled): void {
  const { life } = state;
  // Where no alarm ever was, none waits for an acknowledgement.
  if (life !== undefined && (now.active || Number.isNaN(now.since))) life.latched = false;
  state.lasts = now.active || life?.latched === true;
}

/** Tells what a condition of a protected kind looks like now, without waiting. */
function answer(told: Telling, cause: AlarmSignal, certainTo: number): void {
  const { device, state } = told;
  const { occurred: at, conditionKey } = cause;
  const { state: now, steps } = advanceCondition(state.settled, waitingOf(device, conditionKey));
  const repeated = steps.some(({ type, signal }) => type === 'repeated' && signal === cause);
  tellAll(told, revise(state.announced, steps, certainTo, cause));
  const early = at > certainTo ? { provisional: true as const } : {};
  if (repeated) tellMoved(told, { type: 'repeated', at, conditionKey, signal: cause, ...early });
  state.announced = announcedOf(steps);
  revised(state, now);
}

/** An event that came after its order was settled. */
function late(rules: AlarmRules, device: DeviceState, event: Pending): readonly AlarmTransition[] {
  const { conditionKey, kind } = event.signal;
  if (!isProtectedKind(kind))
    return [lateReport(findCondition(device, conditionKey)?.settled ?? quiet(), event)];
  const out: AlarmTransition[] = [];
  const state = conditionOf(device, conditionKey, kind);
  const told = tellingOf(rules, device, state, out);
  const { state: settled, transitions } = lateProtected(state.settled, event);
  state.settled = settled;
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
  if (pending.length === 0 && !device.lively) return nothing;
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
  if (lateness === 0 && device.pending.length === 0 && occurred > device.settledTo)
    return atOnce(rules, device, entry);
  keepInOrder(device, entry);
  if (!isProtectedKind(kind)) return pass(rules, device, occurred);
  const out: AlarmTransition[] = [];
  const watermark = Math.max(device.newest, occurred) - lateness;
  const state = conditionOf(device, conditionKey, kind);
  answer(tellingOf(rules, device, state, out), entry.signal, watermark);
  out.push(...pass(rules, device, occurred));
  return out;
}

/** Without lateness nothing can overtake it any more. */
function atOnce(
  rules: AlarmRules,
  device: DeviceState,
  entry: Pending,
): readonly AlarmTransition[] {
  const { occurred } = entry.signal;
  device.newest = occurred;
  device.settledTo = occurred;
  const out: AlarmTransition[] = [];
  settleOne(rules, device, entry, out);
  if (device.lively) passAll(rules, device, occurred, out);
  return out;
}
