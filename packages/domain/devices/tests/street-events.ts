import type { DeviceEvent, Phase } from '@civigrid/devices';
import { deviceId, gridCode, tenantId } from '@civigrid/kernel';

/** As much of an event as a story wants to tell. */
export interface Told {
  readonly device?: string;
  readonly kind?: string;
  readonly phase?: Phase;
  readonly at: number;
  readonly received?: number;
  readonly key?: string;
}

/** An event of the invented street. */
export function told(story: Told): DeviceEvent {
  const { device = 'bin-1', kind = 'waste.full', phase = 'raise', at, received = at } = story;
  const messageKey = `${device}|${story.key ?? `${at}-${phase}`}`;
  return {
    id: `json:${messageKey}`,
    tenant: tenantId('street'),
    protocol: 'json',
    device: deviceId(device),
    kind,
    phase,
    severity: 2,
    time: { occurred: at, received, source: 'device' },
    place: { grid: gridCode('LS.01.02') },
    observations: [],
    messageKey,
    conditionKey: `${device}|${kind}|`,
  };
}
