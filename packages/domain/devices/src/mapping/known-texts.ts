const entries = 8192;

/** Longer texts are made anew each time. */
export const knownUnits = 48;

/**
 * Texts that come again and again (devices, states, zones), known by their units, so that none is made twice and each
 * has its hash already. Bounded: two places a hash, the older text gives way; a wrong guess costs the making of a text
 * and nothing else.
 */
export class KnownTexts {
  private readonly texts: (string | undefined)[] = new Array(2 * entries).fill(undefined);

  /** The text of these units, found under any number that follows from them; `make` makes it where it is not known. */
  of(hash: number, units: ArrayLike<number>, start: number, end: number, make: Making): string {
    const { texts } = this;
    const place = (hash & (entries - 1)) * 2;
    const newer = texts[place];
    if (newer !== undefined && isText(newer, units, start, end)) return newer;
    const older = texts[place + 1];
    if (older !== undefined && isText(older, units, start, end)) return older;
    const made = make(units, start, end);
    texts[place + 1] = newer;
    texts[place] = made;
    return made;
  }
}

type Making = (units: ArrayLike<number>, start: number, end: number) => string;

function isText(text: string, units: ArrayLike<number>, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== units[start + i]) return false;
  return true;
}
