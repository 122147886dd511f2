/** Who is to be looked at, and when: a binary heap in two flat lists. */
export interface WakeQueue<Sleeper> {
  push(at: number, sleeper: Sleeper): void;
  /** The earliest that is due by `now`, or undefined. */
  pop(now: number): { readonly at: number; readonly sleeper: Sleeper } | undefined;
  readonly size: number;
}

/** An empty queue. */
export function wakeQueue<Sleeper>(): WakeQueue<Sleeper> {
  const times: number[] = [];
  const sleepers: Sleeper[] = [];

  function up(from: number, at: number, sleeper: Sleeper): void {
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((times[parent] as number) <= at) break;
      times[i] = times[parent] as number;
      sleepers[i] = sleepers[parent] as Sleeper;
      i = parent;
    }
    times[i] = at;
    sleepers[i] = sleeper;
  }

  function down(at: number, sleeper: Sleeper): void {
    const { length } = times;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) break;
      if (child + 1 < length && (times[child + 1] as number) < (times[child] as number)) child++;
      if ((times[child] as number) >= at) break;
      times[i] = times[child] as number;
      sleepers[i] = sleepers[child] as Sleeper;
      i = child;
    }
    times[i] = at;
    sleepers[i] = sleeper;
  }

  return {
    push(at, sleeper) {
      times.push(at);
      sleepers.push(sleeper);
      up(times.length - 1, at, sleeper);
    },
    pop(now) {
      const at = times[0];
      const sleeper = sleepers[0];
      if (at === undefined || sleeper === undefined || at > now) return undefined;
      const lastAt = times.pop() as number;
      const last = sleepers.pop() as Sleeper;
      if (times.length > 0) down(lastAt, last);
      return { at, sleeper };
    },
    get size() {
      return times.length;
    },
  };
}
