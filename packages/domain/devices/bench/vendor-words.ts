/** The communities of an invented street. */
export const communities: readonly string[] = ['海棠社区', '南门社区', '湖滨社区', '桂花里社区'];

/** A number in so many digits. */
export function pad(n: number, width: number): string {
  return String(n).padStart(width, '0');
}

/** One of a list. */
export function of<Item>(list: readonly Item[], chance: number): Item {
  return list[Math.floor(chance * list.length)] as Item;
}

/** A number as a device with so many decimals sends it. */
export function decimals(value: number, places: number): number {
  return Number(value.toFixed(places));
}

/** ISO 8601 in UTC with milliseconds. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

const beijing = 8 * 3_600_000;

/** ISO 8601 in Beijing, seconds. */
export function beijingIso(at: number): string {
  return `${iso(at + beijing).slice(0, 19)}+08:00`;
}

/** `yyyyMMddHHmmss` in Beijing. */
export function digits14(at: number): string {
  return iso(at + beijing)
    .replaceAll(/\D/g, '')
    .slice(0, 14);
}

/** The instant of `yyyyMMddHHmmss` in Beijing. */
export function fromDigits14(text: string): number {
  const part = (from: number, to: number) => Number(text.slice(from, to));
  return (
    Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(8, 10), part(10, 12), part(12, 14)) -
    beijing
  );
}
