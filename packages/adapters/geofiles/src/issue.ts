import type { GuardIssueCode } from '@civigrid/guard';

/**
 * What can be wrong with a file as it comes (问题代码). Refused altogether: `unknown-format`, `too-large`,
 * `expands-too-much`, `broken-zip`, `nothing-inside`, `several-layers`, `not-geojson`, `not-topojson`, `not-kml`,
 * `not-a-shapefile`, `projected-crs`, `unsupported-crs`, `unknown-object`. Reading stopped there: `truncated`,
 * `invalid-json`, `too-many-features`, `too-many-positions`, `feature-too-large`, `broken-topology`, `broken-dbf`
 * (the areas come without properties). One feature is concerned: `not-a-feature` and `deleted-record` (left out), `bad-geometry`,
 * `out-of-range`, `not-an-area`, `too-complex` (left without geometry, or without that part of it), `invalid-text`,
 * `bad-value` and `unsupported-field` (left without that property). Mended: `text-cut`, `ring-direction`,
 * `broken-index`, `count-mismatch`, `duplicate-property`. To be known: `datum-unknown`, `encoding-guessed`,
 * `too-many-issues` (more was wrong than is told).
 */
export type GeofilesIssueCode =
  | 'geofiles/unknown-format'
  | 'geofiles/too-large'
  | 'geofiles/expands-too-much'
  | 'geofiles/broken-zip'
  | 'geofiles/nothing-inside'
  | 'geofiles/several-layers'
  | 'geofiles/not-geojson'
  | 'geofiles/not-topojson'
  | 'geofiles/not-kml'
  | 'geofiles/not-a-shapefile'
  | 'geofiles/projected-crs'
  | 'geofiles/unsupported-crs'
  | 'geofiles/unknown-object'
  | 'geofiles/truncated'
  | 'geofiles/invalid-json'
  | 'geofiles/too-many-features'
  | 'geofiles/too-many-positions'
  | 'geofiles/feature-too-large'
  | 'geofiles/too-many-issues'
  | 'geofiles/broken-topology'
  | 'geofiles/broken-dbf'
  | 'geofiles/not-a-feature'
  | 'geofiles/deleted-record'
  | 'geofiles/bad-geometry'
  | 'geofiles/out-of-range'
  | 'geofiles/not-an-area'
  | 'geofiles/too-complex'
  | 'geofiles/invalid-text'
  | 'geofiles/bad-value'
  | 'geofiles/unsupported-field'
  | 'geofiles/text-cut'
  | 'geofiles/ring-direction'
  | 'geofiles/broken-index'
  | 'geofiles/count-mismatch'
  | 'geofiles/duplicate-property'
  | 'geofiles/datum-unknown'
  | 'geofiles/encoding-guessed';

/** The file of a set that an issue is about. */
export type GeoPart = 'shp' | 'shx' | 'dbf' | 'prj' | 'cpg' | 'zip';

/** One thing that was refused, mended or is to be known of a file (问题); it never quotes a value of what came. */
export interface GeoIssue {
  /** The codes of `@civigrid/guard` come through where its readers refused. */
  readonly code: GeofilesIssueCode | GuardIssueCode;
  /** Which file of a Shapefile or archive. */
  readonly part?: GeoPart;
  /** The number of the feature in the file, from 0; those that were left out count. */
  readonly feature?: number;
  /** Keys and indexes inside the feature, or inside the document where there is no feature. */
  readonly path?: readonly (string | number)[];
  /** Where in the bytes of the file it stands, or where reading stopped. */
  readonly byte?: number;
  /** The limit that was passed. */
  readonly limit?: number;
}
