import { defined } from '@civigrid/kernel';
import { demandedBy } from '../statutes/rule-demand.ts';
import type { Ballots, Choice } from './ballots.ts';
import { type Outcome, outcomeOf, type VerdictOptions } from './outcome.ts';
import { type BoxReading, readBox } from './read-box.ts';
import type { Vote } from './vote.ts';

/** How a vote is to be judged. */
export interface JudgeOptions {
  /** False if left out: more ballots may come, and those that were cast are taken to stay as they are. */
  readonly closed?: boolean;
  /** How many are there (到会); as many as cast a ballot if left out. */
  readonly present?: number;
}

/** The ballots of a vote as they count now (开箱). */
export function countedBallots(vote: Vote): BoxReading {
  return readBox(vote, vote.entries);
}

function ballotsOf(vote: Vote, present: number | undefined): Ballots {
  const { units, persons } = countedBallots(vote);
  if ('units' in vote.register) return units;
  const of = (wanted: Choice): number => persons.filter(({ choice }) => choice === wanted).length;
  return {
    present: present ?? persons.length,
    for: of('for'),
    against: of('against'),
    abstain: of('abstain'),
  };
}

/** How a vote stands or ended, without the words of the law. */
export function voteOutcome(vote: Vote, { closed = false, present }: JudgeOptions = {}): Outcome {
  const { id, ...options } = vote.rule;
  const { split, silence, silenceFloor, bylaw } = vote;
  const rule = bylaw ?? demandedBy(id, options);
  const ballots = ballotsOf(vote, present);
  return outcomeOf(
    rule,
    vote.register,
    ballots,
    defined<VerdictOptions>({ closed, split, silence, silenceFloor }),
  );
}
