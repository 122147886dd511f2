/** The key of a condition (报警条件): device, kind and, where it has parts, which. Joined, not added: a sum is a tree of its parts until somebody reads it. */
export function conditionKeyOf(device: string, kind: string, zone: string | undefined): string {
  return [device, kind, zone ?? ''].join('|');
}

/** The kind that the key of a device's condition names. */
export function kindOfKey(device: string, conditionKey: string): string {
  return conditionKey.slice(device.length + 1).split('|')[0] ?? '';
}
