import { type RebalancePlan, type RebalanceRequest, rebalance } from '@civigrid/grid/rebalance';
import { street } from '../tests/micro-grids.ts';

/** A street of 1,623 micro-grids into 55 grids within a tenth: from today's division, and from nothing. */
const runs = 21;

function measure(name: string, request: (run: number) => RebalanceRequest) {
  const times: number[] = [];
  const busy: number[] = [];
  const plans: RebalancePlan[] = [];
  for (let run = -5; run < runs; run++) {
    const given = request(run);
    const { user } = process.cpuUsage();
    const before = performance.now();
    const plan = rebalance(given);
    const took = performance.now() - before;
    if (run < 0) continue;
    times.push(took);
    busy.push((process.cpuUsage().user - user) / 1000);
    plans.push(plan);
  }
  const sum = (of: (plan: RebalancePlan) => number) =>
    plans.reduce((total, plan) => total + of(plan), 0);
  const sorted = times.toSorted((a, b) => a - b);
  const seconds = times.reduce((total, time) => total + time, 0) / 1000;
  return {
    name,
    runs,
    units: request(0).units.length,
    groups: plans[0]?.groups.length,
    medianMs: Number(sorted[Math.floor(runs / 2)]?.toFixed(1)),
    medianProcessorMs: Number(busy.toSorted((a, b) => a - b)[Math.floor(runs / 2)]?.toFixed(1)),
    bestMs: Number(sorted[0]?.toFixed(1)),
    worstMs: Number(sorted.at(-1)?.toFixed(1)),
    outsideTolerance: sum(({ unsatisfied }) => unsatisfied.length),
    meanMovedShare: Number(
      (
        sum(({ movedLoad }) => movedLoad) /
        sum(({ groups }) => groups.reduce((total, { load }) => total + load, 0))
      ).toFixed(4),
    ),
    changesPerSecond: Math.round(sum(({ spent }) => spent.changes) / seconds),
    recombinations: sum(({ spent }) => spent.recombinations),
  };
}

const terms = { target: { groups: 55 }, tolerance: 0.1 };
const seeds = Array.from({ length: runs + 5 }, (_, i) => i + 1);
const [today, bare] = [true, false].map((withToday) =>
  seeds.map((seed) => street(seed, withToday)),
);

console.log(
  JSON.stringify(
    [
      measure('from today', (run) => ({
        ...(today?.[run + 5] ?? street(1, true)),
        ...terms,
        seed: run,
      })),
      measure('from nothing', (run) => ({
        ...(bare?.[run + 5] ?? street(1, false)),
        ...terms,
        seed: run,
      })),
    ],
    undefined,
    2,
  ),
);
