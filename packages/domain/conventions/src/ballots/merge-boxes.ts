import { canonicalJson, textOrder } from '@civigrid/kernel';
import type { BoxEntry } from './box-entry.ts';

/**
 * One box of several (并箱): every entry once, in one order that only their contents decide. Whatever is merged with what,
 * in whatever order and however often, the box is the same: paper boxes, the server's and a tablet's may meet late.
 */
export function mergeBoxes(...boxes: readonly (readonly BoxEntry[])[]): readonly BoxEntry[] {
  const entries = new Map<string, BoxEntry>();
  for (const box of boxes) for (const entry of box) entries.set(canonicalJson(entry), entry);
  return Array.from(entries)
    .sort(([a], [b]) => textOrder(a, b))
    .map(([, entry]) => entry);
}
