import type { JsonObject } from '@civigrid/kernel';
import { areaOf } from './area-of.ts';
import type { GridFeature } from './feature.ts';
import { type Intake, nextFeature, report } from './intake.ts';
import { own } from './own.ts';

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one GeoJSON Feature of any make into the intake; the feature, or nothing where it was refused. */
export function readFeature(into: Intake, value: unknown): GridFeature | undefined {
  if (!nextFeature(into)) return undefined;
  const number = into.seen - 1;
  const properties = own(value, 'properties') ?? {};
  if (own(value, 'type') !== 'Feature' || !isObject(properties)) {
    report(into, { code: 'geofiles/not-a-feature', feature: number });
    return undefined;
  }
  const geometry = areaOf(into, own(value, 'geometry'), number);
  if (into.stopped) return undefined;
  const id = own(value, 'id');
  const feature: GridFeature = {
    type: 'Feature',
    ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
    properties,
    geometry,
  };
  into.features.push(feature);
  return feature;
}
