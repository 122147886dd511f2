import { DomainError } from '@civigrid/kernel';
import type { AreaGeometry, Point } from '@civigrid/spatial';
import type { GeofilesErrorCode } from './error-code.ts';
import type { GridFeature } from './feature.ts';

/** The parts of a geometry: each a shell and its holes. */
export function partsOf(geometry: AreaGeometry): readonly (readonly (readonly Point[])[])[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

function isRing(ring: readonly Point[]): boolean {
  const [first] = ring;
  const last = ring[ring.length - 1];
  const closed = first && last && first[0] === last[0] && first[1] === last[1];
  return (
    closed === true &&
    ring.length >= 4 &&
    ring.every(([lng, lat]) => Number.isFinite(lng) && Number.isFinite(lat))
  );
}

/** Refuses a geometry that no format could give back: rings must be closed, of four positions or more, and finite. */
export function requireWritable({ geometry }: GridFeature, feature: number): void {
  if (geometry === null) return;
  const parts = partsOf(geometry);
  if (parts.length > 0 && parts.every((rings) => rings.length > 0 && rings.every(isRing))) return;
  throw new DomainError(
    'geofiles/unwritable-geometry' satisfies GeofilesErrorCode,
    'A border is made of closed rings of at least four finite positions.',
    { feature },
  );
}
