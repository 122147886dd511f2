import { refuse } from './calendar-error.ts';
import { intlOffset } from './intl-offset.ts';

/** A time zone (时区): how far the clocks there are ahead of UTC at an instant. */
export interface Zone {
  readonly name: string;
  /** The instant (UTC ms) from which on its clocks are known never to be moved; Infinity where that is not known. */
  readonly steadyFrom: number;
  /** Milliseconds that local clocks show more than UTC at the instant `at` (UTC ms). */
  offsetAt(at: number): number;
}

const hourMs = 3_600_000;
const china = 8 * hourMs;

/** From and until (UTC ms) of China's six summers with the clock one hour ahead (夏时制, 国办发〔1986〕20号; IANA rule PRC). */
const summers: readonly (readonly [from: number, until: number])[] = [
  [Date.UTC(1986, 4, 4), Date.UTC(1986, 8, 14)],
  [Date.UTC(1987, 3, 12), Date.UTC(1987, 8, 13)],
  [Date.UTC(1988, 3, 17), Date.UTC(1988, 8, 11)],
  [Date.UTC(1989, 3, 16), Date.UTC(1989, 8, 17)],
  [Date.UTC(1990, 3, 15), Date.UTC(1990, 8, 16)],
  [Date.UTC(1991, 3, 14), Date.UTC(1991, 8, 15)],
].map(([from = 0, until = 0]) => [from + 2 * hourMs - china, until + hourMs - china]);
const lastSummer = Date.UTC(1991, 8, 15);

const shanghai: Zone = Object.freeze({
  name: 'Asia/Shanghai',
  steadyFrom: lastSummer,
  offsetAt: (at: number) =>
    at < lastSummer && summers.some(([from, until]) => at >= from && at < until)
      ? china + hourMs
      : china,
});

/**
 * The zone of a name: `'Asia/Shanghai'`, `'UTC'` and fixed offsets (`'+08:00'`, at most 14 hours) anywhere; every
 * other IANA name where the engine brings Intl. Undefined where nobody here knows it.
 */
export function findZone(name: string): Zone | undefined {
  if (name === shanghai.name) return shanghai;
  const offset = name === 'UTC' ? 0 : fixedOffset(name);
  if (offset !== undefined)
    return Object.freeze({ name, steadyFrom: Number.NEGATIVE_INFINITY, offsetAt: () => offset });
  // Some engines know further offsets by such names; what runs here must run there.
  if (/^[+-]/.test(name)) return undefined;
  const offsetAt = intlOffset(name);
  return offsetAt && Object.freeze({ name, steadyFrom: Number.POSITIVE_INFINITY, offsetAt });
}

/** As {@link findZone}; refuses with `calendar/unknown-zone` where it finds none. */
export function zone(name: string): Zone {
  const found = typeof name === 'string' ? findZone(name) : undefined;
  if (!found)
    throw refuse('calendar/unknown-zone', 'This engine knows no time zone of that name.', {
      zone: String(name),
    });
  return found;
}

function fixedOffset(name: string): number | undefined {
  const parts = /^([+-])(\d{2}):([0-5]\d)$/.exec(name);
  if (!parts) return undefined;
  const offset = Number(parts[2]) * hourMs + Number(parts[3]) * 60_000;
  if (offset > 14 * hourMs) return undefined;
  return parts[1] === '-' ? 0 - offset : offset;
}
