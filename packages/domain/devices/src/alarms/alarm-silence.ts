import type { TenantId } from '@civigrid/kernel';
import { conditionKeyOf } from '../event/condition-key.ts';
import type { ExpectedHeartbeat } from '../registry/device-registry.ts';
import type { AlarmSignal } from './alarm-transition.ts';

/** The signal of a device that says nothing, or speaks again. */
export function silenceSignal(tenant: TenantId, beat: ExpectedHeartbeat, at: number): AlarmSignal {
  const { device, grid } = beat;
  return {
    tenant,
    device,
    kind: 'device.offline',
    severity: 2,
    conditionKey: conditionKeyOf(device, 'device.offline', undefined),
    messageKey: `${device}|silence|${at}`,
    occurred: at,
    received: at,
    grid,
  };
}
