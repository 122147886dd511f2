/** The inputs of one decision by column name (输入); columns may be missing, others are not looked at. */
export type TableInput = Readonly<Record<string, unknown>>;

/** What an input itself says about a column: `__proto__` and `toString` are names like any other. */
export function rawValue(input: TableInput, name: string): unknown {
  const readable = typeof input === 'object' && input !== null;
  return readable && Object.hasOwn(input, name) ? input[name] : undefined;
}
