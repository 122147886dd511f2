import type { IdSource } from '@civigrid/kernel';
import { seededRandom } from './seeded-random.ts';

/** 2026-06-15 00:00 +08:00: the day of the synthetic street. */
const firstInstant = Date.UTC(2026, 5, 14, 16);

/**
 * Ids in the form of UUIDv7 (RFC 9562) that come again with the seed: one millisecond apart from `startAt` (UTC ms;
 * the morning of 2026-06-15 in Beijing if left out), so that they sort in the order in which they were made.
 */
export function seededIds(seed: string | number, startAt: number = firstInstant): IdSource {
  const random = seededRandom(`ids/${seed}`);
  let time = startAt;
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => random.integer(16).toString(16)).join('');
  return {
    next(): string {
      const front = time.toString(16).padStart(12, '0');
      time += 1;
      const variant = '89ab'.charAt(random.integer(4));
      return `${front.slice(0, 8)}-${front.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
    },
  };
}
