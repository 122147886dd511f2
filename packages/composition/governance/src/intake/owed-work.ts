import { isDomainError } from '@civigrid/kernel';
import type { GovernanceFaultCode } from '../governance-error.ts';

/** Something to be recorded, and the condition whose order it must keep. */
export interface Owed<Work> {
  readonly condition: string;
  readonly work: Work;
}

/** What the trackers have said and the record does not hold yet. */
export interface OwedWork<Work> {
  owe(condition: string, work: Work): Owed<Work>;
  /** Records what is owed. Throws where one's own could not be; what others owe is theirs, and is told. */
  record(own: readonly Owed<Work>[]): Promise<void>;
  /** Throws where anything could not be recorded. */
  recordAll(): Promise<void>;
}

/** How work is carried out. */
export interface OwedWorkPorts<Work> {
  /** Works with the same answer may be carried out together, in one append; undefined: each by itself. */
  readonly togetherBy: (work: Work) => string | undefined;
  readonly carryOut: (works: readonly [Work, ...Work[]]) => Promise<void>;
  /** What was asked for and refused. */
  readonly refused: (code: string) => void;
}

type Bundle<Work> = readonly [Owed<Work>, ...Owed<Work>[]];

/** So many go into one append. */
const together = 500;

/** Work that a fault leaves for the next time: a tracker has said it once and will not say it again. */
export function owedWork<Work>(ports: OwedWorkPorts<Work>): OwedWork<Work> {
  const { togetherBy, carryOut, refused } = ports;
  const owed = new Set<Owed<Work>>();
  let running: Promise<unknown> = Promise.resolve();

  /** The first that waits, and what goes with it of those behind it: nothing overtakes its own condition. */
  function bundled(first: Owed<Work>, behind: Iterable<Owed<Work>>): Bundle<Work> {
    const by = togetherBy(first.work);
    const all: [Owed<Work>, ...Owed<Work>[]] = [first];
    if (by === undefined) return all;
    const passed = new Set<string>();
    for (const one of behind) {
      if (all.length === together) break;
      if (passed.has(one.condition) || togetherBy(one.work) !== by) passed.add(one.condition);
      else all.push(one);
    }
    return all;
  }

  /** Whether it is done with: recorded, or refused for good; else the fault. */
  async function attempted([{ work }, ...others]: Bundle<Work>): Promise<{ fault?: unknown }> {
    try {
      await carryOut([work, ...others.map((other) => other.work)]);
    } catch (error) {
      if (!isDomainError(error)) return { fault: error };
      refused(error.code);
    }
    return {};
  }

  /** What is of the same conditions as those that failed waits for the next time. */
  function pass(waiting: Set<Owed<Work>>, failed: Bundle<Work>): void {
    const stopped = new Set(failed.map(({ condition }) => condition));
    for (const each of waiting) if (stopped.has(each.condition)) waiting.delete(each);
  }

  /** In the order of each condition: behind a fault nothing of the same condition is done. */
  async function run(): Promise<ReadonlyMap<Owed<Work>, unknown>> {
    const faults = new Map<Owed<Work>, unknown>();
    const waiting = new Set(owed);
    for (const one of waiting) {
      waiting.delete(one);
      const bundle = bundled(one, waiting);
      for (const each of bundle) waiting.delete(each);
      const outcome = await attempted(bundle);
      if ('fault' in outcome) {
        for (const each of bundle) faults.set(each, outcome.fault);
        pass(waiting, bundle);
      } else for (const each of bundle) owed.delete(each);
    }
    return faults;
  }

  /** One after another, whoever asks. */
  async function queued(): Promise<ReadonlyMap<Owed<Work>, unknown>> {
    const mine = running.then(run, run);
    running = mine;
    return mine;
  }

  async function record(own: readonly Owed<Work>[]): Promise<void> {
    const faults = await queued();
    const left = own.find((one) => owed.has(one));
    for (const one of faults.keys())
      if (!own.includes(one)) refused('governance/not-recorded' satisfies GovernanceFaultCode);
    if (left !== undefined)
      throw faults.get(left) ?? new Error('What came before it is not recorded yet.');
  }

  return {
    owe: (condition, work) => {
      const one = { condition, work };
      owed.add(one);
      return one;
    },
    record,
    recordAll: () => record([...owed]),
  };
}
