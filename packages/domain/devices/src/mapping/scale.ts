/**
 * A number in another unit (换算): `value × factor ÷ divisor + plus`, each left out where it changes nothing. Decimals are
 * reckoned as they are written: 235 × 0.1 is 23.5, and 3 × 0.1 is 0.3.
 *
 * @example
 * { "property": "temperature", "at": "/t", "factor": 0.1, "plus": -40, "unit": "Cel" }
 */
export interface Scale {
  readonly factor?: number;
  /** Not zero. */
  readonly divisor?: number;
  readonly plus?: number;
}

/** A decimal number as whole digits over a power of ten. */
interface Decimal {
  readonly digits: number;
  readonly places: number;
}

function decimal(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const digits = Number(whole + fraction);
  return places >= 0 ? { digits, places } : { digits: digits * 10 ** -places, places: 0 };
}

/** The largest power of ten that a number holds exactly. */
const exactPower = 22;

/** One division of whole numbers gives the nearest double; undefined where they do not fit. */
function exactly(value: number, factor: number, divisor: number, plus: number): number | undefined {
  const [v, f, d, p] = [decimal(value), decimal(factor), decimal(divisor), decimal(plus)];
  const places = v.places + f.places + p.places;
  if (places > exactPower || d.places > exactPower) return undefined;
  const product = v.digits * f.digits * 10 ** d.places * 10 ** p.places;
  const added = p.digits * 10 ** (v.places + f.places) * d.digits;
  const over = d.digits * 10 ** places;
  const safe = [product, added, product + added, over].every(Number.isSafeInteger);
  // adding zero: no minus zero comes out
  return safe ? (product + added) / over + 0 : undefined;
}

/** The scale as a function, or undefined where there is none; its answer is undefined where the result is too large for a number. */
export function scaled({
  factor = 1,
  divisor = 1,
  plus = 0,
}: Scale): ((value: number) => number | undefined) | undefined {
  if (factor === 1 && divisor === 1 && plus === 0) return undefined;
  return (value) => {
    const result = exactly(value, factor, divisor, plus) ?? (value * factor) / divisor + plus;
    return Number.isFinite(result) ? result : undefined;
  };
}
