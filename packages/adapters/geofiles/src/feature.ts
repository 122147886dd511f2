import type { JsonObject } from '@civigrid/kernel';
import type { AreaGeometry, Datum } from '@civigrid/spatial';
import type { GeoIssue } from './issue.ts';

/** A grid as GeoJSON (网格要素): an area or, where none is drawn, null. Positions are two numbers, heights are left aside. */
export interface GridFeature {
  readonly type: 'Feature';
  readonly id?: string | number;
  readonly properties: JsonObject;
  readonly geometry: AreaGeometry | null;
}

/** Grid features as a GeoJSON FeatureCollection: what `gridHierarchy` of `@civigrid/grid` takes. */
export interface GridCollection {
  readonly type: 'FeatureCollection';
  readonly features: readonly GridFeature[];
}

/** What came out of a file (读取结果); never thrown, the clean part is always there. */
export interface GeoReading {
  readonly collection: GridCollection;
  /** The datum (坐标系), where the file itself says it. */
  readonly datum?: Datum;
  /** What was refused, mended or is to be known. */
  readonly issues: readonly GeoIssue[];
}
