import type { DeviceMapping, IncidentRule, RegisteredDevice } from '@civigrid/devices';
import type { TownDevices } from '@civigrid/governance';
import { deviceId, type GridCode } from '@civigrid/kernel';

const kinds = ['fire.smoke', 'device.powerFault', 'access.heldOpen'];

const mapping: DeviceMapping = {
  id: 'any-vendor',
  protocol: 'json',
  device: '/id',
  message: '/n',
  time: { at: '/ts', as: 'ms' },
  kind: {
    at: '/kind',
    cases: kinds.map((kind) => ({ equals: kind, then: kind })),
    else: 'device.fault',
  },
  phase: { at: '/on', cases: [{ equals: true, then: 'raise' }], else: 'clear' },
};

/** Power and gates are one cause over a whole grid, fire in the micro-grid where it burns. */
const level = 'grid';
const incidents: readonly IncidentRule[] = [
  { cause: 'power', kinds: ['device.powerFault'], level, windowMs: 600_000 },
  { cause: 'gates', kinds: ['access.*'], level, windowMs: 600_000 },
  { cause: 'fire', kinds: ['fire.*'], windowMs: 600_000 },
];

/** A gate that opens and shuts more than three times a minute chatters (抖动); what it says then is withheld. */
const chatter = { raises: 3, withinMs: 60_000 };

/** Nine thousand detectors and a thousand gates, all in these cells. */
export function stormDevices(
  cells: readonly GridCode[],
): TownDevices & { readonly registry: readonly RegisteredDevice[] } {
  const registry = Array.from({ length: 10_000 }, (_, i): RegisteredDevice => {
    const category = i % 10 === 9 ? 'gate' : 'detector';
    const grid = cells[i % cells.length];
    if (grid === undefined) throw new Error('There is no cell for the devices.');
    return { device: deviceId(`${category}-${i}`), category, grid };
  });
  return {
    registry,
    mappings: [mapping],
    incidents,
    alarms: new Map([
      ['device.powerFault', { category: '03.03', severity: 2 }],
      ['access.heldOpen', { category: '01.02.02' }],
      ['fire.smoke', { category: '01.01.02' }],
    ]),
    tracker: { lateness: 0, kinds: { 'access.heldOpen': { chatter } } },
  };
}
