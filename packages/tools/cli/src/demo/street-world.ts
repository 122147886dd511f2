import type { DeviceMapping, RegisteredDevice } from '@civigrid/devices';
import { gridHierarchy } from '@civigrid/grid';
import { syntheticStreet } from '@civigrid/testing/street';
import type { DayInput, DayWorld } from './world.ts';

/** The day of the synthetic street (合成街道). */
export function streetWorld(seed: string | undefined): DayWorld {
  const street = syntheticStreet(seed === undefined ? {} : { seed });
  const inputs = street.day().map((input): DayInput => {
    if (input.kind === 'payload') {
      const { at, kind, ...message } = input;
      return { kind, at, message: { ...message, receivedAt: at } };
    }
    const { id, at, source, reporter, category, text, point, grid, photo } = input;
    return {
      kind: 'report',
      key: id,
      at,
      report: {
        id,
        at,
        source,
        reporter,
        category,
        text,
        ...(grid === undefined ? { point } : { grid }),
        ...(photo === undefined ? {} : { photos: [photo] }),
      },
    };
  });
  return {
    id: `street/${street.seed}`,
    street,
    inputs,
    options: {
      grid: gridHierarchy(street.cells),
      routing: street.routing,
      roster: street.roster,
      ladders: street.ladders,
      devices: {
        registry: street.devices as readonly RegisteredDevice[],
        mappings: street.mappings as readonly DeviceMapping[],
        alarms: new Map(Object.entries(street.alarms)),
      },
    },
  };
}
