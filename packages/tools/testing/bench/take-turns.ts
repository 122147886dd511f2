import { median } from './alternate.ts';

/** Work that takes its time by itself: a store behind a socket or a disk. */
export interface Load {
  readonly name: string;
  /** Does about as much work as the others, and gives how much it did a second. */
  run(round: number): Promise<number>;
}

/** How fast a load was. */
export interface LoadSpeed {
  readonly name: string;
  /** A second: the median of all rounds, the slowest and the fastest. */
  readonly perSecond: number;
  readonly slowest: number;
  readonly fastest: number;
}

/** Lets loads run in turn, each round beginning with another one; the first round warms up and is not counted. */
export async function takeTurns(
  loads: readonly Load[],
  rounds: number,
): Promise<readonly LoadSpeed[]> {
  const speeds: number[][] = loads.map(() => []);
  for (let round = 0; round <= rounds; round++)
    for (let turn = 0; turn < loads.length; turn++) {
      const i = (round + turn) % loads.length;
      const speed = await loads[i]?.run(round);
      if (round > 0 && speed !== undefined) speeds[i]?.push(speed);
    }
  return loads.map(({ name }, i) => {
    const of = speeds[i] ?? [];
    return { name, perSecond: median(of), slowest: Math.min(...of), fastest: Math.max(...of) };
  });
}

/** How many a second, where so many took so long. */
export async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (count * 1000) / (performance.now() - start);
}
