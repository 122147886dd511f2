import type { Recorded } from './envelope.ts';
import type { ReadOptions } from './event-store.ts';

/** The two places in which a stream or a log lies. */
export interface ReadPlaces {
  /** Which of an event's numbers counts here. */
  readonly number: 'version' | 'position';
  /** What stands in the tables behind a number, in order, at most so many: one look, in which nothing moves. */
  readonly live: (
    after: number,
    size: number,
  ) => readonly Recorded[] | Promise<readonly Recorded[]>;
  /** What the first sealed file with something behind a number has of it; undefined where there is none. */
  readonly sealed: (after: number) => Promise<Iterable<Recorded> | undefined>;
}

/** Fetched so many at a time, so that a long log never stands in memory as a whole. */
const pageSize = 256;

/**
 * Reads what lies partly in sealed files, partly in tables, while it may be moved from these into those. The tables
 * are asked first: what they do not have any more is in a file by then.
 */
export async function* readThrough(
  { number, live, sealed }: ReadPlaces,
  { after = 0, limit = Infinity, cancel }: ReadOptions = {},
): AsyncIterable<Recorded> {
  const stopped = () => cancel?.aborted === true;
  let from = Math.max(0, after);
  let left = limit;

  function* taken(events: Iterable<Recorded>): Iterable<Recorded> {
    for (const event of events) {
      if (left <= 0 || stopped()) return;
      yield event;
      from = event[number];
      left--;
    }
  }

  while (left > 0 && !stopped()) {
    const size = Math.min(left, pageSize);
    const page = await live(from, size);
    const first = page[0]?.[number];
    if (first === undefined || first > from + 1) {
      const events = await sealed(from);
      const before = from;
      if (events !== undefined) yield* taken(events);
      if (from > before) continue;
      // Neither here nor there: the end, or a gap that the reader sees.
      if (first === undefined) return;
    }
    yield* taken(page);
    if (page.length < size) return;
  }
}
