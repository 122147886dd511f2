import type { ComparedCase, Point } from '@civigrid/cases';
import type { CaseId } from '@civigrid/kernel';

/** Exact places of open cases, in memory, for the search of duplicates and nothing else. */
export interface KnownPlaces {
  put(place: ComparedCase): void;
  /** Forgets where a case lies. */
  drop(id: CaseId): void;
  /** Cases whose category has the same parent, near a point. */
  near(category: string, point: Point, radiusMetres: number): Iterable<ComparedCase>;
}

/** Half a kilometre: wider than most reaches, so that few cells are looked at. */
const cellDegrees = 0.005;
const metresOfDegree = 111_000;

const parentOf = (code: string) => code.slice(0, Math.max(0, code.lastIndexOf('.')));
const cellOf = (degrees: number) => Math.floor(degrees / cellDegrees);

/** Places by category and by cells of a coarse raster: a search looks at what lies around, not at the whole town. */
export function knownPlaces(): KnownPlaces {
  const cells = new Map<string, Map<CaseId, ComparedCase>>();
  const homes = new Map<CaseId, Map<CaseId, ComparedCase>>();
  const key = (category: string, x: number, y: number) =>
    JSON.stringify([parentOf(category), x, y]);

  function* around(category: string, [lng, lat]: Point, radiusMetres: number) {
    const up = Math.ceil(radiusMetres / metresOfDegree / cellDegrees);
    const narrow = Math.max(0.01, Math.cos((lat * Math.PI) / 180));
    const across = Math.ceil(radiusMetres / metresOfDegree / narrow / cellDegrees);
    for (let x = cellOf(lng) - across; x <= cellOf(lng) + across; x++)
      for (let y = cellOf(lat) - up; y <= cellOf(lat) + up; y++) {
        const cell = cells.get(key(category, x, y));
        if (cell !== undefined) yield* cell.values();
      }
  }

  return {
    put: (place) => {
      const name = key(place.category, cellOf(place.point[0]), cellOf(place.point[1]));
      const cell = cells.get(name) ?? new Map<CaseId, ComparedCase>();
      cells.set(name, cell);
      homes.get(place.case)?.delete(place.case);
      homes.set(place.case, cell);
      cell.set(place.case, place);
    },
    drop: (id) => {
      homes.get(id)?.delete(id);
      homes.delete(id);
    },
    near: around,
  };
}
