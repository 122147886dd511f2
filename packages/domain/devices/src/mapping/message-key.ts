import { beijingMs } from '../intake/written-instant.ts';

/** How far the vendor's id of a message names it: within a day, or not at all because every delivery is a new message. */
export type MessagePer = 'day' | 'delivery';

const dayMs = 86_400_000;

/** The day of an instant in China, `20240506`; its number where a calendar has none. */
function dayOf(at: number): string {
  const there = new Date(at + beijingMs);
  return Number.isNaN(there.getTime())
    ? String(Math.floor(at / dayMs))
    : there.toISOString().slice(0, -14).replaceAll('-', '');
}

/** The key of a message whose id alone does not name it. */
export function messageKey(
  key: string,
  per: MessagePer | undefined,
  times: { readonly occurred: number | undefined; readonly received: number },
): string {
  if (per === undefined) return key;
  return per === 'day'
    ? `${dayOf(times.occurred ?? times.received)}.${key}`
    : `${times.received}.${key}`;
}
