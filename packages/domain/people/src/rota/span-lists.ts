import type { PersonId } from '@civigrid/kernel';
import type { Spans } from './span.ts';

/** What a list of shifts says of a time: a shift that names nobody, or none; 0 and above is who takes it. */
export const unnamed: number = -1;
export const noShift: number = -2;

/** Shifts of days as numbers, each list kept once: list 0 is empty. */
export interface SpanLists {
  /** The number of a list. */
  intern(spans: Spans): number;
  /** Who takes the shift of a list that covers a time counted from its midnight, {@link unnamed}, or {@link noShift}. */
  find(list: number, time: number): number;
  /** The beginnings and ends of a list. */
  bounds(list: number): readonly number[];
}

/** Keeps lists one after another in flat arrays; who takes a shift is a number that the caller gives. */
export function spanLists(numberOf: (person: PersonId) => number): SpanLists {
  const known = new Map<string, number>([['', 0]]);
  const firsts: number[] = [0, 0];
  const begins: number[] = [];
  const ends: number[] = [];
  const takers: number[] = [];
  return {
    intern(spans) {
      const numbered = spans.map(({ from, to, person }) => ({
        from,
        to,
        who: person === undefined ? unnamed : numberOf(person),
      }));
      const key = numbered.map(({ from, to, who }) => `${from}-${to}-${who}`).join();
      const before = known.get(key);
      if (before !== undefined) return before;
      for (const { from, to, who } of numbered) {
        begins.push(from);
        ends.push(to);
        takers.push(who);
      }
      const list = firsts.push(begins.length) - 2;
      known.set(key, list);
      return list;
    },
    find(list, time) {
      const end = firsts[list + 1] as number;
      for (let i = firsts[list] as number; i < end; i++) {
        if (time < (begins[i] as number)) return noShift;
        if (time < (ends[i] as number)) return takers[i] as number;
      }
      return noShift;
    },
    bounds(list) {
      const [first, end] = [firsts[list], firsts[list + 1]];
      return [...begins.slice(first, end), ...ends.slice(first, end)];
    },
  };
}
