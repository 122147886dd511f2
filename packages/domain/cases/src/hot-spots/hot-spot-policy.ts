import { type GridCode, isInstant } from '@civigrid/kernel';
import { refusedPolicy } from './hot-spot-error.ts';

/** Between which times counts are compared, and how sure a hot spot must be. */
export interface HotSpotPolicy {
  /** The end of the recent window, excluded: UTC milliseconds. */
  readonly until: number;
  /** How long the recent window is. */
  readonly recentMs: number;
  /** How long the baseline is, which ends where the recent window begins. */
  readonly baselineMs: number;
  /** How many of the hot spots told may be false on average, as a share: 0.05 if left out. */
  readonly falseDiscoveryRate?: number;
  /** Fewer recent cases are no hot spot, however rare they were: 3 if left out. */
  readonly minimumCount?: number;
  /** The cells that touch a cell: if given, a cell is also tested together with them. */
  readonly neighbours?: ReadonlyMap<GridCode, readonly GridCode[]>;
  /** How far local time is ahead of UTC, for weekdays: eight hours, Beijing, if left out. */
  readonly offsetMs?: number;
}

/** A policy of which every part is known. */
export interface KnownHotSpotPolicy extends Required<Omit<HotSpotPolicy, 'neighbours'>> {
  readonly neighbours: ReadonlyMap<GridCode, readonly GridCode[]>;
}

const hour = 3_600_000;

/** Fills in what was left out. Refuses what cannot be meant with `cases/invalid-hot-spot-policy`, its path in the details. */
export function knownPolicy(policy: HotSpotPolicy): KnownHotSpotPolicy {
  const { falseDiscoveryRate = 0.05, minimumCount = 3, offsetMs = 8 * hour } = policy;
  const { until, recentMs, baselineMs, neighbours = new Map() } = policy;
  const code = 'cases/invalid-hot-spot-policy';
  if (!isInstant(until)) throw refusedPolicy(code, '/until');
  if (!(isInstant(recentMs) && recentMs > 0)) throw refusedPolicy(code, '/recentMs');
  if (!(isInstant(baselineMs) && baselineMs > 0)) throw refusedPolicy(code, '/baselineMs');
  if (!isInstant(until - recentMs - baselineMs)) throw refusedPolicy(code, '/baselineMs');
  if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1))
    throw refusedPolicy(code, '/falseDiscoveryRate');
  if (!(minimumCount >= 1)) throw refusedPolicy(code, '/minimumCount');
  if (!(Math.abs(offsetMs) <= 24 * hour)) throw refusedPolicy(code, '/offsetMs');
  return { until, recentMs, baselineMs, falseDiscoveryRate, minimumCount, neighbours, offsetMs };
}
