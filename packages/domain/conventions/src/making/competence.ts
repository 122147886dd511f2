import { refuse } from '../error-code.ts';
import type { RuleId } from '../statutes/presets.ts';
import type { StatuteId } from '../statutes/statute.ts';
import type { ConventionKind } from './topic.ts';

interface Competence {
  readonly rules: readonly RuleId[];
  /** The sentence that says who makes the convention. */
  readonly statute: StatuteId;
}

/** Who may make which convention on a day: residents' meeting (30), village meeting (31), owners together (278). */
function competence(kind: ConventionKind, day: string): Competence {
  const revised = day >= '2026-01-01';
  switch (kind) {
    case 'residents':
      return revised
        ? {
            rules: ['residents-meeting', 'residents-representatives'],
            statute: 'residents-2026-30',
          }
        : { rules: ['residents-meeting'], statute: 'residents-2018-15' };
    case 'village':
      return {
        rules: ['villagers-meeting'],
        statute: revised ? 'villagers-2026-31' : 'villagers-2018-27',
      };
    case 'owners':
      return day >= '2021-01-01'
        ? { rules: ['civil-code-278'], statute: 'civil-code-278.matters' }
        : { rules: ['property-regulation-12'], statute: 'property-2018-12.passing' };
  }
}

/**
 * Refuses with `conventions/not-competent` a rule under which nobody can make this kind of convention, with
 * `conventions/not-authorised` representatives whom the residents' meeting has not authorised.
 */
export function checkCompetence(
  kind: ConventionKind,
  applied: { readonly rule: string; readonly asOf: string; readonly authorisedOn?: string },
): void {
  const { rules, statute } = competence(kind, applied.asOf);
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
