import type { ConditionState, DeviceState } from './alarm-state.ts';
import type { AlarmSignal, Withheld } from './alarm-transition.ts';

/**
 * Where an alarm stands (报警状态), in the words of ISA-18.2: `unacknowledged` and `acknowledged` while it lasts, `latched`
 * where its cause is gone and an acknowledgement is waited for, `normal` where nothing lasts but something is set for it.
 */
export type AlarmStatus = 'normal' | 'unacknowledged' | 'acknowledged' | 'latched';

/** One alarm as it stands now. */
export interface AlarmView {
  readonly conditionKey: string;
  readonly status: AlarmStatus;
  /** Of its last raise. */
  readonly signal?: AlarmSignal;
  /** When it began, as far as its order is certain: UTC milliseconds. */
  readonly since?: number;
  readonly stale: boolean;
  /** All that withholds it. */
  readonly withheld: readonly Withheld[];
  readonly shelvedUntil?: number;
}

function statusOf({ lasts, life }: ConditionState): AlarmStatus {
  if (!lasts) return 'normal';
  if (life?.latched === true) return 'latched';
  return life?.acknowledged === true ? 'acknowledged' : 'unacknowledged';
}

/** What is known of one condition. */
export function alarmView(device: DeviceState, state: ConditionState): AlarmView {
  const { key, last, life, settled, stale } = state;
  const { since } = settled;
  const withheld: Withheld[] = [];
  if (device.outOfService !== undefined && !state.isProtected) withheld.push('outOfService');
  if (life?.shelvedUntil !== undefined) withheld.push('shelved');
  if (life?.suppressed === true) withheld.push('suppressed');
  if (life?.chattering === true) withheld.push('chattering');
  return {
    conditionKey: key,
    status: statusOf(state),
    ...(last === undefined ? {} : { signal: last }),
    ...(Number.isNaN(since) ? {} : { since }),
    stale,
    withheld,
    ...(life?.shelvedUntil === undefined ? {} : { shelvedUntil: life.shelvedUntil }),
  };
}
