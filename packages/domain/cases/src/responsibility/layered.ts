/**
 * A Map that is never changed but cheaply told otherwise: what differs lies in a small layer above a large base, until
 * the layer has grown and becomes one with it. An entry that goes and comes back keeps its place.
 */
export interface Layered<Value> {
  readonly base: ReadonlyMap<string, Value>;
  /** Undefined where the base's entry is gone. */
  readonly layer: ReadonlyMap<string, Value | undefined>;
}

/** Copying so much costs no more than what else a change does. */
const largestLayer = 500;

export function layered<Value>(base: ReadonlyMap<string, Value>): Layered<Value> {
  return { base, layer: new Map() };
}

export function entryOf<Value>({ base, layer }: Layered<Value>, key: string): Value | undefined {
  return layer.has(key) ? layer.get(key) : base.get(key);
}

/** All entries, in the order of the base, then those that came. */
export function flattened<Value>({ base, layer }: Layered<Value>): ReadonlyMap<string, Value> {
  if (layer.size === 0) return base;
  const found = new Map<string, Value>();
  for (const [key, value] of base) {
    const now = layer.has(key) ? layer.get(key) : value;
    if (now !== undefined) found.set(key, now);
  }
  for (const [key, value] of layer) if (value !== undefined) found.set(key, value);
  return found;
}

/** The entries whose values satisfy a test, without a copy of all. */
export function entriesWhere<Value>(
  { base, layer }: Layered<Value>,
  test: (value: Value) => boolean,
): readonly (readonly [key: string, value: Value])[] {
  const found: (readonly [string, Value])[] = [];
  for (const [key, value] of base) if (test(value) && !layer.has(key)) found.push([key, value]);
  for (const [key, value] of layer)
    if (value !== undefined && test(value)) found.push([key, value]);
  return found;
}

/** The entries with some set, or gone where undefined. */
export function withEntries<Value>(
  map: Layered<Value>,
  entries: ReadonlyMap<string, Value | undefined>,
): Layered<Value> {
  if (entries.size === 0) return map;
  const layer = new Map([...map.layer, ...entries]);
  const found = { base: map.base, layer };
  return layer.size > largestLayer ? layered(flattened(found)) : found;
}
