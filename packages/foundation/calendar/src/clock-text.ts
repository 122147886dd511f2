/**
 * Reads a time of the day (时刻) `'HH:MM'` as minutes from midnight, 0 to 1440 (`'24:00'` is the end of the day);
 * undefined where the text is no such time.
 */
export function minuteOfDay(text: string): number | undefined {
  const parts = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (!parts) return undefined;
  const minute = Number(parts[1]) * 60 + Number(parts[2]);
  return minute <= 1440 ? minute : undefined;
}
