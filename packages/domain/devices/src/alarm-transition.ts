import type { DeviceId, GridCode, TenantId } from '@civigrid/kernel';
import type { DeviceEvent, Severity } from './device-event.ts';

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

/** What every transition has. */
export interface TransitionBase {
  readonly conditionKey: string;
  /** Of the event that caused it; for `stale` and `silent` of the last that was heard of it. */
  readonly signal: AlarmSignal;
}

/** An alarm began, ended, or was told again. */
export interface Moved extends TransitionBase {
  readonly type: 'raised' | 'cleared' | 'repeated';
  /** The `occurred` of its event, however late that came: UTC milliseconds. */
  readonly at: number;
  /** Given before all that may still come in order has come; a `corrected` may follow. */
  readonly provisional?: true;
  /** Its event came later than the lateness allows. */
  readonly late?: true;
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
}

/** One step in the life of an alarm (报警状态变化). The further words of ISA-18.2 come with the operator's side. */
export type AlarmTransition = Moved | Corrected | Late | Timed;

/** The part of an event that alarms are made of. */
export function alarmSignal(event: DeviceEvent): AlarmSignal {
  const { tenant, device, kind, severity, conditionKey, messageKey, time, place, zone } = event;
  return {
    tenant,
    device,
    kind,
    severity,
    conditionKey,
    messageKey,
    occurred: time.occurred,
    received: time.received,
    ...(place?.grid === undefined ? {} : { grid: place.grid }),
    ...(zone === undefined ? {} : { zone }),
  };
}
