import type { DeviceId, TenantId } from '@civigrid/kernel';
import type { DeviceEvent } from '../event/device-event.ts';
import { isProtectedKind } from '../event/kinds.ts';
import type { ExpectedHeartbeat } from '../registry/device-registry.ts';
import { advanceCondition, inOrder, type Pending } from './alarm-condition.ts';
import { lateProtected, lateReport } from './alarm-late.ts';
import type { AlarmPolicy } from './alarm-policy.ts';
import { announcedOf, revise } from './alarm-revision.ts';
import {
  type AlarmSnapshot,
  type ConditionState,
  type DeviceState,
  fromSnapshot,
  newCondition,
  newDevice,
  toSnapshot,
} from './alarm-state.ts';
import {
  type AlarmSignal,
  type AlarmTransition,
  alarmSignal,
  type Timed,
} from './alarm-transition.ts';
import { deduplicator } from './deduplicator.ts';

/** Follows the alarms of all devices (报警跟踪). State is bounded by the number of devices and conditions. */
export interface AlarmTracker {
  /** What the event changes, in order. A duplicate, an `instant`, a `reading` and a `heartbeat` move no condition. */
  apply(event: DeviceEvent): readonly AlarmTransition[];
  /** What time alone brings up to `now` (UTC milliseconds): waiting events, staleness, silence. */
  advance(now: number): readonly AlarmTransition[];
  /** All that it knows, to go on from after a restart. */
  snapshot(): AlarmSnapshot;
}

const defaultKeys = { windowMs: 86_400_000, capacity: 65_536 };
const byTime = (a: AlarmTransition, b: AlarmTransition) => (a.at ?? 0) - (b.at ?? 0);

function silence(tenant: TenantId, beat: ExpectedHeartbeat, at: number): AlarmSignal {
  const { device, grid } = beat;
  return {
    tenant,
    device,
    kind: 'device.offline',
    severity: 2,
    conditionKey: `${device}|device.offline|`,
    messageKey: `${device}|silence|${at}`,
    occurred: at,
    received: at,
    grid,
  };
}

/** Takes what occurred up to an instant out of the waiting events, by condition. */
function takeDue(device: DeviceState, upTo: number): ReadonlyMap<string, readonly Pending[]> {
  const due = new Map<string, Pending[]>();
  const later = device.pending.findIndex(({ signal }) => signal.occurred > upTo);
  const count = later < 0 ? device.pending.length : later;
  for (const event of device.pending.splice(0, count)) {
    const { conditionKey, occurred } = event.signal;
    const same = due.get(conditionKey);
    if (same === undefined) due.set(conditionKey, [event]);
    else same.push(event);
    device.settledTo = Math.max(device.settledTo, occurred);
  }
  return due;
}

/**
 * A tracker of alarms. Events of a device wait until its watermark (newest occurrence less the lateness) has passed
 * them, and are then applied in order of occurrence: any order of arrival within the lateness gives the same
 * transitions. Protected kinds are answered at once, marked `provisional`, and mended by `corrected`.
 * Refuses a snapshot that is none with `devices/invalid-snapshot`.
 */
export function alarmTracker(policy: AlarmPolicy, snapshot?: AlarmSnapshot): AlarmTracker {
  const { lateness, kinds, maxPending = 1024 } = policy;
  const restored = snapshot === undefined ? undefined : fromSnapshot(snapshot);
  const devices = restored?.devices ?? new Map<string, DeviceState>();
  const keys = deduplicator(policy.deduplicate ?? defaultKeys, restored?.keys);
  const beats = new Map(policy.silence?.heartbeats.map((beat) => [beat.device as string, beat]));

  const keyOf = (tenant: TenantId, device: DeviceId) => `${tenant}\n${device}`;

  function known(tenant: TenantId, device: DeviceId, heard: number): DeviceState {
    const key = keyOf(tenant, device);
    const found = devices.get(key);
    if (found !== undefined) return found;
    const made = newDevice(heard);
    devices.set(key, made);
    return made;
  }

  function condition(device: DeviceState, key: string): ConditionState {
    const found = device.conditions.get(key);
    if (found !== undefined) return found;
    const made = newCondition();
    device.conditions.set(key, made);
    return made;
  }

  /** Only what lasts, and what a late event of a protected kind must be measured by, is remembered. */
  function forget(device: DeviceState, key: string, kind: string): void {
    const found = device.conditions.get(key);
    if (found === undefined || found.settled.active || isProtectedKind(kind)) return;
    device.conditions.delete(key);
  }

  function told(state: ConditionState, { type, signal }: AlarmTransition): void {
    if (type === 'raised' || type === 'repeated') {
      state.last = signal;
      state.stale = false;
    } else if (type === 'cleared') delete state.last;
  }

  const pendingOf = (device: DeviceState, key: string): readonly Pending[] =>
    device.pending.filter(({ signal }) => signal.conditionKey === key);

  /** Applies for good what occurred up to an instant. */
  function settle(device: DeviceState, upTo: number): readonly AlarmTransition[] {
    const due = takeDue(device, upTo);
    const out: AlarmTransition[] = [];
    for (const [key, events] of due) {
      const kind = events[0]?.signal.kind ?? '';
      const state = condition(device, key);
      const { state: settled, steps } = advanceCondition(state.settled, events);
      state.settled = settled;
      if (isProtectedKind(kind)) {
        const rest = advanceCondition(settled, pendingOf(device, key));
        state.announced = announcedOf(rest.steps);
        continue;
      }
      for (const { type, at, signal } of steps) {
        const transition: AlarmTransition = { type, at, conditionKey: key, signal };
        told(state, transition);
        out.push(transition);
      }
      forget(device, key, kind);
    }
    return out.sort(byTime);
  }

  /** Tells what a condition of a protected kind looks like now, without waiting. */
  function answer(
    device: DeviceState,
    cause: AlarmSignal,
    certainTo: number,
  ): readonly AlarmTransition[] {
    const { conditionKey, occurred: at } = cause;
    const state = condition(device, conditionKey);
    const { steps } = advanceCondition(state.settled, pendingOf(device, conditionKey));
    const repeated = steps.some(({ type, signal }) => type === 'repeated' && signal === cause);
    const out: AlarmTransition[] = [...revise(state.announced, steps, certainTo, cause)];
    if (repeated)
      out.push({
        type: 'repeated',
        at,
        conditionKey,
        signal: cause,
        ...(at > certainTo ? { provisional: true } : {}),
      });
    state.announced = announcedOf(steps);
    for (const transition of out) told(state, transition);
    return out;
  }

  function late(device: DeviceState, event: Pending): readonly AlarmTransition[] {
    const { conditionKey, kind } = event.signal;
    const state = condition(device, conditionKey);
    if (!isProtectedKind(kind)) {
      const report = lateReport(state.settled, event);
      forget(device, conditionKey, kind);
      return [report];
    }
    const { state: settled, transitions } = lateProtected(state.settled, event);
    state.settled = settled;
    for (const transition of transitions) told(state, transition);
    return [...transitions, ...answer(device, event.signal, Number.POSITIVE_INFINITY)];
  }

  function insert(device: DeviceState, event: Pending): void {
    let at = device.pending.length;
    while (at > 0) {
      const before = device.pending[at - 1];
      if (before === undefined || inOrder(before, event) <= 0) break;
      at--;
    }
    device.pending.splice(at, 0, event);
  }

  function hear(device: DeviceState, event: DeviceEvent): readonly AlarmTransition[] {
    const { received } = event.time;
    device.heard = Math.max(device.heard, received);
    const beat = beats.get(event.device);
    if (!device.silent || beat === undefined) return [];
    device.silent = false;
    const signal = silence(event.tenant, beat, received);
    return [{ type: 'cleared', at: received, conditionKey: signal.conditionKey, signal }];
  }

  /** What follows from the clock of the device having come to an instant. */
  function pass(device: DeviceState, occurred: number): readonly AlarmTransition[] {
    device.newest = Math.max(device.newest, occurred);
    const over = device.pending[device.pending.length - maxPending - 1]?.signal.occurred;
    return settle(device, Math.max(device.newest - lateness, over ?? Number.NEGATIVE_INFINITY));
  }

  function move(device: DeviceState, entry: Pending): readonly AlarmTransition[] {
    const { occurred, kind } = entry.signal;
    if (occurred < Math.max(device.newest - lateness, device.settledTo)) return late(device, entry);
    insert(device, entry);
    const watermark = Math.max(device.newest, occurred) - lateness;
    const answered = isProtectedKind(kind) ? answer(device, entry.signal, watermark) : [];
    return [...answered, ...pass(device, occurred)];
  }

  function applied(device: DeviceState, event: DeviceEvent): readonly AlarmTransition[] {
    const { phase, time } = event;
    if (phase === 'raise' || phase === 'clear')
      return move(device, { phase, signal: alarmSignal(event) });
    // A heartbeat, or a value that our own clock timed, says nothing about how far the device's clock has come.
    if (phase === 'heartbeat' || time.source === 'server') return [];
    return pass(device, time.occurred);
  }

  function goneStale(state: ConditionState, now: number): Timed | undefined {
    const { last, stale } = state;
    if (last === undefined || stale) return undefined;
    const staleMs = Object.hasOwn(kinds, last.kind) ? kinds[last.kind]?.staleMs : undefined;
    if (staleMs === undefined || now < last.occurred + staleMs) return undefined;
    state.stale = true;
    const { conditionKey, occurred } = last;
    return { type: 'stale', at: occurred + staleMs, conditionKey, signal: last };
  }

  function staleness(now: number): readonly AlarmTransition[] {
    return [...devices.values()].flatMap(({ conditions }) =>
      [...conditions.values()].flatMap((state) => goneStale(state, now) ?? []),
    );
  }

  function silences(now: number): readonly AlarmTransition[] {
    if (policy.silence === undefined) return [];
    const out: AlarmTransition[] = [];
    const { tenant, heartbeats } = policy.silence;
    for (const beat of heartbeats) {
      const state = known(tenant, beat.device, now);
      const at = state.heard + beat.heartbeatMs;
      if (state.silent || now < at) continue;
      state.silent = true;
      const signal = silence(tenant, beat, at);
      out.push({ type: 'silent', at, conditionKey: signal.conditionKey, signal });
    }
    return out;
  }

  return {
    apply(event) {
      // One message may speak of several conditions.
      const messageKey = `${event.messageKey}\n${event.conditionKey}\n${event.phase}`;
      if (keys.seen({ tenant: event.tenant, messageKey, time: event.time })) return [];
      const device = known(event.tenant, event.device, event.time.received);
      return [...hear(device, event), ...applied(device, event)];
    },
    advance(now) {
      // No instant: no time has gone by.
      if (!Number.isFinite(now)) return [];
      const waiting = [...devices.values()].filter(({ pending }) => pending.length > 0);
      const settled = waiting.flatMap((device) => settle(device, now - lateness));
      return [...settled, ...staleness(now), ...silences(now)].sort(byTime);
    },
    snapshot: () => toSnapshot({ devices, keys: keys.snapshot() }),
  };
}
