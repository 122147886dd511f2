import { DomainError, type Json } from '@civigrid/kernel';
import type { GeofilesErrorCode } from './error-code.ts';
import type { GridFeature } from './feature.ts';

/** One column of a .dbf: how its field is declared, and the bytes of each value. */
export interface DbfColumn {
  readonly name: Uint8Array;
  readonly type: 'C' | 'N' | 'L';
  readonly length: number;
  readonly decimals: number;
  /** One value a feature, as wide as it is; blanks fill the rest, on the left of numbers. */
  readonly values: readonly Uint8Array[];
}

/** Turns texts to bytes; throws what the encoding cannot hold. */
export type Encode = (text: string, feature: number) => Uint8Array;

const longestText = 254;
const longestNumber = 20;

/** A number without an exponent, or undefined where it needs one. */
function plain(value: Json): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const text = String(value);
  return text.includes('e') ? undefined : text;
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/** All numbers with the same decimals, zeros added, so that each reads back exactly; undefined where they do not fit. */
function numbers(values: readonly Json[]): { texts: string[]; decimals: number } | undefined {
  const texts: string[] = [];
  let decimals = 0;
  for (const value of values) {
    const text = value === null ? '' : plain(value);
    if (text === undefined) return undefined;
    decimals = Math.max(decimals, decimalsOf(text));
    texts.push(text);
  }
  const filled = texts.map((text) => {
    if (text === '' || decimals === 0) return text;
    const own = decimalsOf(text);
    return (own === 0 ? `${text}.` : text) + '0'.repeat(decimals - own);
  });
  return filled.every((text) => text.length <= longestNumber)
    ? { texts: filled, decimals }
    : undefined;
}

/** What stands in a text field: a text as it is, anything else as JSON. */
function written(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The column of one property, of the narrowest type that gives every value back: logical, number or text. */
export function dbfColumn(
  features: readonly GridFeature[],
  property: string,
  name: Uint8Array,
  encode: Encode,
): DbfColumn {
  const values = features.map(({ properties }): Json => {
    const found = Object.getOwnPropertyDescriptor(properties, property)?.value as Json | undefined;
    return found ?? null;
  });
  const present = values.filter((value) => value !== null);
  const ascii = (texts: readonly string[]) => texts.map((text) => Buffer.from(text, 'latin1'));
  if (present.length > 0 && present.every((value) => typeof value === 'boolean')) {
    const texts = values.map((value) => (value === null ? '?' : value ? 'T' : 'F'));
    return { name, type: 'L', length: 1, decimals: 0, values: ascii(texts) };
  }
  const counted = present.length > 0 ? numbers(values) : undefined;
  if (counted) {
    const { texts, decimals } = counted;
    const length = Math.max(1, ...new Set(texts.map((text) => text.length)));
    return { name, type: 'N', length, decimals, values: ascii(texts) };
  }
  let length = 1;
  const bytes = values.map((value, feature) => {
    const text = encode(written(value), feature);
    if (text.length > longestText)
      throw new DomainError(
        'geofiles/text-too-long' satisfies GeofilesErrorCode,
        `A text of a Shapefile holds ${longestText} bytes.`,
        { feature, property, bytes: text.length },
      );
    length = Math.max(length, text.length);
    return text;
  });
  return { name, type: 'C', length, decimals: 0, values: bytes };
}
