/** What every reader counts (读取上限); all have defaults. A limit that is no number refuses everything. */
export interface GeoLimits {
  /** Bytes that are held at once: of a file, or of what an archive unpacks to; 256 MiB if left out. Streams have no such limit. */
  readonly maxBytes?: number;
  /** Features of one file; 500,000 if left out. */
  readonly maxFeatures?: number;
  /** Positions of all borders together; 20,000,000 if left out. */
  readonly maxPositions?: number;
  /** Issues that are told one by one; 1,000 if left out. */
  readonly maxIssues?: number;
  /** How many times its size an archive may unpack to, from 1 MiB on; 200 if left out. */
  readonly maxExpansion?: number;
  /** Bytes of one feature in a stream of GeoJSON; 16 MiB if left out. */
  readonly maxFeatureBytes?: number;
}

/** The limits that hold where a caller names none (默认上限). */
export const defaultGeoLimits: Readonly<Required<GeoLimits>> = Object.freeze({
  maxBytes: 268_435_456,
  maxFeatures: 500_000,
  maxPositions: 20_000_000,
  maxIssues: 1_000,
  maxExpansion: 200,
  maxFeatureBytes: 16_777_216,
});

/** A caller's limits with the defaults in the gaps. */
export function withDefaults(limits: GeoLimits | undefined): Required<GeoLimits> {
  return {
    maxBytes: limits?.maxBytes ?? defaultGeoLimits.maxBytes,
    maxFeatures: limits?.maxFeatures ?? defaultGeoLimits.maxFeatures,
    maxPositions: limits?.maxPositions ?? defaultGeoLimits.maxPositions,
    maxIssues: limits?.maxIssues ?? defaultGeoLimits.maxIssues,
    maxExpansion: limits?.maxExpansion ?? defaultGeoLimits.maxExpansion,
    maxFeatureBytes: limits?.maxFeatureBytes ?? defaultGeoLimits.maxFeatureBytes,
  };
}
