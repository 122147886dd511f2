/** An object whose members nobody has looked at yet. */
export type Unread = Readonly<Record<string, unknown>>;

/** Whether a value from outside is an object with members; a list is none. */
export const isRecord = (value: unknown): value is Unread =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value from outside is a text that says something. */
export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';
