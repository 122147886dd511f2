import { DomainError } from '@civigrid/kernel';
import { checkPriorityRules, type PriorityErrorCode } from './priority-issues.ts';
import {
  type PriorityClass,
  type PriorityGround,
  type PriorityRule,
  type PriorityRules,
  priorityClasses,
} from './priority-rules.ts';

/** What is known of a case: the matter, the place, the time. Who reported has no room here. */
export interface PriorityFacts {
  /** Dotted code. */
  readonly category: string;
  /** 0 to 4. */
  readonly severity?: number;
  /** What kind of place it is or lies at, as a dotted code (`school.primary`): of the place, never of a person. */
  readonly site?: string;
  /** How much of the whole-case limit is used: 1 when it is due, more when it is overdue. */
  readonly limitUsed?: number;
  /** How often the matter came again at its place. */
  readonly recurrences?: number;
  /** How many reports it has: 1 if left out. */
  readonly reports?: number;
  /** A higher level watches it (督办). */
  readonly supervised?: boolean;
}

/** Why a case has its priority. */
export type PriorityReason = {
  readonly ground: PriorityGround;
  /** The indexes of the rules that give the points and the class. */
  readonly rules: readonly number[];
  readonly points: number;
  /** The least class that they ask for. */
  readonly atLeastClass?: PriorityClass;
  /** What was known: a number, a code, or that it is so. */
  readonly known: number | string | true;
};

/** How soon a case is to be taken up, and why. */
export type Priority = {
  readonly class: PriorityClass;
  readonly points: number;
  /** Of the rules. */
  readonly version: string;
  /** The weightiest first. */
  readonly reasons: readonly PriorityReason[];
};

const grounds: readonly PriorityGround[] = [
  'severity',
  'category',
  'site',
  'limitUsed',
  'recurrences',
  'reports',
  'supervised',
];

const rank = (name: PriorityClass | undefined) =>
  name === undefined ? 0 : priorityClasses.indexOf(name);

/** What is known on a rule's ground, where the rule holds. */
function holds(rule: PriorityRule, facts: PriorityFacts): PriorityReason['known'] | undefined {
  switch (rule.ground) {
    case 'supervised':
      return facts.supervised === true ? true : undefined;
    case 'category':
    case 'site': {
      const code = facts[rule.ground];
      const inside = code === rule.within || code?.startsWith(`${rule.within}.`);
      return inside === true ? code : undefined;
    }
    case 'severity':
    case 'limitUsed':
    case 'recurrences':
    case 'reports': {
      const amount = facts[rule.ground] ?? (rule.ground === 'reports' ? 1 : Number.NaN);
      return amount >= rule.atLeast ? amount : undefined;
    }
  }
}

/** What the rules that hold on one ground come to: the most points, and the highest class that one of them asks for. */
function reasonOf(
  ground: PriorityGround,
  { rules }: PriorityRules,
  facts: PriorityFacts,
): PriorityReason | undefined {
  let known: PriorityReason['known'] | undefined;
  let most: number | undefined;
  let highest: number | undefined;
  rules.forEach((rule, index) => {
    const holding = rule.ground === ground ? holds(rule, facts) : undefined;
    if (holding === undefined) return;
    known = holding;
    if (most === undefined || rule.points > (rules[most]?.points ?? 0)) most = index;
    const asked = highest === undefined ? 0 : rank(rules[highest]?.atLeastClass);
    if (rank(rule.atLeastClass) > asked) highest = index;
  });
  if (known === undefined || most === undefined) return undefined;
  const atLeastClass = highest === undefined ? undefined : rules[highest]?.atLeastClass;
  return {
    ground,
    rules: highest === undefined || highest === most ? [most] : [most, highest],
    points: rules[most]?.points ?? 0,
    ...(atLeastClass === undefined ? {} : { atLeastClass }),
    known,
  };
}

/**
 * Gives a case its priority (优先级) and says why. Of the rules that hold on one ground the most points and the highest
 * class count; the points of all grounds are added up and reach a class, and no less than was asked for is given. It
 * knows nothing of who reported, and only how many reports there are. Refuses rules that cannot be
 * meant with `cases/invalid-priority-rules`, the issues in its details.
 */
export function priorityOf(facts: PriorityFacts, rules: PriorityRules): Priority {
  const issues = checkPriorityRules(rules);
  if (issues.length > 0)
    throw new DomainError(
      'cases/invalid-priority-rules' satisfies PriorityErrorCode,
      'The rules of priority cannot be meant.',
      { issues: issues.map((issue) => ({ ...issue })) },
    );
  const reasons = grounds
    .flatMap((ground) => reasonOf(ground, rules, facts) ?? [])
    .sort((a, b) => b.points - a.points || rank(b.atLeastClass) - rank(a.atLeastClass));
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  const { raised, urgent, emergency } = rules.classes;
  const reached = [raised, urgent, emergency].filter((bound) => points >= bound).length;
  const asked = reasons.map(({ atLeastClass }) => rank(atLeastClass));
  const name = priorityClasses[Math.max(reached, ...asked)] ?? 'ordinary';
  return { class: name, points, version: rules.version, reasons };
}
