/** The codes with which this package refuses. */
export type DevicesErrorCode =
  | 'devices/invalid-mapping'
  | 'devices/invalid-registry'
  | 'devices/invalid-snapshot'
  | 'devices/already-registered'
  | 'devices/not-registered'
  | 'devices/retired'
  | 'devices/impossible-point'
  | 'devices/invalid-heartbeat'
  | 'devices/two-owners'
  | 'devices/invalid-maintenance'
  | 'devices/no-maintenance'
  | 'devices/invalid-day'
  | 'devices/invalid-threshold'
  | 'devices/no-finding'
  | 'devices/finding-kept-already'
  | 'devices/no-incident'
  | 'devices/unknown-condition';
