const { fromCharCode } = String;

/** A reader may look so many units beyond the end of what it is asked for. */
export const textSlack = 32;

function upTo8(units: ArrayLike<number>, at: number): string {
  return fromCharCode(
    units[at] as number,
    units[at + 1] as number,
    units[at + 2] as number,
    units[at + 3] as number,
    units[at + 4] as number,
    units[at + 5] as number,
    units[at + 6] as number,
    units[at + 7] as number,
  );
}

function upTo16(units: ArrayLike<number>, at: number): string {
  return fromCharCode(
    units[at] as number,
    units[at + 1] as number,
    units[at + 2] as number,
    units[at + 3] as number,
    units[at + 4] as number,
    units[at + 5] as number,
    units[at + 6] as number,
    units[at + 7] as number,
    units[at + 8] as number,
    units[at + 9] as number,
    units[at + 10] as number,
    units[at + 11] as number,
    units[at + 12] as number,
    units[at + 13] as number,
    units[at + 14] as number,
    units[at + 15] as number,
  );
}

function upTo32(units: ArrayLike<number>, at: number): string {
  return fromCharCode(
    units[at] as number,
    units[at + 1] as number,
    units[at + 2] as number,
    units[at + 3] as number,
    units[at + 4] as number,
    units[at + 5] as number,
    units[at + 6] as number,
    units[at + 7] as number,
    units[at + 8] as number,
    units[at + 9] as number,
    units[at + 10] as number,
    units[at + 11] as number,
    units[at + 12] as number,
    units[at + 13] as number,
    units[at + 14] as number,
    units[at + 15] as number,
    units[at + 16] as number,
    units[at + 17] as number,
    units[at + 18] as number,
    units[at + 19] as number,
    units[at + 20] as number,
    units[at + 21] as number,
    units[at + 22] as number,
    units[at + 23] as number,
    units[at + 24] as number,
    units[at + 25] as number,
    units[at + 26] as number,
    units[at + 27] as number,
    units[at + 28] as number,
    units[at + 29] as number,
    units[at + 30] as number,
    units[at + 31] as number,
  );
}

/**
 * The text of UTF-16 units (or ASCII bytes). Calls with a fixed number of arguments are compiled to a plain store of
 * each; a spread list costs four times as much, and a sum of pieces is put together again by whoever reads it. The
 * text shares nothing with the units.
 */
export function textOfUnits(units: ArrayLike<number>, start: number, end: number): string {
  const length = end - start;
  if (length <= 8) return length === 8 ? upTo8(units, start) : upTo8(units, start).slice(0, length);
  if (length <= 16)
    return length === 16 ? upTo16(units, start) : upTo16(units, start).slice(0, length);
  if (length <= 32) return upTo32(units, start).slice(0, length);
  const pieces: string[] = [];
  let at = start;
  for (; end - at >= 32; at += 32) pieces.push(upTo32(units, at));
  pieces.push(upTo32(units, at).slice(0, end - at));
  return pieces.join('');
}
