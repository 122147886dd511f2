import type { DeviceId, TenantId } from '@civigrid/kernel';

/** Which condition is meant. */
interface OfCondition {
  readonly tenant: TenantId;
  readonly device: DeviceId;
  readonly conditionKey: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/** Which device is meant. */
interface OfDevice {
  readonly tenant: TenantId;
  readonly device: DeviceId;
  /** UTC milliseconds. */
  readonly at: number;
}

/** Somebody has taken note (确认); a latched alarm ends with it. */
export interface AcknowledgeCondition extends OfCondition {
  readonly type: 'acknowledge';
}

/** Puts an alarm aside until an instant (搁置): its raises and clears are withheld, and told when it is back. Never a protected kind. */
export interface ShelveCondition extends OfCondition {
  readonly type: 'shelve';
  /** UTC milliseconds, after `at`. */
  readonly until: number;
}

/** Takes it off the shelf before its time. */
export interface UnshelveCondition extends OfCondition {
  readonly type: 'unshelve';
}

/** Withholds an alarm while a rule of the plant says that it means nothing (按设计抑制), such as a low level in a tank that is being cleaned. Never a protected kind. */
export interface SuppressCondition extends OfCondition {
  readonly type: 'suppress';
}

/** The rule no longer holds. */
export interface UnsuppressCondition extends OfCondition {
  readonly type: 'unsuppress';
}

/** Takes a device out of service (停用检修): its alarms are withheld; those of protected kinds are told all the same, marked. */
export interface TakeOutOfService extends OfDevice {
  readonly type: 'takeOutOfService';
  /** UTC milliseconds, after `at`; until `returnToService` if left out. */
  readonly until?: number;
}

/** Puts a device back into service. */
export interface ReturnToService extends OfDevice {
  readonly type: 'returnToService';
}

/** What an operator, or a rule in his place, does with alarms. Who it was is the record's business. */
export type AlarmCommand =
  | AcknowledgeCondition
  | ShelveCondition
  | UnshelveCondition
  | SuppressCondition
  | UnsuppressCondition
  | TakeOutOfService
  | ReturnToService;
