import { castBallot, strikeBallot, withdrawBallot } from './casting.ts';
import { closeVote } from './closing.ts';
import { giveMandate, recordDelivery, revokeMandate } from './mandating.ts';
import { decideObjection, raiseObjection, showBallots } from './objecting.ts';
import type { Vote } from './vote.ts';
import type { VoteCommand } from './vote-command.ts';
import type { VoteFact } from './vote-fact.ts';

/** What a command makes of an open vote, whether it stands alone or belongs to a convention. */
export function decideVote(command: VoteCommand, vote: Vote): readonly VoteFact[] {
  switch (command.type) {
    case 'castBallot':
      return [castBallot(command, vote)];
    case 'withdrawBallot':
      return withdrawBallot(command, vote);
    case 'strikeBallot':
      return strikeBallot(command, vote);
    case 'giveMandate':
      return giveMandate(command, vote);
    case 'revokeMandate':
      return revokeMandate(command, vote);
    case 'recordDelivery':
      return recordDelivery(command, vote);
    case 'showBallots':
      return showBallots(command, vote);
    case 'raiseObjection':
      return raiseObjection(command, vote);
    case 'decideObjection':
      return decideObjection(command, vote);
    case 'closeVote':
      return [closeVote(command, vote)];
  }
}
