/** The first UUIDs of a month and of the next, by the 48 bits of time in front. */
interface Month {
  readonly low: string;
  readonly high: string;
}

function firstId(time: number): string {
  const hex = time.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

function monthOf(id: string): Month {
  const date = new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { low: firstId(Date.UTC(year, month)), high: firstId(Date.UTC(year, month + 1)) };
}

// The month that was asked for last: most are of this one, and two comparisons are quicker than a calendar.
let last: Month = { low: '', high: '' };

/** Whether two UUIDs have the same month in front: that of a leaf of the log. */
export function sameMonth(one: string, other: string): boolean {
  if (one < last.low || one >= last.high) last = monthOf(one);
  return other >= last.low && other < last.high;
}
