import {
  canonicalJson,
  type Decider,
  DomainError,
  type Happened,
  type SubjectRef,
} from '@civigrid/kernel';
import type { DevicesErrorCode } from '../refusal-code.ts';
import type {
  DeviceCommand,
  DeviceMake,
  DeviceOwner,
  DevicePlace,
  DevicePoint,
  RegisterDevice,
  ServiceDevice,
} from './device-command.ts';
import type { DeviceFact } from './device-fact.ts';
import {
  isDay,
  type Maintenance,
  type MaintenanceData,
  maintenanceData,
  wrongMaintenance,
} from './maintenance.ts';

/** One device in the record. */
export type DeviceRecord =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'registered' | 'retired';
      readonly device: string;
      readonly category: string;
      readonly model: string | null;
      readonly inputKind: string | null;
      readonly heartbeatMs: number | null;
      readonly grid: string;
      readonly building: string | null;
      /** Null where it is not known or belongs to a person. */
      readonly floor: string | null;
      /** Null where it is not known or belongs to a person. */
      readonly point: DevicePoint | null;
      readonly owner: string | null;
      readonly organisation: string | null;
      /** Sorted. */
      readonly groups: readonly string[];
      readonly maintenance: MaintenanceData | null;
    };

/** A device that was registered. */
export type KnownDevice = Exclude<DeviceRecord, { readonly status: 'unknown' }>;

function refuse(code: DevicesErrorCode, message: string): DomainError<DevicesErrorCode> {
  return new DomainError(code, message);
}

/** Whether degrees can be a place on earth. */
export function isPoint([longitude, latitude]: DevicePoint): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

/** Whether a device can be expected to speak so often. */
export function isHeartbeat(milliseconds: number): boolean {
  return Number.isSafeInteger(milliseconds) && milliseconds > 0;
}

/** Each group once, in the order of their texts. */
export function sortedGroups(groups: readonly string[]): readonly string[] {
  return [...new Set(groups)].sort();
}

interface ExactPlace {
  readonly floor?: string;
  readonly point?: DevicePoint;
}

const placePurpose = 'device-place';

/** A point at somebody's home is theirs; a manhole cover's is everybody's. */
function placed({ floor, point }: ExactPlace, owner: string | undefined) {
  if (point !== undefined && !isPoint(point))
    throw refuse('devices/impossible-point', 'Longitude and latitude are degrees on earth.');
  if (owner === undefined) return { point: point ?? null, floor: floor ?? null };
  const value = { point: point ?? null, ...(floor === undefined ? {} : { floor }) };
  const part = { subject: owner as SubjectRef, purpose: placePurpose, value };
  return { point: null, floor: null, personal: [part] };
}

function made({ category, model, inputKind, heartbeatMs }: DeviceMake) {
  if (heartbeatMs !== undefined && !isHeartbeat(heartbeatMs))
    throw refuse('devices/invalid-heartbeat', 'A heartbeat is whole milliseconds, at least one.');
  return {
    category,
    model: model ?? null,
    inputKind: inputKind ?? null,
    heartbeatMs: heartbeatMs ?? null,
  };
}

function owned({ owner, organisation }: DeviceOwner) {
  if (owner !== undefined && organisation !== undefined)
    throw refuse('devices/two-owners', 'A device belongs to a person or to an organisation.');
  return { owner: owner ?? null, organisation: organisation ?? null };
}

function looked(maintenance: Maintenance | undefined): MaintenanceData | null {
  if (maintenance === undefined) return null;
  if (wrongMaintenance(maintenance) !== undefined)
    throw refuse('devices/invalid-maintenance', 'It names an organisation, and days as they are.');
  return maintenanceData(maintenance);
}

function standing(state: DeviceRecord): KnownDevice {
  if (state.status === 'unknown')
    throw refuse('devices/not-registered', 'The device was never registered.');
  if (state.status === 'retired') throw refuse('devices/retired', 'The device is retired.');
  return state;
}

function register(command: RegisterDevice, state: DeviceRecord): readonly DeviceFact[] {
  if (state.status === 'retired') throw refuse('devices/retired', 'The device is retired.');
  if (state.status === 'registered')
    throw refuse('devices/already-registered', 'The device is registered already.');
  const { device, grid, building = null, groups = [] } = command;
  const { point, floor, ...sealed } = placed(command, command.owner);
  const data = {
    device,
    ...made(command),
    grid,
    building,
    floor,
    point,
    ...owned(command),
    groups: sortedGroups(groups),
    maintenance: looked(command.maintenance),
  };
  return [{ type: 'devices/registered', schema: 2, data, ...sealed }];
}

const samePoint = (one: DevicePoint | null, other: DevicePoint | null) =>
  one?.[0] === other?.[0] && one?.[1] === other?.[1];

function move(command: DevicePlace, known: KnownDevice): readonly DeviceFact[] {
  const { device, grid: from, owner } = known;
  const { grid, building = null } = command;
  const { point, floor, ...sealed } = placed(command, owner ?? undefined);
  const exact = owner !== null && (command.point !== undefined || command.floor !== undefined);
  const stays = grid === from && building === known.building && floor === known.floor;
  if (stays && !exact && samePoint(point, known.point)) return [];
  const data = { device, from, grid, building, point, floor };
  return [{ type: 'devices/moved', schema: 2, data, ...sealed }];
}

function service({ on, next }: ServiceDevice, known: KnownDevice): readonly DeviceFact[] {
  if (known.maintenance === null)
    throw refuse('devices/no-maintenance', 'Nobody was told to look after the device.');
  if (!isDay(on) || (next !== undefined && (!isDay(next) || next <= on)))
    throw refuse('devices/invalid-day', 'An inspection has a day, and the next one a later day.');
  const data = { device: known.device, on, next: next ?? null };
  return [{ type: 'devices/serviced', schema: 1, data }];
}

/** Whether two pieces of a record say the same, in whatever order a store gives their members. */
const same = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);

function decide(command: DeviceCommand, state: DeviceRecord): readonly DeviceFact[] {
  if (command.type === 'register') return register(command, state);
  const known = standing(state);
  const { device, grid } = known;
  switch (command.type) {
    case 'move':
      return move(command, known);
    case 'replace': {
      const { category, model, inputKind, heartbeatMs } = known;
      const make = made(command);
      if (same(make, { category, model, inputKind, heartbeatMs })) return [];
      return [{ type: 'devices/replaced', schema: 1, data: { device, ...make } }];
    }
    case 'handOver': {
      const { owner, organisation } = owned(command);
      if (owner === known.owner && organisation === known.organisation) return [];
      const { point, floor, ...sealed } = placed(command, owner ?? undefined);
      const data = { device, owner, organisation, point, floor };
      return [{ type: 'devices/handed-over', schema: 1, data, ...sealed }];
    }
    case 'regroup': {
      const groups = sortedGroups(command.groups);
      if (same(groups, known.groups)) return [];
      return [{ type: 'devices/regrouped', schema: 1, data: { device, groups } }];
    }
    case 'maintain': {
      const maintenance = looked(command.maintenance);
      if (same(maintenance, known.maintenance)) return [];
      return [{ type: 'devices/entrusted', schema: 1, data: { device, maintenance } }];
    }
    case 'service':
      return service(command, known);
    case 'retire':
      return [{ type: 'devices/retired', schema: 1, data: { device, grid } }];
  }
}

/** Facts of the first form do not name the owner, but the place was sealed for them. */
function placeOwner(
  { sealed = [] }: Pick<Happened<DeviceFact>, 'sealed'>,
  owner: string | null,
): string | null {
  return owner ?? sealed.find(({ purpose }) => purpose === placePurpose)?.subject ?? null;
}

function evolve(state: DeviceRecord, happened: Happened<DeviceFact>): DeviceRecord {
  if (happened.type === 'devices/registered') {
    const owner = placeOwner(happened, happened.data.owner);
    return { status: 'registered', ...happened.data, owner };
  }
  if (state.status === 'unknown') return state;
  switch (happened.type) {
    case 'devices/moved': {
      const { grid, building, point, floor } = happened.data;
      const owner = placeOwner(happened, state.owner);
      return { ...state, grid, building, point, floor, owner };
    }
    case 'devices/serviced': {
      const { on: last, next } = happened.data;
      const { maintenance } = state;
      return maintenance === null
        ? state
        : { ...state, maintenance: { ...maintenance, last, next } };
    }
    case 'devices/retired':
      return { ...state, status: 'retired' };
    default:
      return { ...state, ...happened.data };
  }
}

/**
 * The life of a device in the register (stream kind `device`): register, move, replace, hand over, regroup, maintain,
 * service, retire; what changes nothing gives no fact. Refuses with `devices/already-registered`,
 * `devices/not-registered`, `devices/retired`, `devices/impossible-point`, `devices/invalid-heartbeat`,
 * `devices/two-owners`, `devices/invalid-maintenance`, `devices/no-maintenance`, `devices/invalid-day`. Facts of the
 * first form are read through `deviceUpcasters`.
 */
export const deviceDecider: Decider<DeviceRecord, DeviceCommand, DeviceFact> = {
  initial: { status: 'unknown' },
  decide,
  evolve,
};
