import { DomainError, type GridCode, gridCode } from '@civigrid/kernel';
import type { CodeErrorCode, CodeIssue } from './code-error.ts';
import { codeSeries, type NextCodeOptions } from './code-series.ts';
import { type CodePart, type Layout, partAt, readCode } from './read-code.ts';
import { type CodeSchemeDefinition, type Part, partsOf } from './segment.ts';

/** A text read by a scheme: what it says, or the first thing that is wrong with it. */
export type ParsedCode =
  | {
      readonly ok: true;
      /** The code in its one form, without zeros that say nothing. */
      readonly code: GridCode;
      readonly parts: readonly CodePart[];
      /** Name of the last part. */
      readonly level: string;
      /** What the number of the last part says (`town`), where its range says anything. */
      readonly kind?: string;
    }
  | ({ readonly ok: false } & CodeIssue);

/** What a part is put together from: as it was read, or its text, or its number. */
export type CodeValue = CodePart | string | number;

/**
 * How the codes of cells are made (编码规则). A code ends after any of its parts: a shorter one is the cell above.
 * Methods that take a code refuse what the scheme cannot read with `grid/invalid-code`, but for `parse` and `validate`.
 */
export interface CodeScheme {
  readonly name: string;
  /** Names of the parts from the left: a code that ends with the part is of that level (层级). */
  readonly levels: readonly string[];
  /** Reads a text. Never throws. */
  parse(text: string): ParsedCode;
  /** All that is wrong with a text, from the left; nothing if it is a code. Never throws. */
  validate(text: string): readonly CodeIssue[];
  /** Puts a code together; numbers are written with the zeros that the part wants. */
  format(parts: readonly CodeValue[]): GridCode;
  /** The code in full length, zeros for the parts that it does not have (`330702001000`), where they may be zero. */
  padded(code: string): GridCode;
  /** The code of the cell above; undefined of the first part. */
  parent(code: string): GridCode | undefined;
  /**
   * The next code below a parent, or at the top where it is undefined. `used` are all codes ever given, those of cells
   * that are gone as well: none is given again (废码不重用). It is the one after the highest, and when the range is at
   * its end, the lowest that was left free. Refuses with `grid/codes-exhausted`, `grid/no-level-below`,
   * `grid/not-numbered` (the part is a word), `grid/unknown-kind`.
   */
  next(parent: string | undefined, used: Iterable<string>, options?: NextCodeOptions): GridCode;
  /** Gives codes below a parent one after another, as {@link CodeScheme.next} would with `used` growing. */
  series(
    parent: string | undefined,
    used: Iterable<string>,
    options?: NextCodeOptions,
  ): () => GridCode;
}

function refuse(name: string, issue: CodeIssue): never {
  const message = 'The text is no code of the scheme.';
  throw new DomainError('grid/invalid-code' satisfies CodeErrorCode, message, {
    scheme: name,
    ...issue,
  });
}

function textOf(part: Part | undefined, value: CodeValue): string {
  if (typeof value === 'object') return value.text;
  return typeof value === 'string' ? value : String(value).padStart(part?.least ?? 0, '0');
}

/**
 * Makes a scheme from data (自定义编码). Refuses with `grid/invalid-scheme` one whose codes could be read in two ways.
 *
 * @example
 * const dotted = codeScheme({
 *   name: 'street', separator: '.', repeats: true,
 *   segments: [{ name: 'street', letters: [1, 8] }, { name: 'cell', digits: 2 }],
 * });
 * dotted.next('LS.01', ['LS.01.01', 'LS.01.02']); // LS.01.03
 */
export function codeScheme(definition: CodeSchemeDefinition): CodeScheme {
  const { name, separator = '' } = definition;
  const layout: Layout = {
    parts: partsOf(definition),
    separator,
    repeats: definition.repeats === true,
  };
  const join = (parts: readonly CodePart[]): GridCode =>
    gridCode(parts.map(({ text }) => text).join(separator));
  const read = (text: string): readonly CodePart[] => {
    const { parts, issues } = readCode(layout, text);
    return issues[0] ? refuse(name, issues[0]) : parts;
  };
  const series: CodeScheme['series'] = (parent, used, options = {}) => {
    const texts = codeSeries(layout, parent === undefined ? [] : read(parent), used, options);
    return () => gridCode(texts());
  };
  const scheme: CodeScheme = {
    name,
    levels: Object.freeze(layout.parts.map((part) => part.name)),
    parse(text) {
      const { parts, issues } = readCode(layout, text);
      const last = parts[parts.length - 1];
      if (issues[0] || !last)
        return { ok: false, ...(issues[0] ?? { code: 'code-too-short', at: 0 }) };
      const { name: level, kind } = last;
      return { ok: true, code: join(parts), parts, level, ...(kind === undefined ? {} : { kind }) };
    },
    validate: (text) => readCode(layout, text).issues,
    format(values) {
      const text = values.map((value, i) => textOf(partAt(layout, i), value)).join(separator);
      const parts = read(text);
      // A zero at the end or a part of a wrong length would be read as another code than was meant.
      const same = parts.every(
        (part, i) => part.text === textOf(partAt(layout, i), values[i] ?? ''),
      );
      return same && parts.length === values.length
        ? join(parts)
        : refuse(name, { code: 'code-out-of-range', at: parts.length });
    },
    padded(code) {
      const parts = read(code);
      let text: string = join(parts);
      for (let i = parts.length; partAt(layout, i)?.blank; i++)
        text += '0'.repeat((partAt(layout, i) as Part).most);
      return gridCode(text);
    },
    parent(code) {
      const above = read(code).slice(0, -1);
      // Read again: 441900003 lies right below 4419, not below 441900.
      return above.length === 0 ? undefined : join(read(join(above)));
    },
    next: (parent, used, options) => series(parent, used, options)(),
    series,
  };
  return Object.freeze(scheme);
}
