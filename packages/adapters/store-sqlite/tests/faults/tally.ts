/** What a fault was counted to have done (facts of every fault test). */
export interface Tally {
  /** How many times it was made to happen. */
  faults: number;
  /** What the store had answered before. */
  acknowledged: number;
  /** What was answered and is not there. */
  lost: number;
  /** What is there more often than it was meant. */
  doubled: number;
}

export const nothingYet = (): Tally => ({ faults: 0, acknowledged: 0, lost: 0, doubled: 0 });

/** Writes the four numbers beside the name of the fault. */
export function tell(fault: string, { faults, acknowledged, lost, doubled }: Tally): void {
  process.stdout.write(
    `${fault}: faults ${faults}, acknowledged ${acknowledged}, lost ${lost}, doubled ${doubled}\n`,
  );
}

/** Whether everything is tried, and not a sample only: CIVIGRID_LONG=1. */
export const long: boolean = process.env['CIVIGRID_LONG'] === '1';

/** Works on all items, two at a time. */
export async function inLanes<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all([lane(), lane()]);
}
