import { positionFault } from './geojson-position.ts';
import type { GuardIssue, GuardIssueCode, Refused } from './issue.ts';

/** How much a GeoJSON file may hold (GeoJSON 上限). A budget that is no number refuses everything. */
export interface GeoJsonBudgets {
  /** Positions of the whole file; 1,000,000 if left out. */
  readonly maxVertices?: number;
  /** Positions of one line or ring; 100,000 if left out. */
  readonly maxRingVertices?: number;
  /** Issues that are told; 100 if left out. */
  readonly maxIssues?: number;
}

/** What a GeoJSON file that may be read holds. */
export interface GeoJsonCount {
  readonly features: number;
  readonly vertices: number;
}

/** What the file holds, or why it is refused (检查结果). */
export type GeoJsonCheck = ({ readonly ok: true } & GeoJsonCount) | Refused;

type Path = readonly (string | number)[];

/** How deep the positions of a type lie in its coordinates, and what its innermost lists are. */
interface Form {
  readonly depth: 0 | 1 | 2 | 3;
  readonly list: 'points' | 'line' | 'ring';
}

const forms: ReadonlyMap<unknown, Form> = new Map<unknown, Form>([
  ['Point', { depth: 0, list: 'points' }],
  ['MultiPoint', { depth: 1, list: 'points' }],
  ['LineString', { depth: 1, list: 'line' }],
  ['MultiLineString', { depth: 2, list: 'line' }],
  ['Polygon', { depth: 2, list: 'ring' }],
  ['MultiPolygon', { depth: 3, list: 'ring' }],
]);

const leastPositions = { points: 0, line: 2, ring: 4 } as const;

/** An own member, so that `__proto__` and `constructor` are none. */
function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the first and the last position of a ring are the same place. */
function isClosed(ring: readonly unknown[]): boolean {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  if (!Array.isArray(first) || !Array.isArray(last)) return false;
  return first.length === last.length && first.every((ordinate, i) => ordinate === last[i]);
}

class GeoJsonWalk {
  readonly issues: GuardIssue[] = [];
  features = 0;
  vertices = 0;
  private readonly budgets: Required<GeoJsonBudgets>;
  private stopped = false;

  constructor(budgets: GeoJsonBudgets | undefined) {
    this.budgets = {
      maxVertices: budgets?.maxVertices ?? 1_000_000,
      maxRingVertices: budgets?.maxRingVertices ?? 100_000,
      maxIssues: budgets?.maxIssues ?? 100,
    };
  }

  file(value: unknown): void {
    const type = own(value, 'type');
    if (type !== 'FeatureCollection') {
      if (type === 'Feature') this.feature(value, []);
      else this.geometry(value, []);
      return;
    }
    const features = own(value, 'features');
    if (!Array.isArray(features)) this.tell('guard/invalid-geojson', ['features']);
    else
      for (let i = 0; i < features.length && !this.stopped; i++)
        this.feature(features[i], ['features', i]);
  }

  private tell(code: GuardIssueCode, path: Path, limit?: number): void {
    this.issues.push({
      code,
      ...(path.length > 0 && { path }),
      ...(limit !== undefined && { limit }),
    });
    this.stopped ||= !(this.issues.length < this.budgets.maxIssues);
  }

  private feature(value: unknown, path: Path): void {
    this.features++;
    if (own(value, 'type') !== 'Feature') {
      this.tell('guard/invalid-geojson', [...path, 'type']);
      return;
    }
    const properties = own(value, 'properties') ?? null;
    if (properties !== null && !isObject(properties))
      this.tell('guard/invalid-geojson', [...path, 'properties']);
    const id = own(value, 'id');
    if (id !== undefined && typeof id !== 'string' && typeof id !== 'number')
      this.tell('guard/invalid-geojson', [...path, 'id']);
    const geometry = own(value, 'geometry');
    if (geometry !== null) this.geometry(geometry, [...path, 'geometry']);
  }

  private geometry(value: unknown, path: Path): void {
    if (own(value, 'type') !== 'GeometryCollection') {
      this.simple(value, path);
      return;
    }
    const geometries = own(value, 'geometries');
    if (!Array.isArray(geometries)) this.tell('guard/invalid-geojson', [...path, 'geometries']);
    else
      for (let i = 0; i < geometries.length && !this.stopped; i++) {
        const inner = [...path, 'geometries', i];
        if (own(geometries[i], 'type') === 'GeometryCollection')
          this.tell('guard/nested-collection', inner);
        else this.simple(geometries[i], inner);
      }
  }

  private simple(value: unknown, path: Path): void {
    const form = forms.get(own(value, 'type'));
    if (form === undefined) this.tell('guard/invalid-geojson', [...path, 'type']);
    else this.lists(own(value, 'coordinates'), form, form.depth, [...path, 'coordinates']);
  }

  private lists(value: unknown, form: Form, depth: number, path: Path): void {
    if (depth === 0) {
      if (this.spend(1, path)) this.position(value, path);
    } else if (!Array.isArray(value)) this.tell('guard/invalid-geojson', path);
    else if (depth === 1) this.line(value, form.list, path);
    else
      for (let i = 0; i < value.length && !this.stopped; i++)
        this.lists(value[i], form, depth - 1, [...path, i]);
  }

  private line(positions: readonly unknown[], list: Form['list'], path: Path): void {
    const { maxRingVertices } = this.budgets;
    if (list !== 'points' && !(positions.length <= maxRingVertices)) {
      this.tell('guard/ring-too-long', path, maxRingVertices);
      return;
    }
    if (!this.spend(positions.length, path)) return;
    const told = this.issues.length;
    for (let i = 0; i < positions.length && !this.stopped; i++)
      if (positionFault(positions[i]) !== undefined) this.position(positions[i], [...path, i]);
    const isShort = positions.length < leastPositions[list];
    if (this.issues.length === told && (isShort || (list === 'ring' && !isClosed(positions))))
      this.tell('guard/invalid-geojson', path);
  }

  private position(value: unknown, path: Path): void {
    const fault = positionFault(value);
    if (fault !== undefined) this.tell(fault, path);
  }

  private spend(count: number, path: Path): boolean {
    const { maxVertices } = this.budgets;
    this.vertices += count;
    if (this.vertices <= maxVertices) return true;
    this.tell('guard/too-many-vertices', path, maxVertices);
    this.stopped = true;
    return false;
  }
}

/**
 * Looks whether a value that JSON gave is GeoJSON (RFC 7946) of a size that one can work with (GeoJSON 检查); linear time.
 * It tells each offence with its path: `guard/invalid-geojson`, `guard/out-of-range`, `guard/swapped-position`,
 * `guard/nested-collection`, `guard/ring-too-long`, `guard/too-many-vertices`. The direction of rings, their crossings,
 * members beyond the standard and the datum are not its affair.
 *
 * @example
 * checkGeoJson({ type: 'Point', coordinates: [29.87, 121.55] });
 * // { ok: false, issues: [{ code: 'guard/swapped-position', path: ['coordinates'] }] }
 */
export function checkGeoJson(value: unknown, budgets?: GeoJsonBudgets): GeoJsonCheck {
  const walk = new GeoJsonWalk(budgets);
  walk.file(value);
  const [first, ...others] = walk.issues;
  return first === undefined
    ? { ok: true, features: walk.features, vertices: walk.vertices }
    : { ok: false, issues: [first, ...others] };
}
