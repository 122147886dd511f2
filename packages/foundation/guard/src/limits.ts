/** What every reader counts (读取上限). A limit that is no number refuses everything: in doubt, closed. */
export interface Limits {
  /** Bytes of what comes, or of the UTF-8 form of a text; 1 MiB if left out. */
  readonly maxBytes?: number;
  /** How deep objects and arrays, or elements, may nest; 64 if left out. */
  readonly maxDepth?: number;
  /** Names in the whole document: keys of JSON; elements and attributes of XML; 100,000 if left out. */
  readonly maxKeys?: number;
  /** UTF-8 bytes of one string, key, name, attribute value or text of one element; 256 KiB if left out. */
  readonly maxStringBytes?: number;
}

/** Limits of {@link readJson}. */
export interface JsonLimits extends Limits {
  /** Read `{"a":1,"a":2}` as `JSON.parse` does, the last one wins; false if left out. */
  readonly allowDuplicateKeys?: boolean;
}

/** Limits of {@link readXml}. */
export interface XmlLimits extends Limits {
  /** Elements of the whole document; 50,000 if left out. */
  readonly maxElements?: number;
  /** Attributes of one element; 64 if left out. */
  readonly maxAttributes?: number;
}

/** The limits that hold where a caller names none (默认上限). */
export const defaultLimits: Readonly<Required<Limits>> = Object.freeze({
  maxBytes: 1_048_576,
  maxDepth: 64,
  maxKeys: 100_000,
  maxStringBytes: 262_144,
});

/** A caller's limits with the defaults in the gaps. */
export function withDefaults(limits: Limits | undefined): Required<Limits> {
  return {
    maxBytes: limits?.maxBytes ?? defaultLimits.maxBytes,
    maxDepth: limits?.maxDepth ?? defaultLimits.maxDepth,
    maxKeys: limits?.maxKeys ?? defaultLimits.maxKeys,
    maxStringBytes: limits?.maxStringBytes ?? defaultLimits.maxStringBytes,
  };
}
