import { createHash } from 'node:crypto';
import {
  type Eligibility,
  eligibilityDecider,
  hashedCredentials,
  issueCredentials,
  type SecretVoteCommand,
  type SecretVoteFact,
  type SecretVoteState,
  secretVoteDecider,
} from '@civigrid/conventions/ballots';
import { canonicalJson, type Happened, isDomainError, subjectRef } from '@civigrid/kernel';
import { describe, expect, test } from 'vitest';

const noon = Date.UTC(2026, 10, 21, 2);
const digest = {
  sha256: (content: string | Uint8Array) =>
    new Uint8Array(createHash('sha256').update(content).digest()),
};
const voters = Array.from({ length: 12 }, (_, i) => subjectRef(`voter-${i}`));
const randoms = voters.map((_, i) => new Uint8Array(32).fill(i + 1));
const { tokens, list } = issueCredentials(randoms, digest);
const port = hashedCredentials(digest);

type Order = SecretVoteCommand extends infer One
  ? One extends SecretVoteCommand
    ? Omit<One, 'at'> & { readonly at?: number }
    : never
  : never;

function after(orders: readonly Order[]) {
  const facts: SecretVoteFact[] = [];
  let state: SecretVoteState = secretVoteDecider.initial;
  for (const order of orders) {
    const command = { at: noon, ...order } as SecretVoteCommand;
    for (const fact of secretVoteDecider.decide(command, state)) {
      facts.push(fact);
      state = secretVoteDecider.evolve(state, {
        ...fact,
        at: command.at,
      } as Happened<SecretVoteFact>);
    }
  }
  return { facts, state };
}

const refused = (orders: readonly Order[], last: Order): string => {
  try {
    after([...orders, last]);
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
  throw new Error('Nothing was refused.');
};

const opened: Order = {
  type: 'openSecretVote',
  rule: 'residents-committee-recall',
  register: { body: 'voters', size: 12 },
  credentials: list,
  batch: 5,
};
const ballots = (from: number, to: number, agree: number) =>
  tokens.slice(from, to).map((token, i) => ({
    credential: port.listed(token) ?? '',
    choice: i < agree ? ('for' as const) : ('against' as const),
  }));

describe('a secret recall', () => {
  test('is cast in batches and counted, and nothing in the record joins a voter, a credential and a choice', () => {
    const { facts, state } = after([
      opened,
      { type: 'castSecretBallots', ballots: ballots(0, 6, 5) },
      { type: 'castSecretBallots', ballots: ballots(6, 9, 1), final: true },
      { type: 'closeSecretVote' },
    ]);
    expect(state.status).toBe('passed');
    expect(facts.at(-1)?.data).toMatchObject({
      tracks: [{ base: 12, participated: 9, for: 6 }],
    });
    const text = canonicalJson(facts.map(({ data }) => data));
    for (const token of tokens) expect(text).not.toContain(token);
    for (const voter of voters) expect(text).not.toContain(voter);
    const [, cast] = facts;
    if (cast?.type !== 'conventions/secret-ballots-cast') throw new Error('Nothing was cast.');
    expect(cast.data.spent).toEqual(cast.data.spent.toSorted());
    expect(canonicalJson(state)).toBe(canonicalJson(JSON.parse(JSON.stringify(state))));
  });

  test('writes the same whatever order the ballots of a batch are in', () => {
    const batch = ballots(0, 6, 3);
    const one = after([opened, { type: 'castSecretBallots', ballots: batch }]);
    const other = after([opened, { type: 'castSecretBallots', ballots: batch.toReversed() }]);
    expect(other.facts).toEqual(one.facts);
  });

  test('a credential counts once, and one that nobody listed not at all', () => {
    const batch = ballots(0, 6, 6);
    const bad = [
      ...batch,
      ...batch.slice(0, 2),
      { credential: '__proto__', choice: 'for' as const },
    ];
    const { state } = after([opened, { type: 'castSecretBallots', ballots: bad }]);
    expect(state).toMatchObject({ vote: { counts: { for: 6 }, refused: 3 } });
    const again = after([
      opened,
      { type: 'castSecretBallots', ballots: batch },
      { type: 'castSecretBallots', ballots: batch, final: true },
    ]);
    expect(again.state).toMatchObject({ vote: { counts: { for: 6 }, refused: 6 } });
  });

  test.each([
    [
      'fewer ballots than a batch',
      [opened],
      { type: 'castSecretBallots', ballots: ballots(0, 4, 4) },
      'batch-too-small',
    ],
    ['a verdict before the last batch', [opened], { type: 'closeSecretVote' }, 'window-open'],
    [
      'a last batch before the end',
      [{ ...opened, closesAt: noon + 10 } as Order],
      { type: 'castSecretBallots', ballots: [], final: true },
      'window-open',
    ],
    [
      'a batch after the last',
      [opened, { type: 'castSecretBallots', ballots: [], final: true }],
      { type: 'castSecretBallots', ballots: ballots(0, 6, 4) },
      'vote-over',
    ],
    [
      'fewer credentials than voters',
      [],
      { ...opened, credentials: list.slice(1) },
      'invalid-credentials',
    ],
    [
      'a credential twice',
      [],
      { ...opened, credentials: [...list.slice(1), list[1] ?? ''] },
      'invalid-credentials',
    ],
    [
      'a credential that is no hash',
      [],
      { ...opened, credentials: [...list.slice(1), 'Wang votes for'] },
      'invalid-credentials',
    ],
    ['a batch larger than the body', [], { ...opened, batch: 13 }, 'invalid-terms'],
    [
      'a batch after the end that is not the last',
      [{ ...opened, closesAt: noon + 10 } as Order],
      { type: 'castSecretBallots', at: noon + 11, ballots: ballots(0, 6, 4) },
      'window-over',
    ],
    ['a batch of one', [], { ...opened, batch: 1 }, 'invalid-terms'],
    ['a second opening', [opened], opened, 'vote-begun'],
    ['a ballot without a vote', [], { type: 'castSecretBallots', ballots: [] }, 'not-voting'],
    [
      'owners, whose area would name them',
      [],
      { ...opened, rule: 'civil-code-278', matter: 'other' },
      'wrong-register',
    ],
  ] as readonly (readonly [string, readonly Order[], Order, string])[])(
    '%s is refused',
    (_, orders, last, code) => {
      expect(refused(orders, last)).toBe(`conventions/${code}`);
    },
  );

  test('a token that has not the form of one is none', () => {
    expect(port.listed('x')).toBeUndefined();
    expect(port.listed(tokens[9]?.toUpperCase() ?? '')).toBeUndefined();
    expect(list).toContain(port.listed(tokens[0] ?? ''));
  });
});

describe('the list of those who drew a credential', () => {
  const listed: Eligibility = { members: voters, admitted: [] };
  const admit = (voter: string, state: Eligibility | undefined) =>
    eligibilityDecider.decide({ type: 'admitVoter', at: noon, voter: subjectRef(voter) }, state);

  test('everybody on the register draws one, once', () => {
    const [fact] = eligibilityDecider.decide(
      { type: 'listVoters', at: noon, register: { body: 'voters', size: 12, members: voters } },
      undefined,
    );
    const state = eligibilityDecider.evolve(undefined, fact as never);
    expect(state).toEqual(listed);
    const [admitted] = admit('voter-3', state);
    const next = eligibilityDecider.evolve(state, admitted as never);
    expect(next?.admitted).toEqual(['voter-3']);
    expect(() => admit('voter-3', next)).toThrow(
      expect.objectContaining({ code: 'conventions/already-admitted' }),
    );
    expect(() => admit('stranger', next)).toThrow(
      expect.objectContaining({ code: 'conventions/not-on-register' }),
    );
    expect(() => admit('voter-3', undefined)).toThrow(
      expect.objectContaining({ code: 'conventions/not-voting' }),
    );
  });

  test('needs the names of all, and is made once', () => {
    const list12 = {
      type: 'listVoters',
      at: noon,
      register: { body: 'voters', size: 12 },
    } as const;
    expect(() => eligibilityDecider.decide(list12, undefined)).toThrow(
      expect.objectContaining({ code: 'conventions/invalid-register' }),
    );
    expect(() => eligibilityDecider.decide(list12, listed)).toThrow(
      expect.objectContaining({ code: 'conventions/vote-begun' }),
    );
    expect(
      eligibilityDecider.evolve(undefined, {
        type: 'conventions/voter-admitted',
        data: { voter: voters[0] },
      } as never),
    ).toBeUndefined();
  });
});
