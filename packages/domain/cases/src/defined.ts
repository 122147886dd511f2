/** What may be handed over for a value: an optional member may be undefined. */
type Loose<Value> = {
  readonly [Key in keyof Value]: object extends Pick<Value, Key>
    ? Value[Key] | undefined
    : Value[Key];
};

/** The same members without those that are undefined: facts are JSON. */
export function defined<Value extends object>(value: Loose<Value>): Value {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Value;
}
