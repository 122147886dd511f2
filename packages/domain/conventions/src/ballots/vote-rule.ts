import { beijingDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';
import { holdsLaw } from '../statutes/bylaw-holds.ts';
import { demandedBy, type RuleDemand } from '../statutes/rule-demand.ts';
import type { OpenVote } from './vote-command.ts';

/** The law's rule, or the host's own where it holds all that the law demands. */
function ruleOf({ rule: id, matter, bylaw }: Asked, asOf: string): RuleDemand {
  if (bylaw !== undefined && id === 'bylaw' && bylaw.id === 'bylaw' && bylaw.asOf === asOf) {
    if (bylaw.passing.length === 0)
      throw refuse('unreadable-bylaw', 'The clause asks for nobody’s agreement.');
    return bylaw;
  }
  const law = demandedBy(id, { ...(matter === undefined ? {} : { matter }), asOf });
  if (bylaw === undefined) return law;
  if (!holdsLaw(bylaw, law))
    throw refuse('against-law', 'The clause does not hold all that the law demands.', {
      rule: law.id,
      statute: law.statutes[0] ?? null,
    });
  return bylaw;
}

type Asked = Pick<OpenVote, 'at' | 'rule' | 'matter' | 'asOf' | 'bylaw'>;

/**
 * The rule that a vote is opened under. Refuses with `conventions/superseded-day` one whose day is past, with
 * `conventions/against-law` a clause of the host's own that is laxer than the law, with `conventions/unreadable-bylaw` one
 * alone that asks for nobody's agreement.
 */
export function ruleOn(asked: Asked): RuleDemand {
  const today = beijingDay(asked.at);
  const { asOf = today } = asked;
  const found = ruleOf(asked, asOf);
  if (asOf < today)
    throw refuse('superseded-day', 'A vote goes by the law of its own day or a later one.', {
      asOf,
      today,
    });
  return found;
}
