import {
  type Decider,
  DomainError,
  type GridCode,
  type Happened,
  type PersonalPart,
  type SubjectRef,
} from '@civigrid/kernel';
import type { DevicesErrorCode } from '../refusal-code.ts';

/** One device in the record. */
export type DeviceRecord =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'registered' | 'retired';
      readonly device: string;
      readonly category: string;
      readonly grid: string;
      readonly building: string | null;
      readonly model: string | null;
      readonly heartbeatMs: number | null;
    };

/** A position in degrees, `[longitude, latitude]`. */
export type DevicePoint = readonly [number, number];

/** Enters a device into the register. */
export interface RegisterDevice {
  readonly type: 'register';
  readonly at: number;
  readonly device: string;
  readonly category: string;
  readonly grid: GridCode;
  readonly model?: string;
  readonly building?: string;
  readonly heartbeatMs?: number;
  /** Whose it is, where it is a person's; its exact point then belongs to that person and is sealed. */
  readonly owner?: SubjectRef;
  readonly point?: DevicePoint;
}

/** Tells that it stands elsewhere now. */
export interface MoveDevice {
  readonly type: 'move';
  readonly at: number;
  readonly grid: GridCode;
  readonly building?: string;
  readonly owner?: SubjectRef;
  readonly point?: DevicePoint;
}

/** Takes it out of service for good. */
export interface RetireDevice {
  readonly type: 'retire';
  readonly at: number;
}

/** What can be asked about a device. */
export type DeviceCommand = RegisterDevice | MoveDevice | RetireDevice;

/** A device was registered. `point` is there only where it belongs to nobody: a public facility. */
export interface DeviceRegistered {
  readonly type: 'devices/registered';
  readonly schema: 1;
  readonly data: {
    readonly device: string;
    readonly category: string;
    readonly grid: string;
    readonly model: string | null;
    readonly building: string | null;
    readonly heartbeatMs: number | null;
    readonly point: DevicePoint | null;
  };
  readonly personal?: readonly PersonalPart[];
}

/** A device was moved. */
export interface DeviceMoved {
  readonly type: 'devices/moved';
  readonly schema: 1;
  readonly data: {
    readonly device: string;
    readonly from: string;
    readonly grid: string;
    readonly building: string | null;
    readonly point: DevicePoint | null;
  };
  readonly personal?: readonly PersonalPart[];
}

/** A device was retired. */
export interface DeviceRetired {
  readonly type: 'devices/retired';
  readonly schema: 1;
  readonly data: { readonly device: string; readonly grid: string };
}

/** What happens to a device. */
export type DeviceFact = DeviceRegistered | DeviceMoved | DeviceRetired;

type Standing = Exclude<DeviceRecord, { readonly status: 'unknown' }>;

function refuse(code: DevicesErrorCode, message: string): DomainError<DevicesErrorCode> {
  return new DomainError(code, message);
}

/** A point at somebody's home is theirs; a manhole cover's is everybody's. */
function placed({ owner, point }: { readonly owner?: SubjectRef; readonly point?: DevicePoint }) {
  if (owner === undefined) return { point: point ?? null };
  const part = { subject: owner, purpose: 'device-place', value: { point: point ?? null } };
  return { point: null, personal: [part] };
}

function standing(state: DeviceRecord): Standing {
  if (state.status === 'unknown')
    throw refuse('devices/not-registered', 'The device was never registered.');
  if (state.status === 'retired') throw refuse('devices/retired', 'The device is retired.');
  return state;
}

function register(command: RegisterDevice, state: DeviceRecord): readonly DeviceFact[] {
  if (state.status === 'retired') throw refuse('devices/retired', 'The device is retired.');
  if (state.status === 'registered')
    throw refuse('devices/already-registered', 'The device is registered already.');
  const { device, category, grid, model = null, building = null, heartbeatMs = null } = command;
  const { point, ...sealed } = placed(command);
  const data = { device, category, grid, model, building, heartbeatMs, point };
  return [{ type: 'devices/registered', schema: 1, data, ...sealed }];
}

function decide(command: DeviceCommand, state: DeviceRecord): readonly DeviceFact[] {
  switch (command.type) {
    case 'register':
      return register(command, state);
    case 'move': {
      const { device, grid: from } = standing(state);
      const { grid, building = null } = command;
      const { point, ...sealed } = placed(command);
      const data = { device, from, grid, building, point };
      return [{ type: 'devices/moved', schema: 1, data, ...sealed }];
    }
    case 'retire': {
      const { device, grid } = standing(state);
      return [{ type: 'devices/retired', schema: 1, data: { device, grid } }];
    }
  }
}

function evolve(state: DeviceRecord, happened: Happened<DeviceFact>): DeviceRecord {
  switch (happened.type) {
    case 'devices/registered': {
      const { device, category, grid, building, model, heartbeatMs } = happened.data;
      return { status: 'registered', device, category, grid, building, model, heartbeatMs };
    }
    case 'devices/moved': {
      if (state.status === 'unknown') return state;
      const { grid, building } = happened.data;
      return { ...state, grid, building };
    }
    case 'devices/retired':
      return state.status === 'unknown' ? state : { ...state, status: 'retired' };
  }
}

/**
 * The life of a device in the register (stream kind `device`): register, move, retire. Refuses with
 * `devices/already-registered`, `devices/not-registered`, `devices/retired`.
 */
export const deviceDecider: Decider<DeviceRecord, DeviceCommand, DeviceFact> = {
  initial: { status: 'unknown' },
  decide,
  evolve,
};
