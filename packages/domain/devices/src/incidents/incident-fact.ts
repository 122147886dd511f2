import type { Severity } from '../event/device-event.ts';

/** An alarm was raised. */
export interface AlarmRaised {
  readonly type: 'devices/alarm-raised';
  readonly schema: 1;
  readonly data: {
    readonly device: string;
    readonly kind: string;
    readonly severity: Severity;
    readonly conditionKey: string;
    readonly messageKey: string;
    readonly occurred: number;
    readonly received: number;
    readonly grid: string | null;
    readonly momentary: boolean;
    /** Present where its device was out of service. */
    readonly despite?: 'outOfService';
  };
}

/** An alarm was cleared. */
export interface AlarmCleared {
  readonly type: 'devices/alarm-cleared';
  readonly schema: 1;
  readonly data: AlarmPlace & { readonly occurred: number; readonly received: number };
}

/** The cause of an alarm is gone; it stays until it is acknowledged. */
export interface AlarmLatched {
  readonly type: 'devices/alarm-latched';
  readonly schema: 1;
  readonly data: AlarmPlace & { readonly occurred: number };
}

/** An alarm was acknowledged. */
export interface AlarmAcknowledged {
  readonly type: 'devices/alarm-acknowledged';
  readonly schema: 1;
  readonly data: AlarmPlace;
}

/** What was said of an alarm was corrected; `occurred` is null where it never was. */
export interface AlarmCorrected {
  readonly type: 'devices/alarm-corrected';
  readonly schema: 1;
  readonly data: AlarmPlace & {
    readonly of: 'raised' | 'cleared';
    readonly was: number;
    readonly occurred: number | null;
  };
}

/** Which alarm a fact is about. */
export type AlarmPlace = {
  readonly device: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly conditionKey: string;
};

/** What happens to an incident. */
export type IncidentFact =
  | AlarmRaised
  | AlarmLatched
  | AlarmCleared
  | AlarmAcknowledged
  | AlarmCorrected;
