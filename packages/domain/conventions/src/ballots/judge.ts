import type { Rule } from '../statutes/rule.ts';
import { rule } from '../statutes/rule.ts';
import type { Verdict } from './verdict.ts';
import type { Vote } from './vote.ts';
import { type JudgeOptions, voteOutcome } from './vote-outcome.ts';

/** The rule under which a vote is held, with the words of the law. */
function ruleOf({ rule: { id, ...options }, bylaw }: Vote): Rule {
  return bylaw ?? rule(id, options);
}

/** The law's verdict on a vote as it stands (表决结论). Refuses with `conventions/invalid-count` a number present that cannot be. */
export function judge(vote: Vote, options: JudgeOptions = {}): Verdict {
  return { ...voteOutcome(vote, options), citations: ruleOf(vote).citations };
}
