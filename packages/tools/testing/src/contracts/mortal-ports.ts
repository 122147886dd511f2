import type { Store, Vault } from '@civigrid/kernel';

/** What the world stands on. */
export interface WorldPorts {
  /** Archive and restore take no part. */
  readonly store: Store;
  readonly vault: Vault;
}

/** One life of a process: it dies at a given point, and from then on nothing that it asks is answered. */
export interface Life {
  /** Does one call, with a point before and a point after it at which the process may die. */
  call<Result>(work: () => Promise<Result>): Promise<Result>;
  /** How many points it has passed. */
  passed(): number;
  /** Whether it was this death that was thrown. */
  isDeath(error: unknown): boolean;
}

/** A life that dies at its n-th point; one without a number lives on. */
export function life(diesAt: number = Infinity): Life {
  const death = new Error('The process has died.');
  let passed = 0;
  const point = () => {
    if (passed >= diesAt) throw death;
    passed++;
    if (passed >= diesAt) throw death;
  };
  return {
    call: async (work) => {
      point();
      const result = await work();
      point();
      return result;
    },
    passed: () => passed,
    isDeath: (error) => error === death,
  };
}

/** The same ports, in the hands of a process that may die before and after every call that changes something. */
export function mortal({ store, vault }: WorldPorts, { call }: Life): WorldPorts {
  const { deadlines, progress } = store;
  return {
    store: {
      ...store,
      append: (batch) => call(() => store.append(batch)),
      first: (tenant, command) => call(() => store.first(tenant, command)),
      deadlines: {
        claim: (...asked) => call(() => deadlines.claim(...asked)),
        done: (claimed) => call(() => deadlines.done(claimed)),
        next: (tenant) => deadlines.next(tenant),
      },
      progress: {
        load: (group, partition) => progress.load(group, partition),
        save: (...saved) => call(() => progress.save(...saved)),
      },
    },
    vault: {
      seal: (parts, context) => call(() => vault.seal(parts, context)),
      open: (part, context, reader) => vault.open(part, context, reader),
      destroy: (forgetting) => call(() => vault.destroy(forgetting)),
    },
  };
}
