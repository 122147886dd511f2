import type { DeduplicatorSnapshot } from './deduplicator.ts';
import { keyHash, type MessageTable, messageTable } from './message-table.ts';

/** Remembers which messages came, in bounded memory: two generations, of which the elder is dropped as a whole. */
export interface RecentMessages {
  /**
   * Whether this came within the window already; from now on it has. `about` and `phase` say what of the message is
   * meant: it may speak of several conditions. Asked for every event, so that it takes no object.
   */
  known(key: string, tenant: string, about: string, phase: string, received: number): boolean;
  rows(): DeduplicatorSnapshot;
}

/** A memory of so many newest mentions for so many milliseconds; at most twice as many are kept. */
export function recentMessages(
  windowMs: number,
  capacity: number,
  written: DeduplicatorSnapshot = [],
): RecentMessages {
  let elder = messageTable();
  let younger = messageTable();
  let began = Number.NEGATIVE_INFINITY;
  /** Whose it is and how it is meant, by code: by tenant, then by phase. */
  const pairs: (readonly [tenant: string, phase: string])[] = [];
  const codes = new Map<string, Map<string, number>>();

  /** The last that was asked for: nearly always the same tenant, and often the same phase. */
  let last = { tenant: '', phase: '', code: -1 };

  function codeOf(tenant: string, phase: string): number {
    if (last.code < 0 || last.tenant !== tenant || last.phase !== phase)
      last = { tenant, phase, code: looked(tenant, phase) };
    return last.code;
  }

  function looked(tenant: string, phase: string): number {
    const known = codes.get(tenant);
    const code = known?.get(phase);
    if (code !== undefined) return code;
    const own = known ?? new Map<string, number>();
    codes.set(tenant, own.set(phase, pairs.length));
    return pairs.push([tenant, phase]) - 1;
  }

  /** Whether the last mention in a table lies within the window. */
  function within(table: MessageTable, row: number, received: number): boolean {
    return row >= 0 && received - table.receivedAt(row) <= windowMs;
  }

  for (const [key, tenant, about, phase, received, generation] of written) {
    const table = generation === 0 ? elder : younger;
    // The first of a generation is what began it.
    if (table === younger && younger.size === 0) began = received;
    table.put(keyHash(key, about), key, about, codeOf(tenant, phase), received);
  }
  return {
    known(key, tenant, about, phase, received) {
      const code = codeOf(tenant, phase);
      const hash = keyHash(key, about);
      const row = younger.find(hash, key, about, code);
      if (within(younger, row, received)) return true;
      if (row < 0 && elder.size > 0 && within(elder, elder.find(hash, key, about, code), received))
        return true;
      if (younger.size >= capacity || received - began > windowMs) {
        elder = younger;
        younger = messageTable(elder.size);
        began = received;
      }
      younger.put(hash, key, about, code, received);
      return false;
    },
    rows: () => {
      const decode = (code: number) => pairs[code] ?? (['', ''] as const);
      return [...elder.rows(0, decode), ...younger.rows(1, decode)];
    },
  };
}
