import type { GridCode, SubjectRef } from '@civigrid/kernel';
import type { Maintenance } from './maintenance.ts';

/** A position in degrees, `[longitude, latitude]`. */
export type DevicePoint = readonly [number, number];

/** What a device is, whichever piece of hardware bears its id. */
export interface DeviceMake {
  /** Which of the street's categories it belongs to, such as `smoke` or `bin`. */
  readonly category: string;
  readonly model?: string;
  /** What a plain input of it stands for, such as `help.button`: a relay says only that it closed. */
  readonly inputKind?: string;
  /** It is silent after so many milliseconds without a word. */
  readonly heartbeatMs?: number;
}

/** Where a device stands. */
export interface DevicePlace {
  /** The cell. */
  readonly grid: GridCode;
  readonly building?: string;
  /** Sealed with the point where the device belongs to a person. */
  readonly floor?: string;
  readonly point?: DevicePoint;
}

/** Whose a device is: a person's, an organisation's, or nobody's that is known. */
export interface DeviceOwner {
  /** A person, whose the exact place then is: it is sealed. */
  readonly owner?: SubjectRef;
  readonly organisation?: string;
}

interface Given {
  /** UTC milliseconds. */
  readonly at: number;
}

/** Enters a device into the register (登记). */
export interface RegisterDevice extends Given, DeviceMake, DevicePlace, DeviceOwner {
  readonly type: 'register';
  readonly device: string;
  readonly groups?: readonly string[];
  readonly maintenance?: Maintenance;
}

/** Tells that it stands elsewhere now (迁移). What is left out is not known of the new place. */
export interface MoveDevice extends Given, DevicePlace {
  readonly type: 'move';
}

/** Tells that it is another make or model now, or means something else (更换). What is left out it has no more. */
export interface ReplaceDevice extends Given, DeviceMake {
  readonly type: 'replace';
}

/** Tells whose it is now (移交). Point and floor are given again: what was sealed for one owner no other can open. */
export interface HandOverDevice extends Given, DeviceOwner {
  readonly type: 'handOver';
  readonly floor?: string;
  readonly point?: DevicePoint;
}

/** Puts it into these groups (分组) and into no other. */
export interface RegroupDevice extends Given {
  readonly type: 'regroup';
  readonly groups: readonly string[];
}

/** Tells who looks after it from now on (维保); nobody, if left out. */
export interface MaintainDevice extends Given {
  readonly type: 'maintain';
  readonly maintenance?: Maintenance;
}

/** Tells that it was inspected (检修) on a day, and when next. Without `next` that follows from `everyDays` only if a person says so: it is left open. */
export interface ServiceDevice extends Given {
  readonly type: 'service';
  /** `'YYYY-MM-DD'`. */
  readonly on: string;
  /** `'YYYY-MM-DD'`, after `on`. */
  readonly next?: string;
}

/** Takes it out of service for good (报废). */
export interface RetireDevice extends Given {
  readonly type: 'retire';
}

/** What can be asked about a device. */
export type DeviceCommand =
  | RegisterDevice
  | MoveDevice
  | ReplaceDevice
  | HandOverDevice
  | RegroupDevice
  | MaintainDevice
  | ServiceDevice
  | RetireDevice;
