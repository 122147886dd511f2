import type { CodeIssue, CodeIssueCode } from './code-error.ts';
import type { CodeRange, Part } from './segment.ts';

/** One part of a code, read. */
export interface CodePart {
  /** Name of the segment. */
  readonly name: string;
  readonly text: string;
  /** Of a part that is a number. */
  readonly number?: number;
  /** What the range says that holds the number. */
  readonly kind?: string;
}

/** The parts of a text, zeros at its end left out, and all that is wrong with it. */
export interface ReadCode {
  readonly parts: readonly CodePart[];
  readonly issues: readonly CodeIssue[];
}

/** The most characters that any code has: a text from outside may be of any size. */
const longest = 4096;

/** Where the parts of a text begin and end. */
interface Slice {
  readonly at: number;
  readonly text: string;
}

/** What the reader knows of a scheme. */
export interface Layout {
  readonly parts: readonly Part[];
  readonly separator: string;
  readonly repeats: boolean;
}

/** The part at a depth; the last one again and again where the scheme says so. */
export function partAt({ parts, repeats }: Layout, depth: number): Part | undefined {
  return parts[depth] ?? (repeats ? parts[parts.length - 1] : undefined);
}

/** Cuts a text into as many parts as it has; what is left over comes last. */
function cut(layout: Layout, text: string): readonly Slice[] {
  if (layout.separator !== '') {
    let at = 0;
    return text.split(layout.separator).map((piece) => {
      const slice = { at, text: piece };
      at += piece.length + layout.separator.length;
      return slice;
    });
  }
  const slices: Slice[] = [];
  let at = 0;
  for (let depth = 0; at < text.length || depth === 0; depth++) {
    const end = at + (partAt(layout, depth)?.most ?? text.length);
    slices.push({ at, text: text.slice(at, end) });
    at = end;
  }
  return slices;
}

function rangeOf(ranges: readonly CodeRange[], number: number): CodeRange | undefined {
  return ranges.find(({ from, to }) => from <= number && number <= to);
}

/** What is wrong with the characters of a part. */
function misspelt(part: Part, { at, text }: Slice): CodeIssue | undefined {
  const say = (code: CodeIssueCode, place: number): CodeIssue => ({
    code,
    segment: part.name,
    at: place,
  });
  for (let i = 0; i < Math.min(text.length, part.most); i++)
    if (!part.alphabet.has(text.charAt(i))) return say('code-bad-character', at + i);
  if (text.length < part.least) return say('code-too-short', at + text.length);
  if (text.length > part.most) return say('code-too-long', at + part.most);
  // Two texts for one number would be two codes for one cell.
  return part.ranges && text.length > part.least && text.startsWith('0')
    ? say('code-leading-zero', at)
    : undefined;
}

const isBlank = (part: Part | undefined, { text }: Slice): boolean =>
  part?.blank === true && text.length === part.most && /^0+$/.test(text);

/** The slices without the zeros at the end that say nothing. */
function spoken(layout: Layout, slices: readonly Slice[]): readonly Slice[] {
  let end = slices.length;
  while (end > 0 && isBlank(partAt(layout, end - 1), slices[end - 1] as Slice)) end--;
  return slices.slice(0, end);
}

/** Reads one part, and says what is wrong with it. */
function readPart(
  part: Part,
  slice: Slice,
): { readonly part: CodePart; readonly issue?: CodeIssue } {
  const { name, ranges } = part;
  const { text, at } = slice;
  const wrong = misspelt(part, slice);
  if (!ranges) return { part: { name, text }, ...(wrong ? { issue: wrong } : {}) };
  const number = Number(text);
  const range = rangeOf(ranges, number);
  const outside: CodeIssue | undefined = range
    ? undefined
    : { code: 'code-out-of-range', segment: name, at };
  const issue = wrong ?? outside;
  return {
    part: { name, text, number, ...(range?.kind === undefined ? {} : { kind: range.kind }) },
    ...(issue ? { issue } : {}),
  };
}

/** Reads a text by a scheme. Never throws. */
export function readCode(layout: Layout, text: unknown): ReadCode {
  if (typeof text !== 'string') return { parts: [], issues: [{ code: 'code-not-text', at: 0 }] };
  if (text.length > longest) return { parts: [], issues: [{ code: 'code-too-long', at: longest }] };
  const parts: CodePart[] = [];
  const issues: CodeIssue[] = [];
  for (const slice of spoken(layout, cut(layout, text))) {
    const part = partAt(layout, parts.length);
    if (!part) return { parts, issues: [...issues, { code: 'code-too-long', at: slice.at }] };
    const read = readPart(part, slice);
    parts.push(read.part);
    if (read.issue) issues.push(read.issue);
  }
  return { parts, issues };
}
