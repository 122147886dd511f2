/** The inputs of one decision by column name (输入); columns may be missing, others are not looked at. */
export type TableInput = Readonly<Record<string, unknown>>;

/** What names a value of an input: a key, and where it lies if there is no such key. */
export interface NamedValue {
  readonly name: string;
  readonly path?: readonly string[];
}

/** What an input itself says about a column: `__proto__` and `toString` are names like any other. */
export function rawValue(input: TableInput, { name, path }: NamedValue): unknown {
  if (hasOwn(input, name)) return input[name];
  if (!path) return undefined;
  let value: unknown = input;
  for (const key of path) {
    if (!hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function hasOwn(value: unknown, key: string): value is TableInput {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.hasOwn(value, key)
  );
}
