/** What an input came to; exactly one. */
export const endings = [
  'case',
  'merged',
  'reading',
  'heartbeat',
  'alarm',
  'duplicate',
  'letter',
] as const;

/** What an input came to. */
export type Ending = (typeof endings)[number];

/** What an input came to, and whether it told of a time that lies well behind its coming. */
export interface Taken {
  readonly ending: Ending;
  readonly behind: boolean;
}

/** How many inputs came to what; the sum of the endings is the number of inputs. */
export type DayCounts = Readonly<Record<Ending, number>> & {
  /** Messages that came late, or from a clock that was set back. */
  readonly behind: number;
};

/** Nothing yet. */
export const noEndings: DayCounts = {
  case: 0,
  merged: 0,
  reading: 0,
  heartbeat: 0,
  alarm: 0,
  duplicate: 0,
  letter: 0,
  behind: 0,
};

/** One input more. */
export function counted(counts: DayCounts, { ending, behind }: Taken): DayCounts {
  return {
    ...counts,
    [ending]: counts[ending] + 1,
    behind: counts.behind + (behind ? 1 : 0),
  };
}

/** The number of inputs counted. */
export function sumOf(counts: DayCounts): number {
  return endings.reduce((sum, ending) => sum + counts[ending], 0);
}
