/** A row of keys that does not open under its own master key. */
export function damaged(): Error {
  return new Error('The vault is damaged: a key does not open.');
}
