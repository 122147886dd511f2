import type { Observation } from './device-event.ts';

/** What a thing can measure at all (量程常识). */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

const share: Bounds = { least: 0, most: 100 };
const absoluteZero: Bounds = { least: -273.15, most: Number.POSITIVE_INFINITY };
const shares =
  /^(?:battery|batterylevel|batterypercent|batterypercentage|humidity|relativehumidity)$/;

/** The bounds of a property in its UCUM unit: a charge and a humidity are 0 to 100 %, nothing is colder than −273.15 °C. */
export function boundsOf(property: string, unit: string | undefined): Bounds | undefined {
  if (unit === 'Cel') return absoluteZero;
  if (unit !== undefined && unit !== '%') return undefined;
  return shares.test(property.toLowerCase().replace(/[\s_-]/g, '')) ? share : undefined;
}

/** Whether a value lies beyond its bounds. */
export function isBeyond(bounds: Bounds, value: unknown): boolean {
  return typeof value === 'number' && !(value >= bounds.least && value <= bounds.most);
}

/** What an observation that cannot be is marked with; it is kept, for whoever mends the device. */
export const impossible = 'impossible';

/** Whether what was observed cannot be. */
export function isImpossible({ property, unit, value }: Observation): boolean {
  if (typeof value !== 'number') return false;
  const bounds = boundsOf(property, unit);
  return bounds !== undefined && isBeyond(bounds, value);
}
