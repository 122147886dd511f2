import { DomainError } from '@civigrid/kernel';
import type { CodeErrorCode } from './code-error.ts';

/** How many characters a part has: exactly so many, or from one number to the other. */
export type CodeLength = number | readonly [number, number];

/** Numbers that a part may have, both ends included. */
export interface CodeRange {
  readonly from: number;
  readonly to: number;
  /** What a number of this range says: `town`, `merged`. */
  readonly kind?: string;
  /** The range has a meaning of its own and is given only where its kind is asked for. */
  readonly reserved?: true;
}

/** A part that is a number. */
export interface NumberSegment {
  /** Name of the part, and of the level (层级) of a code that ends with it. */
  readonly name: string;
  readonly digits: CodeLength;
  /** 1 to all nines if left out. */
  readonly ranges?: readonly CodeRange[];
  /** Zeros at the end of a code say that it ends above this part: `330702001000` is the township `330702001`. */
  readonly blank?: true;
}

/** A part that is a word. */
export interface WordSegment {
  /** Name of the part, and of the level (层级) of a code that ends with it. */
  readonly name: string;
  readonly letters: CodeLength;
  /** The characters it may be made of; Latin letters and digits if left out. */
  readonly alphabet?: string;
}

/** One part of a code. */
export type CodeSegment = NumberSegment | WordSegment;

/** A scheme as data: its parts from the left. */
export interface CodeSchemeDefinition {
  readonly name: string;
  readonly segments: readonly CodeSegment[];
  /** Stands between the parts; nothing if left out. */
  readonly separator?: string;
  /** The last part may come again and again, so that codes have any depth. */
  readonly repeats?: true;
}

/** A part, ready to read. */
export interface Part {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly alphabet: ReadonlySet<string>;
  /** In the order of their numbers; undefined of a word. */
  readonly ranges: readonly CodeRange[] | undefined;
  readonly blank: boolean;
}

const digits = '0123456789';
const latin = `${digits}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`;

function refuse(scheme: string, segment: string, reason: string): never {
  const code = 'grid/invalid-scheme' satisfies CodeErrorCode;
  throw new DomainError(code, `No codes can be made by this scheme: ${reason}.`, {
    scheme,
    segment,
  });
}

const isCount = (value: number, from: number, to: number): boolean =>
  Number.isSafeInteger(value) && value >= from && value <= to;

function rangesOf({ digits: length, ranges }: NumberSegment): readonly CodeRange[] {
  const most = typeof length === 'number' ? length : length[1];
  return [...(ranges ?? [{ from: 1, to: 10 ** most - 1 }])].sort((a, b) => a.from - b.from);
}

function checkRanges(ranges: readonly CodeRange[], most: number): string | undefined {
  if (ranges.length === 0) return 'a number has no range';
  const largest = 10 ** most - 1;
  const sound = ranges.every(({ from, to }) => isCount(from, 0, to) && isCount(to, 0, largest));
  if (!sound) return 'a range is none';
  const overlap = ranges.some(({ from }, i) => from <= (ranges[i - 1]?.to ?? -1));
  return overlap ? 'two ranges hold one number' : undefined;
}

/** What would leave the codes of a part unclear. */
function unclear(part: Part, separator: string, isLast: boolean): string | undefined {
  const { least, most, alphabet, ranges, blank } = part;
  if (!isCount(least, 1, most) || !isCount(most, 1, ranges ? 15 : 1000))
    return 'a part has no length, or too much of it';
  if (least !== most && !isLast && separator === '')
    return 'where a part has several lengths, a separator has to follow';
  if ([...separator].some((character) => alphabet.has(character)))
    return 'the separator is a character of a part';
  if (blank && (least !== most || separator !== ''))
    return 'zeros can stand for nothing only in parts of one length without a separator';
  return ranges && checkRanges(ranges, most);
}

function partOf(segment: CodeSegment): Part {
  const isNumber = 'digits' in segment;
  const length = isNumber ? segment.digits : segment.letters;
  const [least, most] = typeof length === 'number' ? [length, length] : length;
  return {
    name: segment.name,
    least,
    most,
    alphabet: new Set(isNumber ? digits : (segment.alphabet ?? latin)),
    ranges: isNumber ? rangesOf(segment) : undefined,
    blank: isNumber && segment.blank === true,
  };
}

/** Makes the parts of a scheme ready to read. Refuses with `grid/invalid-scheme` what would leave a code unclear. */
export function partsOf(definition: CodeSchemeDefinition): readonly Part[] {
  const { name: scheme, segments, separator = '', repeats = false } = definition;
  if (segments.length === 0) refuse(scheme, '', 'it has no parts');
  const names = new Set<string>();
  return segments.map((segment, i) => {
    const part = partOf(segment);
    const isLast = i === segments.length - 1 && !repeats;
    const reason = unclear(part, separator, isLast);
    if (reason !== undefined) refuse(scheme, part.name, reason);
    if (names.has(part.name)) refuse(scheme, part.name, 'two parts have one name');
    if (part.blank && repeats) refuse(scheme, part.name, 'a part that may be zero cannot repeat');
    names.add(part.name);
    return part;
  });
}
