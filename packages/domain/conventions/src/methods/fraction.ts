import type { Amounts } from './elimination.ts';

/** An exact fraction in lowest terms; the denominator is above zero. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

function gcd(one: bigint, other: bigint): bigint {
  let a = one < 0n ? -one : one;
  let b = other;
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The fraction `num / den`; `den` is above zero. */
export function fraction(num: bigint, den = 1n): Fraction {
  const common = den === 1n ? 1n : gcd(num, den);
  return common <= 1n ? { num, den } : { num: num / common, den: den / common };
}

/** A whole number as a fraction. */
export const whole = (value: number): Fraction => ({ num: BigInt(value), den: 1n });

/** Nothing, and one. */
export const none: Fraction = whole(0);
export const one: Fraction = whole(1);

/** The sum. */
export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.den === b.den
    ? fraction(a.num + b.num, a.den)
    : fraction(a.num * b.den + b.num * a.den, a.den * b.den);
/** What is left. */
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { num: -b.num, den: b.den });
/** The product. */
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.num, a.den * b.den);
/** The quotient of `a` and a `b` above zero. */
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den, a.den * b.num);

/** Below zero where `a` is less, above where it is more. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** What is not negative, cut down to so many decimals; as it is where there is no number of them. */
export function cut(value: Fraction, decimals: number | undefined): Fraction {
  if (decimals === undefined) return value;
  const scale = 10n ** BigInt(decimals);
  return fraction((value.num * scale) / value.den, scale);
}

/** Fractions for rules that take any amounts. */
export const fractions: Amounts<Fraction> = { compare, plus, zero: none };

/** An exact amount of votes as plain JSON: decimal text where its decimals end, and otherwise a fraction of whole numbers as text. */
export type ExactAmount = string | { readonly num: string; readonly den: string };

/** A fraction that is not negative as plain JSON. */
export function exactAmount({ num, den }: Fraction): ExactAmount {
  let rest = den;
  let decimals = 0;
  for (const prime of [2n, 5n]) {
    let power = 0;
    for (; rest % prime === 0n; rest /= prime) power++;
    decimals = Math.max(decimals, power);
  }
  if (rest !== 1n) return { num: String(num), den: String(den) };
  if (decimals === 0) return String(num);
  const digits = String((num * 10n ** BigInt(decimals)) / den).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
