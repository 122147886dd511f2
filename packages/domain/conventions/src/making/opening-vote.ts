import { voteOpened } from '../ballots/opening.ts';
import type { OpenVote } from '../ballots/vote-command.ts';
import { beijingDay, checkDay } from '../beijing-day.ts';
import { refuse } from '../error-code.ts';
import { rule } from '../statutes/rule.ts';
import { checkCompetence } from './competence.ts';
import type { ConventionFact } from './convention-fact.ts';
import type { ConventionState } from './convention-state.ts';
import { drafted } from './step.ts';

/** Opens the vote on the draft (发起表决), under a rule by which such a convention may be made. */
export function openVote(command: OpenVote, state: ConventionState): readonly ConventionFact[] {
  const today = beijingDay(command.at);
  const { matter = 'convention', asOf = today, authorisedOn } = command;
  const applied = rule(command.rule, { matter, asOf });
  const { topic } = drafted(state, applied.statutes[0]);
  if (asOf < today)
    throw refuse('superseded-day', 'A vote goes by the law of its own day or a later one.', {
      asOf,
      today,
    });
  if (authorisedOn !== undefined) checkDay(authorisedOn);
  checkCompetence(topic.kind, {
    rule: applied.id,
    asOf,
    ...(authorisedOn === undefined ? {} : { authorisedOn }),
  });
  return [voteOpened(command, { id: applied.id, matter, asOf })];
}
