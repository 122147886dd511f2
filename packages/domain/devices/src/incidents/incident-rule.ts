import type { GridCode } from '@civigrid/kernel';
import { kindInfo } from '../event/kinds.ts';

/** Which alarms share a cause, over how wide a place and how long (警情归并规则). Plain JSON. */
export interface IncidentRule {
  /** What its incidents come from; left out, each kind is a cause of its own. */
  readonly cause?: string;
  /** Kinds such as `fire.smoke`, whole categories such as `fire.*`, or `*`: the narrowest that names a kind counts. */
  readonly kinds: readonly string[];
  /** The level of grid whose cells are the place of an incident, such as `community`; the cell of the alarm itself if left out. */
  readonly level?: string;
  /** An alarm joins an incident whose first or last alarm lies at most so far away: milliseconds. */
  readonly windowMs: number;
  /** Whether each alarm of a protected kind reaches the case by itself, however many there are; true if left out. */
  readonly protectedEach?: boolean;
}

/** The codes of what can be wrong with rules. */
export type IncidentRuleIssueCode =
  | 'devices/not-a-rule'
  | 'devices/no-cause'
  | 'devices/cause-twice'
  | 'devices/unknown-kind'
  | 'devices/kind-twice'
  | 'devices/no-window';

/** What is wrong with one of the rules, and where. */
export interface IncidentRuleIssue {
  readonly code: IncidentRuleIssueCode;
  /** JSON pointer into the list of rules, such as `/0/kinds/1`. */
  readonly path: string;
  /** English, for developers. */
  readonly message: string;
}

const tenMinutes = 600_000;

/** All of fire is one cause, every other kind its own; in the cell of the alarm, ten minutes. */
export const defaultIncidentRules: readonly IncidentRule[] = [
  { cause: 'fire', kinds: ['fire.*'], windowMs: tenMinutes },
  { kinds: ['*'], windowMs: tenMinutes },
];

type Unchecked = { readonly [Key in keyof IncidentRule]?: unknown };

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function isPattern(pattern: string): boolean {
  if (pattern === '*') return true;
  if (!pattern.endsWith('.*')) return kindInfo(pattern) !== undefined;
  return /^[a-z]+\.\*$/i.test(pattern);
}

function* kindIssues(
  kinds: readonly unknown[],
  path: string,
  seen: Set<string>,
): Generator<IncidentRuleIssue> {
  for (const [i, pattern] of kinds.entries()) {
    const place = { path: `${path}/${i}` };
    if (!isText(pattern) || !isPattern(pattern))
      yield { code: 'devices/unknown-kind', ...place, message: 'The taxonomy has no such kind.' };
    else if (seen.has(pattern))
      yield { code: 'devices/kind-twice', ...place, message: 'Two rules name the same kinds.' };
    else seen.add(pattern);
  }
}

/** What rules before have named. */
interface Named {
  readonly kinds: Set<string>;
  readonly causes: Set<string>;
}

function* causeIssues(
  cause: unknown,
  path: string,
  causes: Set<string>,
): Generator<IncidentRuleIssue> {
  if (cause === undefined) return;
  if (!isText(cause)) yield { code: 'devices/no-cause', path, message: 'A cause is a text.' };
  else if (causes.has(cause))
    yield { code: 'devices/cause-twice', path, message: 'Two rules have the same cause.' };
  else causes.add(cause);
}

function* issuesOf(rule: unknown, path: string, before: Named): Generator<IncidentRuleIssue> {
  const malformed = { code: 'devices/not-a-rule', path, message: 'A rule has kinds.' } as const;
  if (typeof rule !== 'object' || rule === null) return yield malformed;
  const { cause, kinds, level, windowMs, protectedEach } = rule as Unchecked;
  const named = level === undefined || isText(level);
  if (!named || (protectedEach !== undefined && typeof protectedEach !== 'boolean'))
    yield { ...malformed, message: 'A member of the rule has another form.' };
  if (!Array.isArray(kinds) || kinds.length === 0) yield malformed;
  else yield* kindIssues(kinds, `${path}/kinds`, before.kinds);
  yield* causeIssues(cause, `${path}/cause`, before.causes);
  if (typeof windowMs !== 'number' || !Number.isSafeInteger(windowMs) || windowMs <= 0)
    yield {
      code: 'devices/no-window',
      path: `${path}/windowMs`,
      message: 'A window is a whole number of milliseconds above 0.',
    };
}

/** What is wrong with rules of incidents; never throws. */
export function checkIncidentRules(rules: unknown): readonly IncidentRuleIssue[] {
  if (!Array.isArray(rules))
    return [{ code: 'devices/not-a-rule', path: '', message: 'Rules are a list.' }];
  const before: Named = { kinds: new Set(), causes: new Set() };
  return rules.flatMap((rule, i) => [...issuesOf(rule, `/${i}`, before)]);
}

/** Where the alarms of one kind in one cell belong. */
export interface IncidentPlace {
  readonly cause: string;
  /** The cell over which they are one; absent where nobody knows where the device stands. */
  readonly place?: GridCode;
  readonly windowMs: number;
  readonly protectedEach: boolean;
}

/** The cell of a level at or above a cell; undefined where there is none. */
export type AncestorAt = (grid: GridCode, level: string) => GridCode | undefined;

/** What rules say of a kind in a cell; the rules have been checked. What no rule names is as the default has it. */
export function placesOf(
  rules: readonly IncidentRule[],
  ancestorAt: AncestorAt | undefined,
): (kind: string, grid: GridCode | undefined) => IncidentPlace {
  const byPattern = new Map(rules.flatMap((rule) => rule.kinds.map((kind) => [kind, rule])));
  const found = new Map<string, IncidentRule>();

  function ruleOf(kind: string): IncidentRule {
    const known = found.get(kind);
    if (known !== undefined) return known;
    const category = `${kind.slice(0, Math.max(0, kind.indexOf('.')))}.*`;
    const fallback = { kinds: ['*'], windowMs: tenMinutes };
    const rule = byPattern.get(kind) ?? byPattern.get(category) ?? byPattern.get('*') ?? fallback;
    // Kinds come from the taxonomy; were they anybody's words, the memory would be his too.
    if (kindInfo(kind) !== undefined) found.set(kind, rule);
    return rule;
  }

  return (kind, grid) => {
    const { cause = kind, level, windowMs, protectedEach = true } = ruleOf(kind);
    const above = grid === undefined || level === undefined ? undefined : ancestorAt?.(grid, level);
    const place = above ?? grid;
    return { cause, windowMs, protectedEach, ...(place === undefined ? {} : { place }) };
  };
}
