import type { DeviceId, TenantId } from '@civigrid/kernel';
import { type Pending, quiet, type Settled } from './alarm-condition.ts';
import type { AlarmSignal } from './alarm-transition.ts';

/** A transition that was given and may still be corrected. */
export type Announced = readonly [type: 'raised' | 'cleared', at: number];

/** A step that waits for its on-delay or off-delay to pass. */
export type Waiting = {
  readonly type: 'raised' | 'cleared';
  readonly signal: AlarmSignal;
  /** When it is told, by the device's clock. */
  readonly due: number;
};

/** What an operator or the policy has made of a condition. Plain JSON. */
export type Life = {
  acknowledged: boolean;
  /** Its cause is gone, and it waits for an acknowledgement. */
  latched: boolean;
  waiting?: Waiting;
  /** Instants of the last raises, for chatter. */
  raises: readonly number[];
  /** When chatter would be over if nothing moved any more, by the device's clock. */
  calmAt: number;
  chattering: boolean;
  suppressed: boolean;
  shelvedUntil?: number;
};

/** One condition of a device, while it is being followed. */
export interface ConditionState {
  settled: Settled;
  announced: readonly Announced[];
  /** Of the last raise, while the alarm lasts or is latched. */
  last?: AlarmSignal;
  stale: boolean;
  /** Absent while nothing but raise and clear concerns it. */
  life?: Life;
}

/** A device that somebody has taken out of service. */
export type OutOfService = { readonly since: number; readonly until?: number };

/** One device, while it is being followed. */
export interface DeviceState {
  readonly tenant: TenantId;
  readonly device: DeviceId;
  /** The newest `occurred`. */
  newest: number;
  /** Up to here everything was applied. */
  settledTo: number;
  /** The last time of receipt. */
  heard: number;
  /** The least of received − occurred in the present window and in the one before it, and when the present one began. */
  skew: number;
  skewBefore: number;
  skewFrom: number;
  silent: boolean;
  /** Sorted by {@link inOrder}. */
  pending: Pending[];
  conditions: Map<string, ConditionState> | undefined;
  outOfService: OutOfService | undefined;
  /** When it is looked at next by the queue. */
  wakeAt: number;
}

/** Nothing yet. */
export const never: number = Number.NEGATIVE_INFINITY;

/** A device that was never heard. */
export function newDevice(tenant: TenantId, device: DeviceId, heard: number): DeviceState {
  return {
    tenant,
    device,
    newest: never,
    settledTo: never,
    heard,
    skew: Number.POSITIVE_INFINITY,
    skewBefore: Number.POSITIVE_INFINITY,
    skewFrom: never,
    silent: false,
    pending: [],
    conditions: undefined,
    outOfService: undefined,
    wakeAt: Number.POSITIVE_INFINITY,
  };
}

/** A condition that was never raised. */
export function newCondition(): ConditionState {
  return { settled: quiet, announced: [], stale: false };
}

/** What an operator or the policy begins with. */
export function newLife(): Life {
  return {
    acknowledged: false,
    latched: false,
    raises: [],
    calmAt: 0,
    chattering: false,
    suppressed: false,
  };
}

/** The condition of that key, made where there is none. */
export function conditionOf(device: DeviceState, key: string): ConditionState {
  device.conditions ??= new Map();
  const found = device.conditions.get(key);
  if (found !== undefined) return found;
  const made = newCondition();
  device.conditions.set(key, made);
  return made;
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

/** Drops a condition of which nothing lasts: what a late event of a protected kind must be measured by stays. */
export function forgetCondition(device: DeviceState, key: string, isProtected: boolean): void {
  const found = device.conditions?.get(key);
  if (found === undefined || isProtected || found.settled.active) return;
  if (found.last === undefined && plain(found.life)) device.conditions?.delete(key);
}
