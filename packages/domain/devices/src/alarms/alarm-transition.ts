import type { DeviceId, GridCode, TenantId } from '@civigrid/kernel';
import type { DeviceEvent, Severity } from '../event/device-event.ts';

/** What an alarm needs to know of its event; nothing personal (警情要素). Plain JSON. */
export type AlarmSignal = {
  readonly tenant: TenantId;
  readonly device: DeviceId;
  readonly kind: string;
  readonly severity: Severity;
  readonly conditionKey: string;
  readonly messageKey: string;
  /** UTC milliseconds. */
  readonly occurred: number;
  /** UTC milliseconds. */
  readonly received: number;
  readonly grid?: GridCode;
  readonly zone?: string;
};

/** What a late event would have changed had it come in time. */
export type LateEffect = 'raised' | 'cleared' | 'repeated' | 'nothing';

/** Why a raise or clear is told but nobody is to be called for it. */
export type Withheld = 'shelved' | 'suppressed' | 'outOfService' | 'chattering';

/** What every transition has. */
export interface TransitionBase {
  readonly conditionKey: string;
  /** Of the event that caused it; for what time or an operator brings, of the last that was heard of it. */
  readonly signal: AlarmSignal;
}

/** An alarm began, ended, was told again, or ended but is held until somebody acknowledges it (`latched`). */
export interface Moved extends TransitionBase {
  readonly type: 'raised' | 'cleared' | 'repeated' | 'latched';
  /** The `occurred` of its event, however late that came: UTC milliseconds. A latched alarm is cleared at its acknowledgement. */
  readonly at: number;
  /** Given before all that may still come in order has come; a `corrected` may follow. */
  readonly provisional?: true;
  /** Its event came later than the lateness allows. */
  readonly late?: true;
  /** Nobody is called for it now; {@link Released} tells when that ends. */
  readonly withheld?: Withheld;
  /** Its kind is protected: told all the same, although its device is out of service. */
  readonly despite?: 'outOfService';
}

/** What was given before is otherwise: it moves from `was` to `at`, or never was if `at` is absent. */
export interface Corrected extends TransitionBase {
  readonly type: 'corrected';
  readonly of: 'raised' | 'cleared';
  readonly was: number;
  readonly at?: number;
}

/** An event came later than the lateness allows; unless its kind is protected nothing was changed. */
export interface Late extends TransitionBase {
  readonly type: 'late';
  readonly at: number;
  readonly would: LateEffect;
}

/** Time alone brought it: a condition that nobody repeats (`stale`), a device that says nothing (`silent`). */
export interface Timed extends TransitionBase {
  readonly type: 'stale' | 'silent';
  /** The instant at which the patience ended. */
  readonly at: number;
  /** The device is out of service. */
  readonly withheld?: Withheld;
}

/** Somebody took note of an alarm. */
export interface Acknowledged extends TransitionBase {
  readonly type: 'acknowledged';
  readonly at: number;
}

/** From now on raises and clears of the condition are withheld. */
export interface Held extends TransitionBase {
  readonly type: 'shelved' | 'suppressed' | 'outOfService' | 'chattering';
  readonly at: number;
  /** When it ends by itself: UTC milliseconds. */
  readonly until?: number;
}

/** From now on they are told again: `steady` ends chatter. */
export interface Released extends TransitionBase {
  readonly type: 'unshelved' | 'unsuppressed' | 'inService' | 'steady';
  readonly at: number;
  /** The alarm lasts and nothing else withholds it: whoever was not called is to be called now. */
  readonly active: boolean;
}

/** More alarms of one grid at once than a person can answer, and the end of it. `signal` is of the alarm that tipped it. */
export interface Flooded extends TransitionBase {
  readonly type: 'flood' | 'floodOver';
  readonly at: number;
  readonly grid: string;
}

/** One step in the life of an alarm (报警状态变化), in the words of ISA-18.2. */
export type AlarmTransition =
  | Moved
  | Corrected
  | Late
  | Timed
  | Acknowledged
  | Held
  | Released
  | Flooded;

/** The part of an event that alarms are made of. One literal for each of its shapes: it is made for every alarm of a city. */
export function alarmSignal(event: DeviceEvent): AlarmSignal {
  const { tenant, device, kind, severity, conditionKey, messageKey, time, place, zone } = event;
  const { occurred, received } = time;
  const grid = place?.grid;
  if (grid !== undefined && zone === undefined)
    return { tenant, device, kind, severity, conditionKey, messageKey, occurred, received, grid };
  const bare = { tenant, device, kind, severity, conditionKey, messageKey, occurred, received };
  if (grid === undefined) return zone === undefined ? bare : { ...bare, zone };
  return { ...bare, grid, ...(zone === undefined ? {} : { zone }) };
}
