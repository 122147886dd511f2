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

/**
 * The text of UTF-16 units (or ASCII bytes). Calls with a fixed number of arguments are compiled to a plain store of
 * each; a spread list costs four times as much. The text shares nothing with the units.
 */
export function textOfUnits(units: ArrayLike<number>, start: number, end: number): string {
  let text = '';
  let at = start;
  for (; end - at >= 16; at += 16) text += upTo16(units, at);
  if (end - at >= 8) {
    text += upTo8(units, at);
    at += 8;
  }
  return at === end ? text : text + upTo8(units, at).slice(0, end - at);
}
