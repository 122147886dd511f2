import type { StreamItem } from './stream-item.ts';

/** Anything that can be gone through, at once or in time. */
export type Source<Value> = AsyncIterable<Value> | Iterable<Value>;

/** One of two sources, and what it has come to. */
interface Side {
  readonly next: () => Promise<IteratorResult<StreamItem, unknown>>;
  readonly leave: () => Promise<unknown>;
}

type Settled = { readonly side: Side } & (
  | { readonly result: IteratorResult<StreamItem, unknown> }
  | { readonly error: unknown }
);

function sideOf<Value>(source: Source<Value>, itemOf: (value: Value) => StreamItem): Side {
  const iterator =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  return {
    next: async () => {
      const { done, value } = await iterator.next();
      return done === true ? { done, value } : { done: false, value: itemOf(value) };
    },
    leave: async () => iterator.return?.(),
  };
}

/** Items and ticks as they come, one of each asked for at a time; over when the items are. */
export async function* withTicks(
  items: Source<StreamItem>,
  ticks: Source<number>,
): AsyncGenerator<StreamItem, void, undefined> {
  const main = sideOf(items, (item) => item);
  const clock = sideOf(ticks, (now): StreamItem => ({ type: 'tick', now }));
  const settled: Settled[] = [];
  let wake: () => void = () => undefined;

  // Not a race of promises: one that waits long would gather a listener for each item that goes by.
  function ask(side: Side): void {
    const come = (one: Settled) => {
      settled.push(one);
      wake();
    };
    side.next().then(
      (result) => come({ side, result }),
      (error: unknown) => come({ side, error }),
    );
  }

  ask(main);
  ask(clock);
  try {
    for (;;) {
      const next = settled.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if ('error' in next) throw next.error;
      const { side, result } = next;
      if (result.done !== true) {
        yield result.value;
        ask(side);
      } else if (side === main) return;
    }
  } finally {
    // A clock that waits for its next instant answers when that comes: nobody waits for it.
    clock.leave().catch(() => undefined);
    await main.leave();
  }
}
