import type { MappingCase, MappingChoice } from './choice.ts';
import type { MappedObservation } from './mapped-observation.ts';
import type { MappedTime, SampleSpacing } from './mapped-time.ts';
import type { DeviceMapping, EachMember, FrameField } from './mapping.ts';

/** Says that something at a place is wrong. */
export type Say = (path: string, message: string) => void;

/** The words that a mapping may use; anything may stand behind them. */
type Word =
  | keyof DeviceMapping
  | keyof MappingChoice<unknown>
  | keyof MappingCase<unknown>
  | keyof FrameField
  | keyof MappedObservation
  | keyof MappedTime
  | keyof SampleSpacing
  | keyof EachMember
  | 'type'
  | 'text'
  | 'join'
  | 'first'
  | 'topic'
  | 'equals'
  | 'has';

/** An object of which nothing is known yet. */
export type Plain = { readonly [Name in Word]?: unknown };

/** The value as an object, or undefined. */
export function record(value: unknown): Plain | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Plain)
    : undefined;
}

/** Goes through a list of objects; what is neither is told. */
export function checkList(
  value: unknown,
  path: string,
  say: Say,
  item: (entry: Plain, at: string) => void,
): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    say(path, 'Not a list.');
    return;
  }
  for (const [i, entry] of value.entries()) {
    const member = record(entry);
    if (member === undefined) say(`${path}/${i}`, 'Not an object.');
    else item(member, `${path}/${i}`);
  }
}

/** A rule that one value keeps or breaks; all that a mapping says of single values, told in one place for both of its checks. */
export interface Rule {
  readonly keeps: (value: unknown) => boolean;
  readonly message: string;
}

/** Says so where a word is there and breaks its rule. */
export function checkOptional(value: unknown, rule: Rule, path: string, say: Say): void {
  if (value !== undefined && !rule.keeps(value)) say(path, rule.message);
}

/** Says so where a word breaks its rule or is missing. */
export function checkRequired(value: unknown, rule: Rule, path: string, say: Say): void {
  if (!rule.keeps(value)) say(path, rule.message);
}
