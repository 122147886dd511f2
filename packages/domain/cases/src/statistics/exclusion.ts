import type { UnsolvedReason } from '../close.ts';
import type { RefusalReason } from '../filing.ts';
import type { ReturnReason } from '../order.ts';
import type { CaseSource } from '../report.ts';
import type { Tier } from '../route.ts';
import type { SuspensionReason } from '../suspension.ts';
import { isRecord, isText } from '../unread.ts';
import { isWithin } from './code-paths.ts';
import { type RateName, rateNames } from './figure-names.ts';

/** A title in both languages. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

/**
 * What a rule of exclusion asks of one loop of a case, from report or reopening to its end. `category` and `grid` are
 * subtrees; of the reasons any one if `is` is left out. `outsidePowers` (超出职权): refused as outside what is dealt with
 * here, or closed unsolved as beyond the powers. `forced` (终审强派), `mediated` (经调解).
 */
export type ExclusionCondition =
  | { readonly kind: 'category' | 'grid'; readonly within: readonly string[] }
  | { readonly kind: 'source'; readonly is: readonly CaseSource[] }
  | { readonly kind: 'tier'; readonly is: readonly Tier[] }
  | { readonly kind: 'severity'; readonly atMost: number }
  | { readonly kind: 'refused'; readonly is?: readonly RefusalReason[] }
  | { readonly kind: 'unsolved'; readonly is?: readonly UnsolvedReason[] }
  | { readonly kind: 'returned'; readonly is?: readonly ReturnReason[] }
  | { readonly kind: 'suspended'; readonly is?: readonly SuspensionReason[] }
  | { readonly kind: 'forced' | 'mediated' | 'outsidePowers' };

/** A published rule by which cases are left out of rates (剔除规则): data of a town, with its version. */
export interface ExclusionRule {
  readonly id: string;
  readonly version: string;
  readonly title: Title;
  /** All must hold. */
  readonly when: readonly ExclusionCondition[];
  /** The rates out of which it takes a case; no count is ever changed. */
  readonly rates: readonly RateName[];
}

/** What can be wrong with a rule of exclusion. */
export type ExclusionIssueCode =
  | 'cases/no-id'
  | 'cases/no-version'
  | 'cases/no-title'
  | 'cases/id-twice'
  | 'cases/no-condition'
  | 'cases/unknown-condition'
  | 'cases/bad-condition'
  | 'cases/unknown-rate';

/** Something wrong with a rule, and where. */
export interface ExclusionIssue {
  readonly code: ExclusionIssueCode;
  /** Index of the rule. */
  readonly rule: number;
  /** Keys and indexes from the rule down. */
  readonly path: readonly (string | number)[];
}

/** What is remembered of one loop of a case, for the rules. */
export interface LoopFacts {
  readonly returned: ReturnReason[];
  readonly suspended: SuspensionReason[];
  refused?: RefusalReason;
  unsolved?: UnsolvedReason;
  tier?: Tier;
  forced: boolean;
  mediated: boolean;
}

/** What the rules ask of a case as a whole. */
export interface CaseTraits {
  readonly category: string;
  readonly source: CaseSource;
  readonly severity: number | undefined;
  /** The cells that hold it, its own included. */
  readonly cells: readonly string[];
}

const isTextList = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isText);
const isReasons = (value: unknown): boolean => value === undefined || isTextList(value);

type Fits = (condition: Readonly<Record<string, unknown>>) => boolean;

const forms: ReadonlyMap<string, Fits> = new Map<ExclusionCondition['kind'], Fits>([
  ['category', ({ within }) => isTextList(within)],
  ['grid', ({ within }) => isTextList(within)],
  ['source', ({ is }) => isTextList(is)],
  ['tier', ({ is }) => isTextList(is)],
  ['severity', ({ atMost }) => Number.isInteger(atMost)],
  ['refused', ({ is }) => isReasons(is)],
  ['unsolved', ({ is }) => isReasons(is)],
  ['returned', ({ is }) => isReasons(is)],
  ['suspended', ({ is }) => isReasons(is)],
  ['forced', () => true],
  ['mediated', () => true],
  ['outsidePowers', () => true],
]);

function conditionIssue(condition: unknown): ExclusionIssueCode | undefined {
  if (!isRecord(condition)) return 'cases/bad-condition';
  const fits = forms.get(String(condition['kind']));
  if (fits === undefined) return 'cases/unknown-condition';
  return fits(condition) ? undefined : 'cases/bad-condition';
}

/** What is wrong with rules of exclusion; never throws. */
export function checkExclusions(rules: readonly unknown[]): readonly ExclusionIssue[] {
  const issues: ExclusionIssue[] = [];
  const seen = new Set<string>();
  rules.forEach((given, rule) => {
    const add = (code: ExclusionIssueCode, ...path: readonly (string | number)[]) =>
      issues.push({ code, rule, path });
    const { id, version, title, when, rates } = isRecord(given) ? given : {};
    if (!isText(id)) add('cases/no-id', 'id');
    else if (seen.has(id)) add('cases/id-twice', 'id');
    else seen.add(id);
    if (!isText(version)) add('cases/no-version', 'version');
    if (!isRecord(title) || !isText(title['zh']) || !isText(title['en']))
      add('cases/no-title', 'title');
    if (!Array.isArray(when) || when.length === 0) add('cases/no-condition', 'when');
    else
      when.forEach((condition, i) => {
        const code = conditionIssue(condition);
        if (code !== undefined) add(code, 'when', i);
      });
    const names: readonly unknown[] = rateNames;
    if (!Array.isArray(rates) || rates.length === 0) add('cases/unknown-rate', 'rates');
    else
      rates.forEach((rate: unknown, i) => {
        if (!names.includes(rate)) add('cases/unknown-rate', 'rates', i);
      });
  });
  return issues;
}

const anyOf = <Reason>(is: readonly Reason[] | undefined, given: readonly Reason[]): boolean =>
  is === undefined ? given.length > 0 : given.some((reason) => is.includes(reason));
const listed = <Reason>(reason: Reason | undefined): readonly Reason[] =>
  reason === undefined ? [] : [reason];

/** Whether a condition holds for a loop of a case. */
function holds(condition: ExclusionCondition, traits: CaseTraits, loop: LoopFacts): boolean {
  switch (condition.kind) {
    case 'category':
      return condition.within.some((code) => isWithin(traits.category, code));
    case 'grid':
      return condition.within.some((code) => traits.cells.includes(code));
    case 'source':
      return condition.is.includes(traits.source);
    case 'tier':
      return loop.tier !== undefined && condition.is.includes(loop.tier);
    case 'severity':
      return traits.severity !== undefined && traits.severity <= condition.atMost;
    case 'refused':
      return anyOf(condition.is, listed(loop.refused));
    case 'unsolved':
      return anyOf(condition.is, listed(loop.unsolved));
    case 'returned':
      return anyOf(condition.is, loop.returned);
    case 'suspended':
      return anyOf(condition.is, loop.suspended);
    case 'forced':
      return loop.forced;
    case 'mediated':
      return loop.mediated;
    case 'outsidePowers':
      return loop.refused === 'outsideScope' || loop.unsolved === 'beyondPowers';
  }
}

/** Whether a rule takes a loop of a case out of the rates that it names. */
export function isExcluded({ when }: ExclusionRule, traits: CaseTraits, loop: LoopFacts): boolean {
  return when.every((condition) => holds(condition, traits, loop));
}
