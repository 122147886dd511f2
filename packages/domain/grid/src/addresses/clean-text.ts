/** A text in one form of writing: each character, and where it stood. */
export interface CleanText {
  readonly characters: readonly string[];
  readonly places: readonly number[];
}

/** Stands for punctuation: it ends a name and a number, and means nothing else. */
export const pause = '|';

const hyphens = '-‐‑‒–—―−﹣~';
const pauses = ',，.。、;；:：()[]【】《》<>/\\|"“”\'‘’!?';
const dropped = '·•・\u200b\u200c\u200d\ufeff\u00ad';
const spaces = ' \t\r\n\u00a0\u2002\u2003\u2009\u3000';

/** Whether a character is a Latin letter or a digit, as {@link cleanText} leaves them. */
export function isAlphanumeric(character: string | undefined): boolean {
  return character !== undefined && /^[0-9A-Z]$/.test(character);
}

/** Full-width forms become plain ones, small letters large, all kinds of hyphen one. */
function plain(character: string): string {
  const unit = character.charCodeAt(0);
  const half = unit >= 0xff01 && unit <= 0xff5e ? String.fromCharCode(unit - 0xfee0) : character;
  if (hyphens.includes(half)) return '-';
  if (pauses.includes(half)) return pause;
  if (spaces.includes(half)) return ' ';
  if (half >= 'a' && half <= 'z') return half.toUpperCase();
  return half === '○' || half === 'Ｏ' ? '〇' : half;
}

/**
 * Brings a text into one form (规范化): full-width or half-width, large or small, spaced or not. A space or 之 between
 * letters or digits parts them as a hyphen does, other spaces are nothing.
 */
export function cleanText(text: string): CleanText {
  const read = Array.from({ length: text.length }, (_, i) => plain(text.charAt(i)));
  const characters: string[] = [];
  const places: number[] = [];
  for (let i = 0; i < read.length; i++) {
    let character = read[i] as string;
    if (dropped.includes(character)) continue;
    if (character === ' ' || character === '之') {
      const parts =
        isAlphanumeric(characters[characters.length - 1]) && isAlphanumeric(read[i + 1]);
      if (parts) character = '-';
      else if (character === ' ') continue;
    }
    characters.push(character);
    places.push(i);
  }
  return { characters, places };
}
