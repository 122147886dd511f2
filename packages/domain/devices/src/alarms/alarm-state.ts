import type { DeviceId, TenantId } from '@civigrid/kernel';
import type { Pending, Settled } from './alarm-condition.ts';
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
  readonly key: string;
  readonly kind: string;
  readonly isProtected: boolean;
  settled: Settled;
  announced: readonly Announced[];
  /** Of the last raise, as long as anything is remembered of it. */
  last: AlarmSignal | undefined;
  /** Whoever was told believes that it lasts: raised or latched, and not cleared. */
  lasts: boolean;
  stale: boolean;
  /** Undefined while nothing but raise and clear concerns it. */
  life: Life | undefined;
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
  /** Its conditions, while they are few; never written to while it is empty. */
  few: ConditionState[];
  /** Its conditions, once they were many. */
  many: Map<string, ConditionState> | undefined;
  /** Some condition may have a {@link Life}. */
  lively: boolean;
  outOfService: OutOfService | undefined;
  /** When it is looked at next by the queue. */
  wakeAt: number;
}

const nothingFew: ConditionState[] = [];
/** What waits at a device where nothing does: never written to. */
const nothingWaits: Pending[] = [];

/** The list of what waits, to be written to. */
export function pendingOf(device: DeviceState): Pending[] {
  if (device.pending === nothingWaits) device.pending = [];
  return device.pending;
}

/** Nothing yet. */
export const never: number = Number.NEGATIVE_INFINITY;

/** What the clocks say of a device. */
type Clocks = Pick<
  DeviceState,
  'newest' | 'settledTo' | 'heard' | 'skew' | 'skewBefore' | 'skewFrom'
>;

/** The clocks of a device that said nothing yet; whoever waits for it counts from `heard`. */
export function unheardSince(heard: number): Clocks {
  const far = Number.POSITIVE_INFINITY;
  return { newest: never, settledTo: never, heard, skew: far, skewBefore: far, skewFrom: never };
}

/** A device with nothing under way. */
export function newDevice(tenant: TenantId, device: DeviceId, clocks: Clocks): DeviceState {
  return {
    tenant,
    device,
    newest: clocks.newest,
    settledTo: clocks.settledTo,
    heard: clocks.heard,
    skew: clocks.skew,
    skewBefore: clocks.skewBefore,
    skewFrom: clocks.skewFrom,
    silent: false,
    pending: nothingWaits,
    few: nothingFew,
    many: undefined,
    lively: false,
    outOfService: undefined,
    wakeAt: Number.POSITIVE_INFINITY,
  };
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
