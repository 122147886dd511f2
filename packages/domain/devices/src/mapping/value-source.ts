/**
 * Where a value is found and how it is taken (取值): the first pointer that finds something answers.
 *
 * @example
 * { "at": ["/params/Level/value", "/params/Level"], "as": "number" }
 * @example
 * { "at": "/status", "bit": 3 }
 */
export interface ValueSource {
  /** JSON pointer (RFC 6901), or several of which the first that finds something answers; `""` is the element of an `each` itself. */
  readonly at: string | readonly string[];
  /** A number written as text (`"30.5"`) counts as the number; other texts are of the wrong type. */
  readonly as?: 'number';
  /** Only this bit (0 is the lowest) of a whole number: 0 or 1. */
  readonly bit?: number;
}

/** Stands for what was found and cannot be taken as the source says. */
const unreadable: unique symbol = Symbol('unreadable');

const numeral = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function numberOf(found: unknown): unknown {
  if (typeof found !== 'string') return typeof found === 'number' ? found : unreadable;
  const text = found.trim();
  const value = text.length <= 64 && numeral.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : unreadable;
}

function bitOf(found: unknown, bit: number): unknown {
  return Number.isSafeInteger(found) && Number(found) >= 0
    ? Math.floor(Number(found) / 2 ** bit) % 2
    : unreadable;
}

/** Takes what was found as the source says; a symbol, which is no value of JSON, where it cannot be taken so, undefined where nothing was found. */
export function taken({ as, bit }: Pick<ValueSource, 'as' | 'bit'>): (found: unknown) => unknown {
  if (as === undefined && bit === undefined) return (found) => found;
  return (found) => {
    if (found === undefined) return undefined;
    const value = as === undefined ? found : numberOf(found);
    return bit === undefined ? value : bitOf(value, bit);
  };
}
