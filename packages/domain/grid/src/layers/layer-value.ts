import { isWellFormed } from '@civigrid/kernel';
import type { LayerDefinition } from './layer-definition.ts';

/** One count out of another. */
export interface RatioValue {
  readonly numerator: number;
  readonly denominator: number;
}

/** What a cell has, by the kind of layer. */
export interface LayerValues {
  readonly count: number;
  readonly amount: number;
  /** A count for each part. */
  readonly parts: Readonly<Record<string, number>>;
  readonly ratio: RatioValue;
  readonly text: string;
  readonly list: readonly string[];
}

/** A value of any layer. */
export type LayerValue = LayerValues[keyof LayerValues];

/** The share itself (率), 0 to 1 of a part; undefined where there is nothing to divide by. */
export function ratioOf({ numerator, denominator }: RatioValue): number | undefined {
  return denominator === 0 ? undefined : numerator / denominator;
}

/** An own property, so that `__proto__` and `constructor` are ordinary names. */
export function ownValue(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 2000 && isWellFormed(value);

function readParts(parts: readonly string[], value: unknown): LayerValues['parts'] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.keys(value).some((key) => !parts.includes(key))) return undefined;
  const counts = parts.map((part) => [part, ownValue(value, part)] as const);
  if (!counts.every(([, count]) => isCount(count))) return undefined;
  return Object.freeze(Object.fromEntries(counts) as Record<string, number>);
}

function readRatio(isShare: boolean, value: unknown): RatioValue | undefined {
  const numerator = ownValue(value, 'numerator');
  const denominator = ownValue(value, 'denominator');
  if (!isCount(numerator) || !isCount(denominator)) return undefined;
  return isShare && numerator > denominator ? undefined : Object.freeze({ numerator, denominator });
}

function readList(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > 200) return undefined;
  const list: readonly unknown[] = value;
  return list.every(isText) ? Object.freeze([...list]) : undefined;
}

/** A frozen copy of a value that a layer can have; undefined of any other. Never throws. */
export function readValue(definition: LayerDefinition, value: unknown): LayerValue | undefined {
  switch (definition.kind) {
    case 'count':
      return isCount(value) ? value : undefined;
    case 'amount':
      return Number.isFinite(value) ? (value as number) : undefined;
    case 'parts':
      return readParts(definition.parts, value);
    case 'ratio':
      return readRatio(definition.share === true, value);
    case 'text':
      return isText(value) ? value : undefined;
    case 'list':
      return readList(value);
  }
}

/** Adds two values of one layer that adds up. */
export function added(one: LayerValue, other: LayerValue): LayerValue {
  if (typeof one === 'number') return one + (other as number);
  const pairs = Object.entries(one).map(
    ([key, count]) => [key, (count as number) + (ownValue(other, key) as number)] as const,
  );
  return Object.freeze(Object.fromEntries(pairs) as Record<string, number>);
}
