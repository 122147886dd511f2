import { type Scale, scaled } from './scale.ts';
import { taken, type ValueSource } from './value-source.ts';

/**
 * How sure the device is (置信度), in 0..1: a constant, or found and reckoned.
 *
 * @example
 * { "at": "/score", "divisor": 100 }
 */
export type MappedConfidence =
  | number
  | (ValueSource &
      Scale & {
        /** It may be missing without an issue. */
        readonly optional?: boolean;
      });

/** From what was found to a confidence, or undefined where it is none. */
export function confidenceOf(mapped: ValueSource & Scale): (found: unknown) => number | undefined {
  const read = taken(mapped);
  const scale = scaled(mapped) ?? ((value: number) => value);
  return (found) => {
    const value = read(found);
    const result = typeof value === 'number' ? scale(value) : undefined;
    return result !== undefined && result >= 0 && result <= 1 ? result : undefined;
  };
}
