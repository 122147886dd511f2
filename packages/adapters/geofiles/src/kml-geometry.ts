import type { XmlElement } from '@civigrid/guard';

/** No position is longer: what is longer is none, and is not gathered any further. */
const longestTuple = 200;

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function degreesOf(text: string | undefined): number {
  return text !== undefined && number.test(text) ? Number(text) : Number.NaN;
}

/** Positions between white space; one that is none becomes NaN, so that the border is refused and not shortened. */
function positionsOf(text: string): readonly (readonly number[])[] {
  const tuples: string[] = [];
  for (const piece of text.split(/\s+/)) {
    const last = tuples.length - 1;
    const before = tuples[last] ?? '';
    const joins = before.length < longestTuple && (piece.startsWith(',') || before.endsWith(','));
    // Some programs write a blank after the comma.
    if (last >= 0 && joins) tuples[last] = before + piece;
    else if (piece !== '') tuples.push(piece);
  }
  return tuples.map((tuple) => {
    const [lng, lat] = tuple.split(',', 2);
    return [degreesOf(lng), degreesOf(lat)];
  });
}

function childrenOf(element: XmlElement, local: string): readonly XmlElement[] {
  return element.children.filter((child) => child.local === local);
}

function ringsIn(boundaries: readonly XmlElement[]): readonly (readonly (readonly number[])[])[] {
  return boundaries
    .flatMap((boundary) => childrenOf(boundary, 'LinearRing'))
    .map((ring) => positionsOf(childrenOf(ring, 'coordinates')[0]?.text ?? ''));
}

/** A Polygon in whatever order its boundaries stand; null where it has no outer one. */
function polygonOf(element: XmlElement): unknown {
  const [shell] = ringsIn(childrenOf(element, 'outerBoundaryIs'));
  const coordinates = shell && [shell, ...ringsIn(childrenOf(element, 'innerBoundaryIs'))];
  return { type: 'Polygon', coordinates: coordinates ?? null };
}

/** Geometries of KML that are no areas. */
const others = ['Point', 'LineString', 'LinearRing', 'Model', 'Track', 'MultiTrack'];

/** The geometries that stand in a Placemark or MultiGeometry, as GeoJSON that is still to be checked. */
function geometriesIn(element: XmlElement): readonly unknown[] {
  return element.children.flatMap((child): readonly unknown[] => {
    if (child.local === 'Polygon') return [polygonOf(child)];
    if (child.local === 'MultiGeometry')
      return [{ type: 'GeometryCollection', geometries: geometriesIn(child) }];
    return others.includes(child.local) ? [{ type: child.local }] : [];
  });
}

/** The geometry of a Placemark as GeoJSON that is still to be checked; null where it has none. */
export function kmlGeometry(placemark: XmlElement): unknown {
  const [only, ...more] = geometriesIn(placemark);
  if (only === undefined) return null;
  return more.length === 0 ? only : { type: 'GeometryCollection', geometries: [only, ...more] };
}
