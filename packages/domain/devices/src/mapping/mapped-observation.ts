import { chosen, type MappingCase, type Scalar } from './choice.ts';
import type { MappedTime } from './mapped-time.ts';
import { type Scale, scaled } from './scale.ts';
import type { TextSource } from './text-source.ts';
import { taken, type ValueSource } from './value-source.ts';

/** A value that an observation can have. */
export type ObservedValue = Exclude<Scalar, null>;

/**
 * How one observation is made (观测映射): a value as it came, chosen by `cases`, or reckoned into another unit.
 *
 * @example
 * { "property": "lid", "at": "/lid", "cases": [{ "equals": 0, "then": "shut" }, { "equals": 1, "then": "open" }] }
 * @example
 * { "property": "level", "at": "/level", "else": 0, "unit": "cm", "time": { "at": "/levelTime", "as": "s" } }
 */
export interface MappedObservation extends ValueSource, Scale {
  /** Its name, or where the name is found: a text that begins with `/` is a pointer. */
  readonly property: TextSource;
  /** Vendor's codes into texts, numbers or truth values; not together with `factor`, `divisor`, `plus`. */
  readonly cases?: readonly MappingCase<ObservedValue>[];
  /** Where nothing is found, or no case holds. */
  readonly else?: ObservedValue;
  /** UCUM code. */
  readonly unit?: string;
  /** When it was measured, where that differs from the event's time. */
  readonly time?: Omit<MappedTime, 'spaced' | 'source'>;
  readonly personal?: boolean;
  /** It may be missing without an issue. */
  readonly optional?: boolean;
}

/** From what was found to the value of the observation; undefined where there is none. */
export function observed(
  mapped: Pick<MappedObservation, 'as' | 'bit' | 'cases' | 'else' | keyof Scale>,
): (found: unknown) => ObservedValue | undefined {
  const { cases, else: otherwise } = mapped;
  if (cases !== undefined) return chosen({ ...mapped, cases });
  const read = taken(mapped);
  const scale = scaled(mapped);
  return (found) => {
    const value = read(found);
    if (value === undefined) return otherwise;
    if (typeof value === 'number') return scale === undefined ? value : scale(value);
    if (scale !== undefined) return undefined;
    return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
  };
}
