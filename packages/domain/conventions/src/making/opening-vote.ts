import { voteOpened } from '../ballots/opening.ts';
import type { OpenVote } from '../ballots/vote-command.ts';
import { ruleOn } from '../ballots/vote-rule.ts';
import { beijingDay, checkDay } from '../beijing-day.ts';
import { demandedBy } from '../statutes/rule-demand.ts';
import { checkCompetence } from './competence.ts';
import type { ConventionFact } from './convention-fact.ts';
import type { ConventionState } from './convention-state.ts';
import { drafted } from './step.ts';

/** Opens the vote on the draft (发起表决), under a rule by which such a convention may be made. */
export function openVote(command: OpenVote, state: ConventionState): readonly ConventionFact[] {
  const { matter = 'convention', authorisedOn } = command;
  const { asOf = beijingDay(command.at) } = command;
  const { topic } = drafted(state, demandedBy(command.rule, { matter, asOf }).statutes[0]);
  const applied = ruleOn({ ...command, matter });
  if (authorisedOn !== undefined) checkDay(authorisedOn);
  checkCompetence(topic.kind, {
    rule: applied.id,
    asOf,
    ...(authorisedOn === undefined ? {} : { authorisedOn }),
  });
  return [voteOpened(command, applied)];
}
