import { resolvePointer } from '../mapping/pointer.ts';
import { alertName, type Corner, type IsapiAlert } from './alert.ts';
import { regionOf } from './region.ts';

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
const member = (value: unknown, name: string): unknown => resolvePointer(first(value), [name]);
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function region(root: unknown): readonly Corner[] {
  const one = first(resolvePointer(root, ['DetectionRegionList']));
  const detected = first(resolvePointer(one, ['DetectionRegion'])) ?? one;
  const corners = resolvePointer(detected, ['RegionCoordinatesList']);
  return regionOf(
    listed(corners).map((corner) => {
      const point = resolvePointer(corner, ['RegionCoordinates']) ?? corner;
      const position = (name: string) => {
        const value = resolvePointer(point, [name]);
        return typeof value === 'number' ? value : Number.NaN;
      };
      return [position('positionX'), position('positionY')];
    }),
  );
}

/** The alert in a JSON value: the value itself, or its member of the alert's name. Of a list on the way the first counts. */
export function alertFromJson(value: unknown): IsapiAlert {
  const root = resolvePointer(value, [alertName]) ?? value;
  return {
    version: undefined,
    region: region(root),
    text(field) {
      const found = first(field.split('/').reduce(member, root));
      if (typeof found === 'number' || typeof found === 'boolean') return String(found);
      return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
    },
  };
}
