/**
 * 1800-01-01: before it every place kept its own mean time and never moved its clocks. Asked for earlier instants the
 * engine would name years before the first without their era.
 */
const firstAsked = -5_364_662_400_000;

const fields = { year: 0, month: 1, day: 2, hour: 3, minute: 4, second: 5 } as const;

/** The offset of an IANA zone by the engine's own tables, or undefined where it has none for the name. */
export function intlOffset(timeZone: string): ((at: number) => number) | undefined {
  // Bare engines have no Intl; it is looked for only when a zone is named that is not built in.
  if (typeof Intl === 'undefined') return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // A RangeError is how an engine says that it does not know the name.
    return undefined;
  }
  return (instant) => {
    const at = Math.max(instant, firstAsked);
    const shown = [0, 1, 1, 0, 0, 0];
    for (const { type, value } of format.formatToParts(at))
      if (type in fields) shown[fields[type as keyof typeof fields]] = Number(value);
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = shown;
    const local = new Date(0);
    local.setUTCFullYear(year, month - 1, day);
    local.setUTCHours(hour, minute, second);
    return local.getTime() - Math.floor(at / 1000) * 1000;
  };
}
