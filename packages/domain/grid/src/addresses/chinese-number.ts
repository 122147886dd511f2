const digits = '零一二三四五六七八九';

function digitOf(character: string): number {
  if (character === '〇') return 0;
  return character === '两' ? 2 : digits.indexOf(character);
}

/** Whether a character is part of a number in Chinese writing, up to hundreds. */
export function isNumeral(character: string | undefined): boolean {
  return character !== undefined && (digitOf(character) >= 0 || '十百'.includes(character));
}

/** Whether a number is written with its tens and hundreds, or has one digit only: then no other one looks like it. */
export function isPositional(text: string): boolean {
  return text.length === 1 || /[十百]/.test(text);
}

/**
 * Reads a number in Chinese writing (中文数字): 十二 and 一百零五 by their places, 五〇一 digit by digit. Undefined where
 * it is none.
 */
export function chineseNumber(text: string): string | undefined {
  if (!/[十百]/.test(text)) return Array.from(text, (digit) => String(digitOf(digit))).join('');
  const parts = /^(?:(.)百零?)?(?:(.?)十)?(.?)$/.exec(text);
  if (!parts) return undefined;
  const [, hundreds, tens, ones] = parts;
  // A bare 十 counts one ten; a part that is not there counts nothing.
  const worth = (digit: string | undefined, bare: number) =>
    digit === undefined ? 0 : digit === '' ? bare : digitOf(digit);
  const values = [worth(hundreds, 0), worth(tens, 1), worth(ones, 0)] as const;
  if (values.some((value) => value < 0)) return undefined;
  return String(values[0] * 100 + values[1] * 10 + values[2]);
}
