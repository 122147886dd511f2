/** What may be handed over for a value: an optional member may be undefined. */
export type Loose<Value> = {
  readonly [Key in keyof Value]: object extends Pick<Value, Key>
    ? Value[Key] | undefined
    : Value[Key];
};

/** The same members without those that are undefined: facts are JSON. */
export function defined<Value extends object>(value: Loose<Value>): Value {
  // Facts are made a million times a second: lists of entries would cost twice as much as the rest.
  const kept: Record<string, unknown> = {};
  for (const name in value) {
    const member = value[name as keyof Loose<Value>];
    if (member !== undefined) kept[name] = member;
  }
  return kept as Value;
}
