import { isText } from '../unread.ts';
import { priorityClasses } from './priority-rules.ts';

/** The code with which rules of priority are refused. */
export type PriorityErrorCode = 'cases/invalid-priority-rules';

/** Where rules of priority cannot be meant. */
export interface PriorityIssue {
  readonly code: PriorityErrorCode;
  readonly path: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAmount = (value: unknown) => Number.isFinite(value) && Number(value) >= 0;
const isClass = (value: unknown) => priorityClasses.some((each) => each === value);

const conditions: ReadonlyMap<unknown, 'atLeast' | 'within' | undefined> = new Map([
  ['severity', 'atLeast'],
  ['limitUsed', 'atLeast'],
  ['recurrences', 'atLeast'],
  ['reports', 'atLeast'],
  ['category', 'within'],
  ['site', 'within'],
  ['supervised', undefined],
]);

function faultsOf(rule: unknown): readonly string[] {
  if (!isObject(rule)) return [''];
  const { ground, points, atLeast, within, atLeastClass } = rule;
  const faults: string[] = [];
  if (!conditions.has(ground)) faults.push('/ground');
  const condition = conditions.get(ground);
  if (condition === 'atLeast' && !Number.isFinite(atLeast)) faults.push('/atLeast');
  if (condition === 'within' && !isText(within)) faults.push('/within');
  if (!isAmount(points)) faults.push('/points');
  if (atLeastClass !== undefined && !isClass(atLeastClass)) faults.push('/atLeastClass');
  return faults;
}

/** Checks rules that come from outside: every place that cannot be meant, and nothing thrown. */
export function checkPriorityRules(rules: unknown): readonly PriorityIssue[] {
  const issue = (path: string): PriorityIssue => ({ code: 'cases/invalid-priority-rules', path });
  if (!isObject(rules)) return [issue('')];
  const { version, rules: list, classes } = rules;
  const paths: string[] = [];
  if (!isText(version)) paths.push('/version');
  if (Array.isArray(list))
    list.forEach((rule: unknown, i) => {
      paths.push(...faultsOf(rule).map((path) => `/rules/${i}${path}`));
    });
  else paths.push('/rules');
  if (isObject(classes)) {
    const { raised, urgent, emergency } = classes;
    const bounds = [0, raised, urgent, emergency];
    bounds.forEach((bound, i) => {
      const above = i === 0 || Number(bound) >= Number(bounds[i - 1]);
      if (!isAmount(bound) || !above) paths.push(`/classes/${priorityClasses[i] ?? ''}`);
    });
  } else paths.push('/classes');
  return paths.map(issue);
}
