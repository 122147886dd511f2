import type { Corner, IsapiAlert } from './alert.ts';
import { nodeCount, nodeId } from './alert-nodes.ts';
import { regionOf } from './region.ts';

/** By node of an alert what was read there. */
export type AlertValues = (string | undefined)[];

const unread: AlertValues = Array.from({ length: nodeCount }, () => undefined);

/** Room for the values of one alert. */
export function noValues(): AlertValues {
  return unread.slice();
}

/** The alert that has these values. */
export function alertOf(
  version: string | undefined,
  values: AlertValues,
  corners: readonly Corner[] | undefined,
): IsapiAlert {
  return {
    version,
    region: corners === undefined ? [] : regionOf(corners),
    text: (field) => values[nodeId(field)] || undefined,
  };
}
