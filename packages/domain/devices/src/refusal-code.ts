/** The codes with which this package refuses. */
export type DevicesErrorCode =
  | 'devices/invalid-mapping'
  | 'devices/invalid-registry'
  | 'devices/invalid-snapshot'
  | 'devices/invalid-rules'
  | 'devices/already-registered'
  | 'devices/not-registered'
  | 'devices/retired'
  | 'devices/no-incident'
  | 'devices/unknown-condition';
