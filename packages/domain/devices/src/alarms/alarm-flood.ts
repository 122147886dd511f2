import type { FloodPolicy } from './alarm-policy.ts';
import type { AlarmSignal, AlarmTransition, Flooded } from './alarm-transition.ts';

/** The raises of one grid, as far back as they count. */
interface GridLoad {
  readonly tenant: string;
  readonly grid: string;
  /** Times of receipt, oldest first; never more than the policy counts. */
  times: number[];
  /** Of the raise that tipped it. */
  flooded?: AlarmSignal;
}

/** The loads that are under way. Plain JSON. */
export type FloodRows = readonly {
  readonly tenant: string;
  readonly grid: string;
  readonly times: readonly number[];
  readonly flooded?: AlarmSignal;
}[];

/** Counts the raises of each grid (报警泛滥). */
export interface FloodWatch {
  /** One raise more; tells of the flood, where it begins with this one. */
  raised(signal: AlarmSignal, out: AlarmTransition[]): void;
  /** The floods that are over by now. */
  over(now: number): readonly Flooded[];
  rows(): FloodRows;
}

/** A watch; without a policy it sees nothing. */
export function floodWatch(policy: FloodPolicy | undefined, written: FloodRows = []): FloodWatch {
  const loads = new Map<string, GridLoad>();
  for (const row of written)
    loads.set(`${row.tenant}\n${row.grid}`, { ...row, times: [...row.times] });

  function told(type: Flooded['type'], at: number, signal: AlarmSignal, grid: string): Flooded {
    return { type, at, grid, conditionKey: signal.conditionKey, signal };
  }

  return {
    raised(signal, out) {
      if (policy === undefined) return;
      const { tenant, grid = '', received } = signal;
      const key = `${tenant}\n${grid}`;
      const load = loads.get(key) ?? { tenant, grid, times: [] };
      loads.set(key, load);
      load.times.push(received);
      if (load.times.length > policy.raises + 1) load.times.shift();
      const first = load.times[0] ?? received;
      const tipped = load.times.length > policy.raises && received - first <= policy.withinMs;
      if (!tipped || load.flooded !== undefined) return;
      load.flooded = signal;
      out.push(told('flood', received, signal, grid));
    },
    over(now) {
      if (policy === undefined) return [];
      const out: Flooded[] = [];
      for (const [key, load] of loads) {
        const newest = load.times[load.times.length - 1] ?? 0;
        const oldest = load.times[0] ?? 0;
        if (load.flooded !== undefined && oldest + policy.withinMs < now) {
          out.push(told('floodOver', oldest + policy.withinMs + 1, load.flooded, load.grid));
          delete load.flooded;
        }
        if (newest + policy.withinMs < now) loads.delete(key);
      }
      return out;
    },
    rows: () => [...loads.values()].map((load) => ({ ...load, times: [...load.times] })),
  };
}
