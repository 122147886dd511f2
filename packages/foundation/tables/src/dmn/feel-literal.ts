import { zone } from '@civigrid/calendar';
import type { Json } from '@civigrid/kernel';
import type { ColumnType } from '../column.ts';
import { type ScaledType, scaleOf } from '../scale.ts';
import { isRefused, type Refused } from './dmn-issue.ts';
import type { FeelNode } from './feel-tree.ts';

/** The types that FEEL's own literals have. */
export type LiteralType = Extract<ColumnType, 'text' | 'number' | 'boolean'> | ScaledType;

/** A literal (字面值): a date or a duration is its ISO text. */
export interface Literal {
  readonly type: LiteralType;
  readonly value: string | number | boolean;
}

const utc = zone('UTC');

/** The literal that a node is; undefined where it is none, refused where it is one that nobody can read. */
export function literalOf(node: FeelNode): Literal | Refused | undefined {
  switch (node.kind) {
    case 'NumericLiteral': {
      const value = Number(node.text.replace(/\s/g, ''));
      return Number.isFinite(value) ? { type: 'number', value } : { refused: 'tables/bad-feel' };
    }
    case 'StringLiteral':
      return { type: 'text', value: unescaped(node.text) };
    case 'BooleanLiteral':
      return { type: 'boolean', value: node.text === 'true' };
    case 'DateTimeLiteral':
      return temporal(node);
  }
  return undefined;
}

/** The text between the quotation marks. */
export function unescaped(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{6})|([\s\S]))/g, (all, unit, point, letter) => {
      if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
      if (point !== undefined) {
        const code = Number.parseInt(point, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      }
      return { n: '\n', r: '\r', t: '\t' }[letter as string] ?? letter;
    });
}

/** A text as a FEEL literal; what XML cannot hold is escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /\\[bf]|[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g,
    (found) => `\\u${codeOf(found).toString(16).padStart(4, '0')}`,
  );
}

function codeOf(found: string): number {
  if (found === '\\b') return 8;
  return found === '\\f' ? 12 : found.charCodeAt(0);
}

/** A number as a FEEL literal, which has no exponent. */
export function decimal(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  const padded = digits.padEnd(point, '0');
  return sign + padded.slice(0, point) + (padded.length > point ? `.${padded.slice(point)}` : '');
}

/** A literal of a column's type as FEEL. */
export function literalText(value: Json, type: ColumnType): string {
  const text = typeof value === 'string' ? quoted(value) : '';
  switch (type) {
    case 'date':
    case 'time':
      return `${type}(${text})`;
    case 'dateTime':
      return `date and time(${text})`;
    case 'dayTimeDuration':
    case 'yearMonthDuration':
      return `duration(${text})`;
    case 'number':
    case 'integer':
      return decimal(Number(value));
    case 'text':
    case 'tree':
    case 'boolean':
    case 'weekTime':
      return text || String(value);
  }
}

function temporal(node: FeelNode): Literal | Refused {
  const refused = { refused: 'tables/unsupported-feel', construct: node.text } as const;
  const [head, , parameters] = node.parts;
  const texts = (head?.kind === 'AtLiteral' ? head : parameters)?.parts ?? [];
  const [literal] = texts.map(literalOf);
  if (texts.length !== 1 || !literal || isRefused(literal) || literal.type !== 'text')
    return refused;
  const text = String(literal.value);
  const name = head?.kind === 'AtLiteral' ? '@' : (head?.text.replace(/\s+/g, ' ') ?? '');
  const day = /^\d{4}-\d\d-\d\d$/.test(text);
  const read = name === 'date and time' && day ? `${text}T00:00:00` : text;
  const type = candidates[name]?.find((one) => scaleOf(one, utc)(read) !== undefined);
  return type ? { type, value: read } : refused;
}

const candidates: Readonly<Record<string, readonly ScaledType[]>> = {
  date: ['date'],
  time: ['time'],
  'date and time': ['dateTime'],
  duration: ['yearMonthDuration', 'dayTimeDuration'],
  '@': ['date', 'time', 'dateTime', 'yearMonthDuration', 'dayTimeDuration'],
};
