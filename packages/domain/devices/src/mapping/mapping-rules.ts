import { offsetOf } from './mapped-time.ts';
import type { Rule } from './mapping-words.ts';
import { parsePointer } from './pointer.ts';

const finite = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const whole = (value: unknown, from: number, to: number): boolean =>
  Number.isInteger(value) && Number(value) >= from && Number(value) <= to;
const oneOf = (words: readonly string[]) => (value: unknown) =>
  words.some((word) => word === value);

/** How many bytes each form of a number takes. */
export const frameSizes: ReadonlyMap<string, number> = new Map([
  ['u8', 1],
  ['i8', 1],
  ['u16le', 2],
  ['u16be', 2],
  ['i16le', 2],
  ['i16be', 2],
  ['u32le', 4],
  ['u32be', 4],
  ['i32le', 4],
  ['i32be', 4],
]);

/** What the values of a mapping can be asked for. */
type RuleName =
  | 'text'
  | 'name'
  | 'pointer'
  | 'source'
  | 'truth'
  | 'number'
  | 'divisor'
  | 'distance'
  | 'share'
  | 'severity'
  | 'scalar'
  | 'observed'
  | 'textOrNull'
  | 'numeral'
  | 'bit'
  | 'frameBit'
  | 'byte'
  | 'frameForm'
  | 'timeForm'
  | 'timeSource'
  | 'spacing'
  | 'known'
  | 'payload'
  | 'per'
  | 'offset';

/** The rules of single values: what `checkMapping` and the schema both ask for. */
export const rules: { readonly [Name in RuleName]: Rule } = {
  text: {
    keeps: (value) => typeof value === 'string',
    message: 'Not a text.',
  },
  name: {
    keeps: (value) => typeof value === 'string' && value !== '',
    message: 'Not a text, or an empty one.',
  },
  pointer: {
    keeps: (value) => typeof value === 'string' && parsePointer(value) !== undefined,
    message: 'Not a JSON pointer (RFC 6901).',
  },
  /** A constant, or a pointer. */
  source: {
    keeps: (value) =>
      typeof value === 'string' &&
      value !== '' &&
      (!value.startsWith('/') || parsePointer(value) !== undefined),
    message: 'Neither a text nor a JSON pointer (RFC 6901).',
  },
  truth: {
    keeps: (value) => typeof value === 'boolean',
    message: 'Neither true nor false.',
  },
  number: { keeps: finite, message: 'Not a number.' },
  divisor: {
    keeps: (value) => finite(value) && value !== 0,
    message: 'Not a number other than zero.',
  },
  distance: {
    keeps: (value) => finite(value) && value >= 0,
    message: 'Not a number from zero on.',
  },
  share: {
    keeps: (value) => finite(value) && value >= 0 && value <= 1,
    message: 'Not a number from 0 to 1.',
  },
  severity: {
    keeps: (value) => whole(value, 0, 4),
    message: 'A severity is 0, 1, 2, 3 or 4.',
  },
  scalar: {
    keeps: (value) =>
      value === null || ['string', 'boolean'].includes(typeof value) || finite(value),
    message: 'Only a text, number, boolean or null can be compared.',
  },
  observed: {
    keeps: (value) => ['string', 'boolean'].includes(typeof value) || finite(value),
    message: 'Not a text, number or boolean.',
  },
  /** A kind, or no event. */
  textOrNull: {
    keeps: (value) => value === null || typeof value === 'string',
    message: 'Neither a text nor null.',
  },
  numeral: {
    keeps: (value) => value === 'number',
    message: 'Only "number".',
  },
  bit: {
    keeps: (value) => whole(value, 0, 52),
    message: 'Not the number of a bit.',
  },
  frameBit: {
    keeps: (value) => whole(value, 0, 31),
    message: 'Not the number of a bit.',
  },
  byte: {
    keeps: (value) => Number.isSafeInteger(value),
    message: 'Not a whole number.',
  },
  frameForm: {
    keeps: (value) => typeof value === 'string' && frameSizes.has(value),
    message: 'Not a form of a number.',
  },
  timeForm: {
    keeps: oneOf(['ms', 's', 'iso', 'basic', 'cn14', 'unix']),
    message: 'Not a form of time.',
  },
  timeSource: { keeps: oneOf(['device', 'gateway', 'server']), message: 'Not a source of time.' },
  spacing: { keeps: oneOf(['ms', 's', 'min']), message: 'Not a unit of time.' },
  known: { keeps: oneOf(['first', 'last']), message: 'Neither "first" nor "last".' },
  payload: { keeps: oneOf(['hex', 'base64', 'json']), message: 'Not a form of an inner message.' },
  per: { keeps: oneOf(['day', 'delivery']), message: 'Neither "day" nor "delivery".' },
  offset: {
    keeps: (value) => typeof value === 'string' && offsetOf(value) !== undefined,
    message: 'Not an offset such as +08:00.',
  },
};
