/** How many values that no cell mentions are remembered at most. */
const most = 16_384;

/**
 * Ranks by text. The texts that cells mention are known; what others come out as is remembered, because the codes of
 * a town come again and again, and forgotten all at once where there are too many.
 */
export function knownRanks(
  mentioned: ReadonlyMap<string, number>,
  rankOfOther: (text: string) => number,
): (raw: unknown) => number {
  let ranks = new Map<unknown, number>(mentioned);
  let room = most;
  return (raw) => {
    if (typeof raw !== 'string') return -1;
    const known = ranks.get(raw);
    if (known !== undefined) return known;
    const rank = rankOfOther(raw);
    if (room === 0) {
      ranks = new Map<unknown, number>(mentioned);
      room = most;
    }
    ranks.set(raw, rank);
    room--;
    return rank;
  };
}
