import { DomainError, type JsonObject } from '@civigrid/kernel';
import type { CodeErrorCode } from './code-error.ts';
import { type CodePart, type Layout, partAt, readCode } from './read-code.ts';
import type { CodeRange, Part } from './segment.ts';

/** Which codes are to be given. */
export interface NextCodeOptions {
  /** The kind of number (`town`, `merged`); the first range that is not reserved if left out. */
  readonly kind?: string;
  /**
   * The level of the codes; the one right below if left out. A level farther down can be named where the parts between
   * may be zero: the townships of a city without counties (`441900003`).
   */
  readonly level?: string;
}

function refuse(code: CodeErrorCode, message: string, details: JsonObject): never {
  throw new DomainError(code, message, details);
}

/** The parts between a code and those to be given below it, filled with zeros. */
function filled(layout: Layout, parent: readonly CodePart[], level: string | undefined): string[] {
  const texts = parent.map(({ text }) => text);
  while (true) {
    const part = partAt(layout, texts.length);
    const zero = part?.blank && part.ranges?.some(({ from }) => from === 0);
    if (part && (level === undefined || part.name === level)) return texts;
    if (!zero)
      return refuse('grid/no-level-below', 'No code of this level can follow there.', {
        parent: texts.join(layout.separator),
        ...(level === undefined ? {} : { level }),
      });
    texts.push('0'.repeat(part.most));
  }
}

function rangesFor({ name, ranges }: Part, kind: string | undefined): readonly CodeRange[] {
  if (!ranges)
    return refuse('grid/not-numbered', 'No word comes next after another.', { segment: name });
  const first = ranges.find(({ reserved }) => !reserved);
  const found =
    kind === undefined
      ? ranges.filter((range) => range.kind === first?.kind && !range.reserved)
      : ranges.filter((range) => range.kind === kind);
  if (found.length > 0) return found;
  return refuse('grid/unknown-kind', 'No range of the part has this kind.', {
    segment: name,
    ...(kind === undefined ? {} : { kind }),
  });
}

/** The numbers that codes below have had, given by themselves or as part of a code farther down. */
function takenBelow(layout: Layout, prefix: readonly string[], used: Iterable<string>) {
  const taken = new Set<number>();
  for (const text of used) {
    const { parts, issues } = readCode(layout, text);
    const number = parts[prefix.length]?.number;
    // A text that is no code of the scheme cannot be given again by it.
    if (issues.length > 0 || number === undefined) continue;
    if (prefix.every((own, i) => own === parts[i]?.text)) taken.add(number);
  }
  return taken;
}

/** The first number of ranges that is not below another; undefined behind their end. */
function from(ranges: readonly CodeRange[], number: number): number | undefined {
  const range = ranges.find(({ to }) => number <= to);
  return range && Math.max(number, range.from);
}

/**
 * Gives texts of new codes below a parent, one at each call: after the highest that was ever given, and when the range
 * is at its end, what was left free within, lowest first.
 */
export function codeSeries(
  layout: Layout,
  parent: readonly CodePart[],
  used: Iterable<string>,
  { kind, level }: NextCodeOptions,
): () => string {
  const prefix = filled(layout, parent, level);
  const part = partAt(layout, prefix.length) as Part;
  const ranges = rangesFor(part, kind);
  const taken = takenBelow(layout, prefix, used);
  let after = 0;
  for (const number of taken)
    if (number >= after && ranges.some((range) => range.from <= number && number <= range.to))
      after = number + 1;
  let gap = 0;
  return () => {
    let number = from(ranges, after);
    if (number !== undefined) after = number + 1;
    else {
      number = from(ranges, gap);
      while (number !== undefined && taken.has(number)) number = from(ranges, number + 1);
      if (number === undefined)
        return refuse('grid/codes-exhausted', 'Every number of the range has been given.', {
          parent: prefix.join(layout.separator),
          segment: part.name,
          ...(kind === undefined ? {} : { kind }),
        });
      gap = number + 1;
    }
    taken.add(number);
    return [...prefix, String(number).padStart(part.least, '0')].join(layout.separator);
  };
}
