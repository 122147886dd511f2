import type { Json, PersonalPart, Upcasters } from '@civigrid/kernel';
import type { DevicePoint } from './device-command.ts';
import type { MaintenanceData } from './maintenance.ts';

/** A device was registered. `point` and `floor` are there only where it is no person's: a public facility. */
export interface DeviceRegistered {
  readonly type: 'devices/registered';
  readonly schema: 2;
  readonly data: {
    readonly device: string;
    readonly category: string;
    readonly grid: string;
    readonly model: string | null;
    readonly building: string | null;
    readonly heartbeatMs: number | null;
    readonly point: DevicePoint | null;
    readonly floor: string | null;
    readonly inputKind: string | null;
    readonly owner: string | null;
    readonly organisation: string | null;
    readonly groups: readonly string[];
    readonly maintenance: MaintenanceData | null;
  };
  readonly personal?: readonly PersonalPart[];
}

/** A device was moved. `point` and `floor` as in {@link DeviceRegistered}. */
export interface DeviceMoved {
  readonly type: 'devices/moved';
  readonly schema: 2;
  readonly data: {
    readonly device: string;
    readonly from: string;
    readonly grid: string;
    readonly building: string | null;
    readonly point: DevicePoint | null;
    readonly floor: string | null;
  };
  readonly personal?: readonly PersonalPart[];
}

/** A device is another make or model, or means something else. */
export interface DeviceReplaced {
  readonly type: 'devices/replaced';
  readonly schema: 1;
  readonly data: {
    readonly device: string;
    readonly category: string;
    readonly model: string | null;
    readonly inputKind: string | null;
    readonly heartbeatMs: number | null;
  };
}

/** A device belongs to somebody else. */
export interface DeviceHandedOver {
  readonly type: 'devices/handed-over';
  readonly schema: 1;
  readonly data: {
    readonly device: string;
    readonly owner: string | null;
    readonly organisation: string | null;
    readonly point: DevicePoint | null;
    readonly floor: string | null;
  };
  readonly personal?: readonly PersonalPart[];
}

/** A device was put into groups. */
export interface DeviceRegrouped {
  readonly type: 'devices/regrouped';
  readonly schema: 1;
  readonly data: { readonly device: string; readonly groups: readonly string[] };
}

/** Somebody else looks after a device, or nobody. */
export interface DeviceEntrusted {
  readonly type: 'devices/entrusted';
  readonly schema: 1;
  readonly data: { readonly device: string; readonly maintenance: MaintenanceData | null };
}

/** A device was inspected. */
export interface DeviceServiced {
  readonly type: 'devices/serviced';
  readonly schema: 1;
  readonly data: { readonly device: string; readonly on: string; readonly next: string | null };
}

/** A device was retired. */
export interface DeviceRetired {
  readonly type: 'devices/retired';
  readonly schema: 1;
  readonly data: { readonly device: string; readonly grid: string };
}

/** What happens to a device. */
export type DeviceFact =
  | DeviceRegistered
  | DeviceMoved
  | DeviceReplaced
  | DeviceHandedOver
  | DeviceRegrouped
  | DeviceEntrusted
  | DeviceServiced
  | DeviceRetired;

const grown =
  (more: { readonly [member: string]: Json }) =>
  (data: Json): Json => ({ ...(data as object), ...more });

/** How facts of the first form become those of today, for `Handling.upcasters` of kernel: they said nothing of floor, owner, groups and maintenance. */
export const deviceUpcasters: Upcasters = new Map([
  [
    'devices/registered',
    new Map([
      [
        1,
        grown({
          floor: null,
          inputKind: null,
          owner: null,
          organisation: null,
          groups: [],
          maintenance: null,
        }),
      ],
    ]),
  ],
  ['devices/moved', new Map([[1, grown({ floor: null })]])],
]);
