/** Work that waits for a place in a group. */
interface Waiting<Item> {
  readonly item: Item;
  /** What no two pieces of work in flight may share: streams, commands, ids, keys. */
  readonly keys: readonly string[];
  /** About how many bytes it sends. */
  readonly weight: number;
}

/** How much goes into one group. */
const most = { items: 500, weight: 8 * 1024 * 1024, lookedAt: 4_000 };

/**
 * From so many bytes on, what waits is shared between the free lanes: one prepares and hears while the other writes.
 * Less is worth no second sync of the disk.
 */
const shared = 32 * 1024;

/** Gathers what was asked while others were on their way, and hands it over in groups. */
export interface GroupQueue<Item> {
  add(waiting: Waiting<Item>): void;
  /** Resolves when nothing waits and nothing is on its way. */
  drained(): Promise<void>;
}

/**
 * A queue before `lanes` connections. What was asked in one turn of the event loop goes together; work that shares a
 * key with other work waits for it, and keeps its place before whatever shares a key with itself.
 */
export function groupQueue<Item>(
  lanes: number,
  run: (group: readonly Item[]) => Promise<void>,
): GroupQueue<Item> {
  let waiting: Waiting<Item>[] = [];
  const inFlight = new Set<string>();
  let free = lanes;
  let scheduled = false;
  let idle: (() => void)[] = [];

  function taken(): readonly Waiting<Item>[] {
    const all = waiting.reduce((sum, each) => sum + each.weight, 0);
    const share = all < shared ? waiting.length : Math.ceil(waiting.length / free);
    const limit = Math.min(most.items, share);
    const group: Waiting<Item>[] = [];
    const left: Waiting<Item>[] = [];
    const held = new Set<string>();
    let weight = 0;
    let looked = 0;
    for (const each of waiting) {
      looked++;
      const full =
        group.length >= limit || (group.length > 0 && weight + each.weight > most.weight);
      if (full || looked > most.lookedAt) break;
      if (each.keys.some((key) => inFlight.has(key) || held.has(key))) left.push(each);
      else {
        group.push(each);
        weight += each.weight;
      }
      for (const key of each.keys) held.add(key);
    }
    const seen = group.length + left.length;
    waiting = [...left, ...waiting.slice(seen)];
    return group;
  }

  async function send(group: readonly Waiting<Item>[]): Promise<void> {
    const keys = group.flatMap((each) => each.keys);
    free--;
    for (const key of keys) inFlight.add(key);
    try {
      await run(group.map(({ item }) => item));
    } finally {
      free++;
      for (const key of keys) inFlight.delete(key);
      schedule();
    }
  }

  function pump(): void {
    scheduled = false;
    while (free > 0 && waiting.length > 0) {
      const group = taken();
      if (group.length === 0) break;
      void send(group);
    }
    if (waiting.length > 0 || free < lanes) return;
    for (const resolve of idle) resolve();
    idle = [];
  }

  /** Behind the callers of this turn, so that they all come along. */
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(pump);
  }

  return {
    add: (each) => {
      waiting.push(each);
      schedule();
    },
    drained: () =>
      new Promise((resolve) => {
        idle.push(resolve);
        schedule();
      }),
  };
}
