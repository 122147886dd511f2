/** One alert of a camera (Hikvision ISAPI). */
export interface CameraAlert {
  /** `mac#channel`. */
  readonly device: string;
  /** UTC ms. */
  readonly at: number;
  readonly eventType: string;
  readonly active: boolean;
  /** Grows while one alarm lasts; 0 in a heartbeat. */
  readonly count: number;
  readonly channelName: string;
}

/** An instant as Beijing time with its offset: `2026-06-15T08:00:00+08:00`. */
export const beijingTime = (at: number): string =>
  `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** The XML document that the camera posts. */
export function cameraAlert(alert: CameraAlert): string {
  const [mac, channel] = alert.device.split('#');
  const members: readonly (readonly [string, string | number])[] = [
    ['ipAddress', '10.99.0.1'],
    ['portNo', 80],
    ['protocol', 'HTTP'],
    ['macAddress', mac ?? ''],
    ['channelID', channel ?? 1],
    ['dateTime', beijingTime(alert.at)],
    ['activePostCount', alert.count],
    ['eventType', alert.eventType],
    ['eventState', alert.active ? 'active' : 'inactive'],
    ['eventDescription', `${alert.eventType} alarm`],
    ['channelName', alert.channelName],
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">',
    ...members.map(([name, value]) => `<${name}>${value}</${name}>`),
    '</EventNotificationAlert>',
    '',
  ].join('\n');
}
