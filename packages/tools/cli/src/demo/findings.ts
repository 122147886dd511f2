import { basename } from 'node:path';
import { describe } from '@civigrid/grid/messages';
import { isDomainError } from '@civigrid/kernel';
import type { DemoWords } from './words.ts';
import type { DayWorld } from './world.ts';

/** What was mended in a host's map, and the rows of its files that could not be read. */
export function findingsOf(
  { mended, inputs }: DayWorld,
  words: DemoWords,
  language: 'zh-CN' | 'en',
): readonly (readonly string[])[] {
  const cells = (mended?.issues ?? []).map(
    (issue) => `  ${mended?.file}, ${issue.path.join('/')}: ${describe(issue, language)}`,
  );
  const rows = inputs
    .flatMap((input) => (input.kind === 'broken' ? [input] : []))
    .toSorted(({ place: a }, { place: b }) =>
      a.file === b.file ? a.row - b.row : a.file < b.file ? -1 : 1,
    )
    .map(({ place, code }) => `  ${words.unusable(place.file, place.row, place.column, code)}`);
  return [
    ...(cells.length > 0 ? [[words.mendedCells, ...cells]] : []),
    ...(rows.length > 0 ? [[words.refusedRows, ...rows]] : []),
  ];
}

/** The rules of a host that cannot be compiled or carried out, line by line; throws on where something else is wrong. */
export function badRules(
  error: unknown,
  rules: string | undefined,
  words: DemoWords,
): readonly string[] {
  const known =
    isDomainError(error, 'tables/invalid') || isDomainError(error, 'governance/invalid-routing');
  if (!known || rules === undefined) throw error;
  const { issues } = error.details as {
    readonly issues: readonly {
      readonly code: string;
      readonly rule?: number;
      readonly column?: string;
    }[];
  };
  return issues.map(({ code, rule, column }) => words.badRule(basename(rules), rule, column, code));
}
