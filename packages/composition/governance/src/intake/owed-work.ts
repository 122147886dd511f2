import { isDomainError } from '@civigrid/kernel';
import type { GovernanceFaultCode } from '../governance-error.ts';

/** Something to be recorded, and the condition whose order it must keep. */
export interface Owed {
  readonly condition: string;
  readonly work: () => Promise<void>;
}

/** What the trackers have said and the record does not hold yet. */
export interface OwedWork {
  owe(condition: string, work: () => Promise<void>): Owed;
  /** Records what is owed. Throws where one's own could not be; what others owe is theirs, and is told. */
  record(own: readonly Owed[]): Promise<void>;
  /** Throws where anything could not be recorded. */
  recordAll(): Promise<void>;
}

/** Work that a fault leaves for the next time: a tracker has said it once and will not say it again. */
export function owedWork(refused: (code: string) => void): OwedWork {
  let owed: readonly Owed[] = [];
  let running: Promise<unknown> = Promise.resolve();

  /** In the order of each condition: behind a fault nothing of the same condition is done. */
  async function run(): Promise<ReadonlyMap<Owed, unknown>> {
    const faults = new Map<Owed, unknown>();
    const stopped = new Set<string>();
    for (const one of owed) {
      if (stopped.has(one.condition)) continue;
      try {
        await one.work();
      } catch (error) {
        if (!isDomainError(error)) {
          faults.set(one, error);
          stopped.add(one.condition);
          continue;
        }
        refused(error.code);
      }
      owed = owed.filter((other) => other !== one);
    }
    return faults;
  }

  /** One after another, whoever asks. */
  async function queued(): Promise<ReadonlyMap<Owed, unknown>> {
    const mine = running.then(run, run);
    running = mine;
    return mine;
  }

  async function record(own: readonly Owed[]): Promise<void> {
    const faults = await queued();
    const left = own.find((one) => owed.includes(one));
    for (const one of faults.keys())
      if (!own.includes(one)) refused('governance/not-recorded' satisfies GovernanceFaultCode);
    if (left !== undefined)
      throw faults.get(left) ?? new Error('What came before it is not recorded yet.');
  }

  return {
    owe: (condition, work) => {
      const one = { condition, work };
      owed = [...owed, one];
      return one;
    },
    record,
    recordAll: () => record(owed),
  };
}
