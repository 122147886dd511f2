/** All that is ever read out of an alert besides its region: what is not in this list cannot come through. */
export const isapiFields = [
  'ipAddress',
  'macAddress',
  'channelID',
  'dynChannelID',
  'channelName',
  'dateTime',
  'activePostCount',
  'eventType',
  'eventState',
  'DurationList/Duration/relationEvent',
  'AccessControllerEvent/majorEventType',
  'AccessControllerEvent/subEventType',
  'AccessControllerEvent/serialNo',
  'AccessControllerEvent/employeeNoString',
  'AccessControllerEvent/name',
  'AccessControllerEvent/cardNo',
  'AccessControllerEvent/currentVerifyMode',
  'ANPR/licensePlate',
  'ANPR/confidenceLevel',
  'ANPR/direction',
  'ANPR/vehicleType',
  'ANPR/plateColor',
] as const;

/** A member of an alert by its path from the root; of members with one name the first counts. */
export type IsapiField = (typeof isapiFields)[number];

/** The name of the element or object that is an alert. */
export const alertName = 'EventNotificationAlert';

/** A corner of a region in 0..1, origin top left. */
export type Corner = readonly [number, number];

/** An alert as the device wrote it, whether in XML or in JSON. */
export interface IsapiAlert {
  /** The attribute `version` of the root; JSON has none. */
  readonly version: string | undefined;
  /** The text of a member, numbers and booleans as text, trimmed; undefined where there is none. */
  text(field: IsapiField): string | undefined;
  readonly region: readonly Corner[];
}

/** What bounds the text of one alert. */
export const alertLimits = { maxBytes: 262_144, maxDepth: 32, maxKeys: 20_000 } as const;
