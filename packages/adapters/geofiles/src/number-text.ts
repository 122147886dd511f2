/** Digits that a number would lose: leading zeros, or more than a double holds. */
function isCode(text: string): boolean {
  return /^[+-]?0\d/.test(text) || (/^[+-]?\d+$/.test(text) && !Number.isSafeInteger(Number(text)));
}

/** A number as text, as a number; as text where a code would lose digits by it; undefined where it is no number. */
export function numberOf(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return undefined;
  if (isCode(trimmed)) return trimmed;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
}
