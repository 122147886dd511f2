import type { DeviceId, TenantId } from '@civigrid/kernel';
import type { DeviceEvent } from '../event/device-event.ts';
import type { AlarmCommand } from './alarm-command.ts';
import { byTime, move, pass } from './alarm-following.ts';
import { crossings } from './alarm-limits.ts';
import { deskOf, lookAt } from './alarm-look.ts';
import { checkCommand, operate, serviceEnds } from './alarm-operate.ts';
import type { AlarmPolicy } from './alarm-policy.ts';
import { alarmRules, beatOf } from './alarm-rules.ts';
import { silenceSignal } from './alarm-silence.ts';
import { type AlarmSnapshot, fromSnapshot, toSnapshot } from './alarm-snapshot.ts';
import { type DeviceState, newDevice, unheardSince } from './alarm-state.ts';
import { type AlarmTransition, alarmSignal } from './alarm-transition.ts';
import { type AlarmView, alarmView } from './alarm-view.ts';
import { nextWake, noWake } from './alarm-waking.ts';
import { noteSkew, skewOf } from './clock-skew.ts';
import { conditionsOf, findCondition, forgetCondition, isForgotten } from './condition-list.ts';
import { recentMessages } from './recent-messages.ts';
import { wakeQueue } from './wake-queue.ts';

/** Follows the alarms of all devices (报警跟踪). State is bounded by the number of devices and conditions. */
export interface AlarmTracker {
  /** What the event changes, in order. A duplicate, an `instant`, a `reading` within its limits and a `heartbeat` move no condition. */
  apply(event: DeviceEvent): readonly AlarmTransition[];
  /** What time alone brings up to `now` (UTC milliseconds): waiting events, delays, ends of shelving, staleness, silence. */
  advance(now: number): readonly AlarmTransition[];
  /**
   * What an operator does. Refuses with `devices/unknown-condition`, `devices/protected-kind`, `devices/invalid-until`; a
   * command for what is so already changes nothing.
   */
  operate(command: AlarmCommand): readonly AlarmTransition[];
  /** The alarms that last, are latched, or for which something is set. */
  alarms(): Iterable<AlarmView>;
  /** How far our clock leads the device's, in milliseconds; undefined for a device that was never heard. */
  skewMs(tenant: TenantId, device: DeviceId): number | undefined;
  /** All that it knows, to go on from after a restart. */
  snapshot(): AlarmSnapshot;
}

const defaultKeys = { windowMs: 86_400_000, capacity: 65_536 };
const nothing: readonly AlarmTransition[] = [];

/**
 * A tracker of alarms. Events of a device wait until its watermark (newest occurrence less the lateness) has passed
 * them, and are then applied in order of occurrence: any order of arrival within the lateness gives the same
 * transitions. Protected kinds are answered at once, marked `provisional`, and mended by `corrected`.
 * Refuses a snapshot that is none with `devices/invalid-snapshot`, a policy that is none with `devices/invalid-policy`, and
 * one that would delay or withhold a protected kind with `devices/protected-kind`.
 */
export function alarmTracker(policy: AlarmPolicy, snapshot?: AlarmSnapshot): AlarmTracker {
  const restored = snapshot === undefined ? undefined : fromSnapshot(snapshot);
  const rules = alarmRules(policy, restored?.floods);
  const { windowMs, capacity } = policy.deduplicate ?? defaultKeys;
  const messages = recentMessages(windowMs, capacity, restored?.messages);
  const queue = wakeQueue<DeviceState>();
  const tenants = new Map<string, Map<string, DeviceState>>();
  const { silence } = policy;
  let awaited = silence !== undefined;

  function devicesOf(tenant: TenantId): Map<string, DeviceState> {
    const found = tenants.get(tenant);
    if (found !== undefined) return found;
    const made = new Map<string, DeviceState>();
    tenants.set(tenant, made);
    return made;
  }

  function known(tenant: TenantId, device: DeviceId, heard: number): DeviceState {
    const devices = devicesOf(tenant);
    const found = devices.get(device);
    if (found !== undefined) return found;
    const made = newDevice(tenant, device, unheardSince(heard));
    devices.set(device, made);
    return made;
  }

  function* everyDevice(): Generator<DeviceState> {
    for (const devices of tenants.values()) yield* devices.values();
  }

  function wake(device: DeviceState): void {
    const at = nextWake(rules, device);
    if (at >= device.wakeAt) return;
    device.wakeAt = at;
    queue.push(at, device);
  }

  /** Whoever is expected to speak is counted from now if he never said a word. */
  function awaitAll(now: number): void {
    awaited = false;
    if (silence === undefined) return;
    for (const { device } of silence.heartbeats) wake(known(silence.tenant, device, now));
  }

  function hear(device: DeviceState, event: DeviceEvent): AlarmTransition | undefined {
    const { received } = event.time;
    if (received > device.heard) device.heard = received;
    const beat = device.silent ? beatOf(rules, device) : undefined;
    if (beat === undefined) return undefined;
    device.silent = false;
    const signal = silenceSignal(event.tenant, beat, received);
    return { type: 'cleared', at: received, conditionKey: signal.conditionKey, signal };
  }

  function applied(device: DeviceState, event: DeviceEvent): readonly AlarmTransition[] {
    const { phase, time, kind } = event;
    if (phase === 'raise' || phase === 'clear')
      return move(rules, device, { phase, signal: alarmSignal(event) });
    const limits = phase === 'reading' ? rules.limits.get(kind) : undefined;
    const crossed = limits === undefined ? [] : crossings(limits, event);
    if (crossed.length > 0) return crossed.flatMap((entry) => move(rules, device, entry));
    // A heartbeat, or a value that our own clock timed, says nothing about how far the device's clock has come.
    if (phase === 'heartbeat' || time.source === 'server') return nothing;
    return pass(rules, device, time.occurred);
  }

  for (const device of restored?.devices ?? []) {
    devicesOf(device.tenant).set(device.device, device);
    wake(device);
  }

  return {
    apply(event) {
      const { tenant, messageKey, conditionKey, phase, time } = event;
      // One message may speak of several conditions.
      if (messages.known(messageKey, tenant, conditionKey, phase, time.received)) return nothing;
      const device = known(tenant, event.device, time.received);
      const spoke = hear(device, event);
      const fell = time.source === 'device' && noteSkew(device, time.occurred, time.received);
      const back: AlarmTransition[] = [];
      if (device.outOfService !== undefined)
        serviceEnds(deskOf(rules, device, back), time.received);
      const moved = applied(device, event);
      if (fell || device.pending.length > 0 || device.lively || rules.ages || spoke !== undefined)
        wake(device);
      if (spoke === undefined && back.length === 0) return moved;
      return [...(spoke === undefined ? [] : [spoke]), ...back, ...moved];
    },
    advance(now) {
      // No instant: no time has gone by.
      if (!Number.isFinite(now)) return nothing;
      if (awaited) awaitAll(now);
      const out: AlarmTransition[] = [];
      const awake: DeviceState[] = [];
      for (let due = queue.pop(now); due !== undefined; due = queue.pop(now)) {
        const { at, sleeper: device } = due;
        // An entry that a later one overtook.
        if (at !== device.wakeAt) continue;
        device.wakeAt = noWake;
        lookAt(rules, device, now, out);
        awake.push(device);
      }
      // Only now, so that nobody is looked at twice.
      for (const device of awake) wake(device);
      out.push(...rules.floods.over(now));
      return out.sort(byTime);
    },
    operate(command) {
      checkCommand(command);
      const out: AlarmTransition[] = [];
      const device = known(command.tenant, command.device, command.at);
      operate(deskOf(rules, device, out), command);
      if ('conditionKey' in command) {
        const state = findCondition(device, command.conditionKey);
        if (state !== undefined) forgetCondition(device, state);
      }
      wake(device);
      return out;
    },
    *alarms() {
      for (const device of everyDevice())
        for (const state of conditionsOf(device)) {
          if (isForgotten(state)) continue;
          const view = alarmView(device, state);
          if (view.status !== 'normal' || view.withheld.length > 0) yield view;
        }
    },
    skewMs(tenant, device) {
      const state = tenants.get(tenant)?.get(device);
      return state === undefined ? undefined : skewOf(state);
    },
    snapshot: () =>
      toSnapshot({
        devices: everyDevice(),
        messages: messages.rows(),
        floods: rules.floods.rows(),
      }),
  };
}
