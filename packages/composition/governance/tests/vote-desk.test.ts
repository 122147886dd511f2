import {
  countedBallots,
  hashedCredentials,
  issueCredentials,
  judge,
} from '@civigrid/conventions/ballots';
import type { VoteOrder } from '@civigrid/governance';
import { actorId, conventionId, memoryStore, subjectRef, voteId } from '@civigrid/kernel';
import { merkleLog, sha256Digest, toBase64 } from '@civigrid/ledger';
import * as notes from '@civigrid/ledger/notes';
import { expect, test } from 'vitest';
import { morning, open } from './town.ts';

const day = 86_400_000;
const id = voteId('reserve-fund');
const clerk = actorId('clerk');
const register = {
  units: ['A', 'B', 'C', 'D'].map((owner, i) => ({
    unit: `u${i}`,
    owner: subjectRef(owner),
    area: 10_000,
  })),
};
const opening: VoteOrder = {
  type: 'openVote',
  rule: 'civil-code-278',
  matter: 'reserve-fund.use',
  register,
  closesAt: morning + 5 * day,
  objectionDays: 3,
};
const ballot = (owner: string, choice: 'for' | 'against', number: string): VoteOrder => ({
  type: 'castBallot',
  voter: subjectRef(owner),
  choice,
  channel: 'online',
  ballot: number,
});

async function begun() {
  const store = memoryStore({ digest: sha256Digest, clock: { now: () => morning } });
  const town = await open({ store });
  const give = async (order: VoteOrder, at: number) => {
    const done = await town.votes.perform(id, order, { actor: clerk, at });
    return done.outcome === 'appended' ? done.written.flatMap(({ drafts }) => drafts) : [];
  };
  await give(opening, morning);
  for (const [i, owner] of ['A', 'B', 'C'].entries())
    await give(ballot(owner, i === 2 ? 'against' : 'for', `n${i}`), morning + i + 1);
  return { town, store, give };
}

test('the clock shows the ballots when the window ends and closes the vote when the objections are over', async () => {
  const { town } = await begun();
  await town.tick(morning + 5 * day);
  expect(await town.votes.get(id)).toMatchObject({ status: 'voting', vote: { shown: {} } });
  await town.tick(morning + 10 * day);
  expect(await town.votes.get(id)).toMatchObject({
    status: 'passed',
    result: { tracks: [{ for: 20_000 }, { for: 2, participated: 3 }] },
  });
  await town.close();
});

test('an objection that nobody decided keeps the vote open, and its decision lets the clock close it', async () => {
  const { town, give } = await begun();
  await town.tick(morning + 5 * day);
  const by = subjectRef('D');
  await give({ type: 'raiseObjection', objection: 'o', by, ground: 'missing' }, morning + 6 * day);
  await town.tick(morning + 10 * day);
  expect((await town.votes.get(id)).status).toBe('voting');
  await give({ type: 'decideObjection', objection: 'o', upheld: false }, morning + 11 * day);
  await town.tick(morning + 11 * day + 1);
  expect((await town.votes.get(id)).status).toBe('passed');
  await town.close();
});

test('a ballot that cannot count stands in the log with its code, and counts nothing', async () => {
  const { town, give } = await begun();
  const [kept] = await give(ballot('stranger', 'for', 'n9'), morning + day);
  expect(kept).toMatchObject({
    type: 'conventions/ballot-refused',
    data: { code: 'conventions/not-on-register' },
  });
  const state = await town.votes.get(id);
  if (!('vote' in state)) throw new Error('There is no vote.');
  expect(countedBallots(state.vote).units).toHaveLength(3);
  expect(judge(state.vote).tracks[0]).toMatchObject({ participated: 30_000 });
  await town.close();
});

test('a repeated command casts one ballot, and another town over the same store goes on', async () => {
  const { town, store } = await begun();
  const order = ballot('D', 'for', 'n3');
  const by = {
    actor: clerk,
    at: morning + day,
    id: '018f0000-0000-7000-8000-000000000001' as never,
  };
  await town.votes.perform(id, order, by);
  expect((await town.votes.perform(id, order, by)).outcome).toBe('repeated');
  await town.close();
  const again = await open({ store });
  const state = await again.votes.get(id);
  if (!('vote' in state)) throw new Error('There is no vote.');
  expect(countedBallots(state.vote).units).toHaveLength(4);
  await again.tick(morning + 5 * day);
  await again.tick(morning + 10 * day);
  expect((await again.votes.get(id)).status).toBe('passed');
  await again.close();
  await expect(again.votes.perform(id, { type: 'closeVote' }, by)).rejects.toMatchObject({
    code: 'governance/closed',
  });
});

test('every entry of a vote has a receipt, and a log that was cut short has none for what is missing', async () => {
  const { town } = await begun();
  await town.tick(morning + 5 * day);
  const { log, entry, find } = await town.votes.ledger(id);
  expect(log.size).toBe(5);
  const secretKey = new Uint8Array(32).fill(3);
  const name = 'town.example/votes';
  const signed = notes.signCheckpoint({ origin: name, size: log.size, root: log.root() }, [
    notes.signer({ name, secretKey }),
  ]);
  const key = notes.verifier(
    notes.verifierKey({ name, publicKey: notes.ed25519.publicKey(secretKey) }),
  );
  for (let index = 0; index < log.size; index++) {
    const content = entry(index);
    if (content === undefined) throw new Error('An entry is missing.');
    const said = JSON.parse(new TextDecoder().decode(content));
    expect(find(said.id)).toBe(index);
    const receipt = notes.receiptFor(log, index, signed);
    expect(notes.verifyReceipt(receipt, { content, keys: [key] }).ok).toBe(true);
    const other = content.slice();
    other[index] = (other[index] ?? 0) ^ 1;
    expect(notes.verifyReceipt(receipt, { content: other, keys: [key] }).ok).toBe(false);
  }
  expect(entry(5)).toBeUndefined();
  // Whoever holds the checkpoint of all finds that a log of fewer entries is another one.
  await town.votes.perform(id, { type: 'closeVote' }, { actor: clerk, at: morning + 10 * day });
  const longer = (await town.votes.ledger(id)).log;
  const later = notes.signCheckpoint({ origin: name, size: longer.size, root: longer.root() }, [
    notes.signer({ name, secretKey }),
  ]);
  const growth = { earlier: signed, later, proof: longer.consistencyProof(5).map(toBase64) };
  expect(notes.verifyGrowth(growth, { keys: [key] }).ok).toBe(true);
  expect(notes.verifyGrowth({ ...growth, proof: [] }, { keys: [key] }).ok).toBe(false);
  const cut = merkleLog();
  for (let index = 0; index < 4; index++) cut.append(entry(index) ?? new Uint8Array());
  expect(() => notes.receiptFor(cut, 4, signed)).toThrow(
    expect.objectContaining({ code: 'ledger/beyond-size' }),
  );
  await town.close();
});

test('a convention has a log of its own', async () => {
  const { town } = await begun();
  const convention = conventionId('dogs');
  const topic = {
    type: 'proposeTopic',
    convention,
    kind: 'residents',
    title: '文明养犬公约',
  } as const;
  await town.conventions.perform(
    convention,
    { ...topic, community: 'LS.01' as never },
    { actor: clerk, at: morning },
  );
  expect((await town.conventions.ledger(convention)).log.size).toBe(1);
  await town.close();
});

test('a secret vote knows no voter, its list knows no ballot, and the log holds neither’s choice', async () => {
  const town = await open({});
  const voters = Array.from({ length: 6 }, (_, i) => subjectRef(`voter-${i}`));
  const randoms = voters.map((_, i) => new Uint8Array(32).fill(i + 10));
  const { tokens, list } = issueCredentials(randoms, sha256Digest);
  const known = hashedCredentials(sha256Digest);
  const by = { actor: actorId('box'), at: morning };
  const recall = voteId('recall');
  await town.secretVotes.admit(
    recall,
    { type: 'listVoters', register: { body: 'voters', size: 6, members: voters } },
    by,
  );
  for (const voter of voters)
    await town.secretVotes.admit(recall, { type: 'admitVoter', voter }, by);
  await town.secretVotes.perform(
    recall,
    {
      type: 'openSecretVote',
      rule: 'residents-committee-recall',
      register: { body: 'voters', size: 6 },
      credentials: list,
    },
    by,
  );
  const ballots = tokens.map((token, i) => ({
    credential: known.listed(token) ?? '',
    choice: i < 4 ? ('for' as const) : ('against' as const),
  }));
  await town.secretVotes.perform(recall, { type: 'castSecretBallots', ballots, final: true }, by);
  expect(await town.secretVotes.get(recall)).toEqual({ status: 'voting', cast: 6, refused: 0 });
  await town.secretVotes.perform(recall, { type: 'closeSecretVote' }, by);
  expect(await town.secretVotes.get(recall)).toMatchObject({
    status: 'passed',
    counts: { for: 4, against: 2, abstain: 0 },
  });
  expect((await town.secretVotes.eligibility(recall))?.admitted).toEqual(voters);
  const { log, entry } = await town.secretVotes.ledger(recall);
  const text = Array.from({ length: log.size }, (_, i) =>
    new TextDecoder().decode(entry(i)),
  ).join();
  for (const secret of [...voters, ...tokens]) expect(text).not.toContain(secret);
  // A vote by name of the same id is another stream.
  expect((await town.votes.get(recall)).status).toBe('unopened');
  await town.close();
});
