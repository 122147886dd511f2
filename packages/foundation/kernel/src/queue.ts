/** Runs work on named things one after another; work on other things goes on beside it. */
export interface Queue {
  /** Runs the work when nothing else runs on any of the names. */
  run<Result>(names: readonly string[], work: () => Promise<Result>): Promise<Result>;
}

/** A queue per name. Names are taken all at once, so that two pieces of work never wait for each other. */
export function queue(): Queue {
  const tails = new Map<string, Promise<void>>();
  return {
    run: async (names, work) => {
      const before = names.map((name) => tails.get(name));
      let release: () => void = () => undefined;
      const mine = new Promise<void>((resolve) => {
        release = resolve;
      });
      for (const name of names) tails.set(name, mine);
      try {
        await Promise.all(before);
        return await work();
      } finally {
        for (const name of names) if (tails.get(name) === mine) tails.delete(name);
        release();
      }
    },
  };
}
