const digits = '〇一二三四五六七八九';
const units: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

/** One number in Chinese or Arabic digits, at most twelve signs long. */
export const numeral = '[〇零一二两三四五六七八九十百千0-9０-９]{1,12}';

const digit = (sign: string): number =>
  sign === '两' ? 2 : sign === '零' ? 0 : digits.indexOf(sign);

/** The number that a numeral stands for, up to 9999 in Chinese signs and 999,999 in Arabic ones; undefined for what is none. */
export function numeralValue(text: string): number | undefined {
  const arabic = text.replace(/[０-９]/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - 0xff10 + 48),
  );
  if (/^\d+$/.test(arabic)) return arabic.length <= 6 ? Number(arabic) : undefined;
  if (text.length > 8) return undefined;
  let sum = 0;
  let pending: number | undefined;
  let last = 10_000;
  for (const sign of text) {
    const unit = units.get(sign);
    if (unit === undefined) {
      const value = digit(sign);
      if (value < 0 || (pending !== undefined && pending !== 0)) return undefined;
      pending = value;
      continue;
    }
    if (unit >= last || pending === 0) return undefined;
    sum += (pending ?? 1) * unit;
    last = unit;
    pending = undefined;
  }
  return sum + (pending ?? 0);
}
