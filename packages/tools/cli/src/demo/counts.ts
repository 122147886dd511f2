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

/** How many inputs came to what; the sum is the number of inputs. */
export type EndingCounts = Readonly<Record<Ending, number>>;

/** Nothing yet. */
export const noEndings: EndingCounts = {
  case: 0,
  merged: 0,
  reading: 0,
  heartbeat: 0,
  alarm: 0,
  duplicate: 0,
  letter: 0,
};

/** One input more. */
export function counted(counts: EndingCounts, ending: Ending): EndingCounts {
  return { ...counts, [ending]: counts[ending] + 1 };
}

/** The number of inputs counted. */
export function sumOf(counts: EndingCounts): number {
  return endings.reduce((sum, ending) => sum + counts[ending], 0);
}
