import type { DeadLetter, DeadLetters } from './dead-letters.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Dead letters in memory. */
export function memoryDeadLetters(): DeadLetters {
  const kept = new Map<string, DeadLetter>();
  return {
    keep: async (letter) => {
      if (!kept.has(letter.id)) kept.set(letter.id, frozenCopy(letter));
    },
    list: async ({ tenant, source, code, after = '', limit = Infinity }) =>
      [...kept.values()]
        .filter((letter) => letter.tenant === tenant && letter.id > after)
        .filter((letter) => source === undefined || letter.source === source)
        .filter(({ reasons }) => code === undefined || reasons.some((r) => r.code === code))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    remove: async (id) => {
      kept.delete(id);
    },
  };
}
