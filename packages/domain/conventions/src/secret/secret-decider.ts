import type { Decider, Happened } from '@civigrid/kernel';
import { type Choice, choices } from '../ballots/ballots.ts';
import { appliedBy, outcomeOf } from '../ballots/outcome.ts';
import { ruleOn } from '../ballots/vote-rule.ts';
import { refuse } from '../error-code.ts';
import { demandedBy } from '../statutes/rule-demand.ts';
import type {
  CastSecretBallots,
  CloseSecretVote,
  OpenSecretVote,
  SecretVoteCommand,
} from './secret-command.ts';
import type { SecretBallotsCast, SecretVoteFact } from './secret-fact.ts';
import type { SecretVote, SecretVoteState } from './secret-vote.ts';

/** What `issueCredentials` lists. */
const hash = /^[0-9a-f]{64}$/;
const nobody = { present: 0, for: 0, against: 0, abstain: 0 };

function open(command: OpenSecretVote): readonly SecretVoteFact[] {
  const { register, credentials, closesAt, batch = 5, at } = command;
  const found = ruleOn(command);
  outcomeOf(found, register, nobody);
  const known = new Set(credentials);
  if (known.size !== credentials.length || known.size !== register.size)
    throw refuse('invalid-credentials', 'There are as many credentials as voters.', {
      size: register.size,
      credentials: known.size,
    });
  if (credentials.some((one) => !hash.test(one)))
    throw refuse('invalid-credentials', 'A credential is listed by its hash.');
  if (closesAt !== undefined && !(Number.isSafeInteger(closesAt) && closesAt > at))
    throw refuse('window-over', 'A vote closes after it was opened.', { closesAt });
  if (!Number.isSafeInteger(batch) || batch < 2 || batch > Math.max(2, register.size))
    throw refuse('invalid-terms', 'A batch is of two ballots at least, and of all at most.', {
      field: 'batch',
    });
  const data = {
    rule: appliedBy(found),
    register: { body: register.body, size: register.size },
    credentials: [...credentials].sort(),
    ...(closesAt === undefined ? {} : { closesAt }),
    batch,
  };
  return [{ type: 'conventions/secret-vote-opened', schema: 1, data }];
}

function cast(
  { ballots, final, at }: CastSecretBallots,
  vote: SecretVote,
): readonly SecretBallotsCast[] {
  if (vote.over) throw refuse('vote-over', 'Nothing is cast any more.');
  if (final === true && vote.closesAt !== undefined && at < vote.closesAt)
    throw refuse('window-open', 'Ballots may still come.', { closesAt: vote.closesAt });
  if (final !== true && vote.closesAt !== undefined && at > vote.closesAt)
    throw refuse('window-over', 'After the end only the last batch is written.', {
      closesAt: vote.closesAt,
    });
  const listed = new Set(vote.credentials);
  const used = new Set(vote.spent);
  const spent: string[] = [];
  const counts: Record<Choice, number> = { for: 0, against: 0, abstain: 0 };
  let refused = 0;
  for (const { credential, choice } of ballots) {
    if (!listed.has(credential) || used.has(credential) || !choices.includes(choice)) {
      refused++;
      continue;
    }
    used.add(credential);
    spent.push(credential);
    counts[choice]++;
  }
  if (final !== true && spent.length < vote.batch)
    throw refuse('batch-too-small', 'So few ballots at once could be told apart.', {
      batch: vote.batch,
      ballots: spent.length,
    });
  const data = {
    spent: spent.sort(),
    ...counts,
    refused,
    ...(final === true ? { final: true as const } : {}),
  };
  return [{ type: 'conventions/secret-ballots-cast', schema: 1, data }];
}

function close(
  { at, present }: CloseSecretVote,
  { rule: applied, register, counts, closesAt, over }: SecretVote,
): readonly SecretVoteFact[] {
  if (!over || (closesAt !== undefined && at < closesAt))
    throw refuse('window-open', 'Ballots may still come.', { closesAt: closesAt ?? null });
  const { id, ...options } = applied;
  const number = present ?? counts.for + counts.against + counts.abstain;
  const found = outcomeOf(
    demandedBy(id, options),
    register,
    { present: number, ...counts },
    { closed: true },
  );
  if (found.status === 'open') throw new Error('A closed vote has no open verdict.');
  const { status, tracks, statutes } = found;
  const data = {
    status,
    rule: applied,
    tracks,
    statutes,
    ...(present === undefined ? {} : { present }),
  };
  return [{ type: 'conventions/vote-closed', schema: 1, data }];
}

function decide(command: SecretVoteCommand, state: SecretVoteState): readonly SecretVoteFact[] {
  if (command.type === 'openSecretVote') {
    if (state.status !== 'unopened')
      throw refuse('vote-begun', 'This vote was opened.', { status: state.status });
    return open(command);
  }
  if (state.status !== 'voting')
    throw refuse('not-voting', 'No vote is open.', { status: state.status });
  return command.type === 'castSecretBallots'
    ? cast(command, state.vote)
    : close(command, state.vote);
}

function evolve(state: SecretVoteState, happened: Happened<SecretVoteFact>): SecretVoteState {
  if (happened.type === 'conventions/secret-vote-opened') {
    const counts = { for: 0, against: 0, abstain: 0 };
    const vote = { ...happened.data, spent: [], counts, refused: 0, over: false };
    return { status: 'voting', vote };
  }
  if (state.status === 'unopened') return state;
  if (happened.type === 'conventions/vote-closed')
    return { status: happened.data.status, vote: state.vote };
  const { vote } = state;
  const { spent, refused, final, ...said } = happened.data;
  const counts = {
    for: vote.counts.for + said.for,
    against: vote.counts.against + said.against,
    abstain: vote.counts.abstain + said.abstain,
  };
  return {
    ...state,
    vote: {
      ...vote,
      spent: [...vote.spent, ...spent],
      counts,
      refused: vote.refused + refused,
      over: final === true,
    },
  };
}

/**
 * The box of a secret vote (无记名投票箱), in a stream of kind `ballots`. It knows credentials and no voters; who drew one
 * stands in a stream of its own (`eligibilityDecider`). It hides who said what from whoever reads the record. It does
 * not keep a voter from being forced or paid: nobody should promise that of it.
 */
export const secretVoteDecider: Decider<SecretVoteState, SecretVoteCommand, SecretVoteFact> = {
  initial: { status: 'unopened' },
  decide,
  evolve,
};
