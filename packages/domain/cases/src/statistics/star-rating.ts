import { isRecord, isText, type Unread } from '../unread.ts';
import type { Title } from './exclusion.ts';
import { type CountName, countNames, type RateName, rateNames } from './figure-names.ts';
import type { Figures } from './figures.ts';
import { statisticsRefusal } from './statistics-error.ts';
import type { Streaks } from './streak.ts';

/** What can be rated: a grid, a corridor or stairwell (楼道), a post. Persons are not rated. */
export type RatedKind = 'grid' | 'corridor' | 'post';

/** What a criterion looks at. A rate counts only from a least denominator on; a fact is one that was recorded with evidence. */
export type StarMeasure =
  | { readonly kind: 'rate'; readonly rate: RateName; readonly least?: number }
  | { readonly kind: 'count'; readonly count: CountName }
  | { readonly kind: 'streak'; readonly streak: string }
  | { readonly kind: 'fact'; readonly fact: string };

/** One published criterion (评星标准). */
export interface StarCriterion {
  readonly id: string;
  readonly title: Title;
  readonly measure: StarMeasure;
  /** A share from 0 to 1, a number of cases or days, or the value of the fact. */
  readonly threshold: { readonly atLeast: number } | { readonly atMost: number };
  /** How many stars it is worth. */
  readonly stars: number;
}

/** Published criteria with their version (星级评定标准): data of a town. */
export interface StarStandard {
  readonly id: string;
  readonly version: string;
  readonly title: Title;
  readonly rates: RatedKind;
  readonly criteria: readonly StarCriterion[];
}

/** A fact that somebody recorded, with where its evidence lies. */
export interface RecordedFact {
  readonly fact: string;
  readonly value: number;
  /** When it was recorded: UTC milliseconds. */
  readonly at: number;
  /** Reference to the record that shows it: an event, a photo, minutes of an inspection. */
  readonly evidence: string;
}

/** A place or a post with its figures. */
export interface RatedSubject {
  readonly kind: RatedKind;
  /** Code of the cell or corridor, or id of the post. */
  readonly code: string;
  readonly figures?: Figures;
  readonly streaks?: ReadonlyMap<string, Streaks>;
  readonly facts?: readonly RecordedFact[];
}

/** How one criterion came out, with the figures from which it can be worked out again. */
export interface CriterionResult {
  readonly criterion: string;
  readonly outcome: 'met' | 'notMet' | 'notMeasured';
  /** The stars that it gives: none unless it is met. */
  readonly stars: number;
  readonly value?: number;
  /** Of a rate. */
  readonly numerator?: number;
  readonly denominator?: number;
  /** Of a fact. */
  readonly evidence?: string;
}

/** The stars of a place or a post (星级). */
export interface StarRating {
  readonly kind: RatedKind;
  readonly code: string;
  readonly standard: string;
  readonly version: string;
  readonly stars: number;
  /** How many stars can be had. */
  readonly of: number;
  /** In the order of the standard. */
  readonly criteria: readonly CriterionResult[];
}

/** What can be wrong with a standard. */
export type StandardIssueCode =
  | 'cases/no-id'
  | 'cases/no-version'
  | 'cases/no-title'
  | 'cases/id-twice'
  | 'cases/no-criterion'
  | 'cases/not-rated'
  | 'cases/unknown-measure'
  | 'cases/bad-threshold'
  | 'cases/bad-stars';

/** Something wrong with a standard, and where. */
export interface StandardIssue {
  readonly code: StandardIssueCode;
  /** Keys and indexes from the standard down. */
  readonly path: readonly (string | number)[];
}

const isTitle = (value: unknown): boolean =>
  isRecord(value) && isText(value['zh']) && isText(value['en']);
const isIn = (list: readonly unknown[], value: unknown): boolean => list.includes(value);

function isMeasure(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { kind, rate, least, count, streak, fact } = value;
  switch (kind) {
    case 'rate':
      return isIn(rateNames, rate) && (least === undefined || Number.isInteger(least));
    case 'count':
      return isIn(countNames, count);
    case 'streak':
      return isText(streak);
    case 'fact':
      return isText(fact);
    default:
      return false;
  }
}

function isThreshold(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { atLeast, atMost } = value;
  return (atLeast === undefined) !== (atMost === undefined) && Number.isFinite(atLeast ?? atMost);
}

/** What is wrong with a standard of stars; never throws. Only places and posts can be rated: `cases/not-rated`. */
export function checkStarStandard(standard: unknown): readonly StandardIssue[] {
  const issues: StandardIssue[] = [];
  const add = (code: StandardIssueCode, ...path: readonly (string | number)[]) =>
    issues.push({ code, path });
  const { id, version, title, rates, criteria } = isRecord(standard) ? standard : ({} as Unread);
  if (!isText(id)) add('cases/no-id', 'id');
  if (!isText(version)) add('cases/no-version', 'version');
  if (!isTitle(title)) add('cases/no-title', 'title');
  if (!isIn(['grid', 'corridor', 'post'], rates)) add('cases/not-rated', 'rates');
  if (!Array.isArray(criteria) || criteria.length === 0) {
    add('cases/no-criterion', 'criteria');
    return issues;
  }
  const seen = new Set<unknown>();
  criteria.forEach((given: unknown, i) => {
    const one = isRecord(given) ? given : ({} as Unread);
    if (!isText(one['id'])) add('cases/no-id', 'criteria', i, 'id');
    else if (seen.has(one['id'])) add('cases/id-twice', 'criteria', i, 'id');
    seen.add(one['id']);
    if (!isTitle(one['title'])) add('cases/no-title', 'criteria', i, 'title');
    if (!isMeasure(one['measure'])) add('cases/unknown-measure', 'criteria', i, 'measure');
    if (!isThreshold(one['threshold'])) add('cases/bad-threshold', 'criteria', i, 'threshold');
    const { stars } = one;
    if (typeof stars !== 'number' || !Number.isInteger(stars) || stars < 1)
      add('cases/bad-stars', 'criteria', i, 'stars');
  });
  return issues;
}

type Measured = Pick<CriterionResult, 'value' | 'numerator' | 'denominator' | 'evidence'>;

function measured(measure: StarMeasure, subject: RatedSubject): Measured {
  const { figures, streaks, facts = [] } = subject;
  switch (measure.kind) {
    case 'rate': {
      const found = figures?.rates[measure.rate];
      if (found === undefined) return {};
      const { numerator, denominator, rate } = found;
      const isEnough = rate !== undefined && denominator >= (measure.least ?? 1);
      return isEnough ? { value: rate, numerator, denominator } : { numerator, denominator };
    }
    case 'count': {
      const value = figures?.counts[measure.count];
      return value === undefined ? {} : { value };
    }
    case 'streak': {
      const value = streaks?.get(measure.streak)?.current.days;
      return value === undefined ? {} : { value };
    }
    case 'fact': {
      const own = facts.filter(({ fact }) => fact === measure.fact);
      const last = own.reduce<RecordedFact | undefined>(
        (latest, each) => (latest === undefined || each.at >= latest.at ? each : latest),
        undefined,
      );
      return last === undefined ? {} : { value: last.value, evidence: last.evidence };
    }
  }
}

function judged(
  { id, measure, threshold, stars }: StarCriterion,
  subject: RatedSubject,
): CriterionResult {
  const figures = measured(measure, subject);
  const { value } = figures;
  if (value === undefined) return { criterion: id, outcome: 'notMeasured', stars: 0, ...figures };
  const isMet = 'atLeast' in threshold ? value >= threshold.atLeast : value <= threshold.atMost;
  return { criterion: id, outcome: isMet ? 'met' : 'notMet', stars: isMet ? stars : 0, ...figures };
}

/**
 * Rates grids, corridors (五星楼道) or posts by published criteria (星级评定). Each criterion is met, not met, or not
 * measured, with its figures; the version of the criteria stands with every result. It is no ranking: results come in
 * order of the code, those of another kind than the standard's are left out, and persons are not rated. Refuses with
 * `cases/invalid-standard`, the issues in its details.
 */
export function starRatings(
  standard: StarStandard,
  subjects: Iterable<RatedSubject>,
): readonly StarRating[] {
  const issues = checkStarStandard(standard);
  if (issues.length > 0)
    throw statisticsRefusal('cases/invalid-standard', 'The standard of stars is not valid.', {
      issues: issues.map((issue) => ({ ...issue })),
    });
  const { id, version, rates, criteria } = standard;
  const most = criteria.reduce((sum, { stars }) => sum + stars, 0);
  return Array.from(subjects)
    .filter(({ kind }) => kind === rates)
    .map((subject): StarRating => {
      const results = criteria.map((criterion) => judged(criterion, subject));
      return {
        kind: subject.kind,
        code: subject.code,
        standard: id,
        version,
        stars: results.reduce((sum, { stars }) => sum + stars, 0),
        of: most,
        criteria: results,
      };
    })
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
