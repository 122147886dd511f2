export type { GeofilesErrorCode } from './error-code.ts';
export type { GeoReading, GridCollection, GridFeature } from './feature.ts';
export type { GeofilesIssueCode, GeoIssue, GeoPart } from './issue.ts';
export type { GeoLimits } from './limits.ts';
export { defaultGeoLimits } from './limits.ts';
export type { NamedBytes, ReadGeoFileOptions } from './read-geo-file.ts';
export { readGeoFile } from './read-geo-file.ts';
export type {
  FeatureStream,
  GeoJsonLayout,
  ReadGeoJsonStreamOptions,
} from './read-geojson-stream.ts';
export { readGeoJsonStream } from './read-geojson-stream.ts';
export type { ReadKmlOptions } from './read-kml.ts';
export { readKml } from './read-kml.ts';
export type { ReadShapefileOptions } from './read-shapefile.ts';
export { readShapefile } from './read-shapefile.ts';
export type { ReadTopoJsonOptions } from './read-topojson.ts';
export { readTopoJson } from './read-topojson.ts';
export type { ShapefileSet } from './shapefile-set.ts';
export type { ToGeoJsonStreamOptions } from './to-geojson-stream.ts';
export { toGeoJsonStream } from './to-geojson-stream.ts';
export { toKml } from './to-kml.ts';
export type { ToShapefileOptions, WrittenShapefile } from './to-shapefile.ts';
export { toShapefile } from './to-shapefile.ts';
export type { ToTopoJsonOptions } from './to-topojson.ts';
export { toTopoJson } from './to-topojson.ts';
