import { isInstant } from '@civigrid/kernel';
import { dayMs } from '../day.ts';
import { checkedCode, checkedCount, checkedInstants } from '../record/checked.ts';
import { factOf } from '../record/fact-of.ts';
import type { Given } from '../record/given.ts';
import { refusal } from './volunteer-error.ts';
import type { VolunteersFact } from './volunteers-fact.ts';
import { momentOf, type VolunteersState } from './volunteers-state.ts';

/** When points expire: never, so many days of 24 hours after they were issued, or with the end of the n-th Beijing year after that in which they were (0: the same year). */
export type Expiry =
  | { readonly kind: 'never' }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'yearEnd'; readonly years: number };

/** How hours become points, and when these expire (积分规则), from an instant on. */
export type PointRule = {
  readonly rule: string;
  /** For time given from here on: UTC milliseconds. */
  readonly from: number;
  /** So many whole minutes give one point; what is left over gives none. */
  readonly minutesPerPoint: number;
  readonly expiry: Expiry;
};

/**
 * Publishes a rule (公布积分规则). It holds for time given from its beginning on, never for time before: refused with
 * `people/rule-retroactive` unless it begins with the command or later, and later than every rule before it.
 */
export interface PublishRule extends Given, PointRule {
  readonly type: 'publishRule';
}

const beijingMs = 28_800_000;

function expiryOf(expiry: Expiry): Expiry {
  switch (expiry.kind) {
    case 'never':
      return { kind: 'never' };
    case 'days': {
      const days = checkedCount(expiry.days, '/expiry/days', { least: 1, most: 36_500 });
      return { kind: 'days', days };
    }
    case 'yearEnd': {
      const years = checkedCount(expiry.years, '/expiry/years', { least: 0, most: 100 });
      return { kind: 'yearEnd', years };
    }
  }
}

/** Decides {@link PublishRule}. */
export function publishRule(
  command: PublishRule,
  state: VolunteersState,
): readonly VolunteersFact[] {
  const rule = checkedCode(command.rule, '/rule');
  if (state.rules.some((each) => each.rule === rule))
    throw refusal('people/rule-exists', 'A rule of this name was published.', { rule });
  const { from } = command;
  checkedInstants({ from });
  const last = state.rules[state.rules.length - 1];
  if (from < momentOf(command, state) || (last !== undefined && from <= last.from))
    throw refusal('people/rule-retroactive', 'A rule holds for what comes after it.', { rule });
  const minutesPerPoint = checkedCount(command.minutesPerPoint, '/minutesPerPoint', { least: 1 });
  const copied: Expiry | undefined = expiryOf(command.expiry);
  if (copied === undefined)
    throw refusal('people/not-a-code', 'There is no such expiry.', { path: '/expiry/kind' });
  return [factOf('people/rule-published', { rule, from, minutesPerPoint, expiry: copied })];
}

/** The rule for time given from an instant on; undefined before the first. */
export function ruleAt(rules: readonly PointRule[], at: number): PointRule | undefined {
  let found: PointRule | undefined;
  for (const rule of rules) if (rule.from <= at) found = rule;
  return found;
}

/** When points that are issued at an instant expire; undefined where never, or beyond all calendars. */
export function expiresAt({ expiry }: PointRule, at: number): number | undefined {
  switch (expiry.kind) {
    case 'never':
      return undefined;
    case 'days': {
      const expires = at + expiry.days * dayMs;
      return isInstant(expires) ? expires : undefined;
    }
    case 'yearEnd': {
      const year = new Date(at + beijingMs).getUTCFullYear();
      const expires = Date.UTC(year + expiry.years + 1, 0, 1) - beijingMs;
      return isInstant(expires) ? expires : undefined;
    }
  }
}
