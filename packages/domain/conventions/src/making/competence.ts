import { refuse } from '../error-code.ts';
import type { ConventionKind } from '../statutes/convention-kind.ts';
import { makingOn } from '../statutes/making-on.ts';

/**
 * Refuses with `conventions/not-competent` a rule under which nobody can make this kind of convention, with
 * `conventions/not-authorised` representatives whom the residents' meeting has not authorised.
 */
export function checkCompetence(
  kind: ConventionKind,
  applied: { readonly rule: string; readonly asOf: string; readonly authorisedOn?: string },
): void {
  const { rule, delegates, statutes } = makingOn(kind, applied.asOf);
  const statute = statutes[0] ?? null;
  const rules = [rule, ...delegates.map((one) => one.rule)];
  const found = rules.find((id) => id === applied.rule);
  if (found === undefined)
    throw refuse('not-competent', 'Nobody makes such a convention under this rule.', {
      rule: applied.rule,
      kind,
      statute,
      rules,
    });
  if (found !== 'residents-representatives') return;
  if (applied.authorisedOn === undefined || applied.authorisedOn > applied.asOf)
    throw refuse(
      'not-authorised',
      'The residents’ meeting has not authorised its representatives.',
      {
        rule: found,
        statute,
      },
    );
}
