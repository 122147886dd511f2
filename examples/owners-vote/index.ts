// 600 owners vote on raising the reserve fund (筹集维修资金, 民法典278): on paper and by phone, with conflicts, an objection and
// a verdict that turns on one square metre; then an owner checks a receipt with a program that knows only the verifier.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  countedBallots,
  judge,
  leakCheck,
  ownersRegister,
  publishedTally,
  registerHash,
  talliedHeads,
} from '@civigrid/conventions/ballots';
import { tellBallots, tellPublished, tellVerdict } from '@civigrid/conventions/messages';
import { rule, verdict } from '@civigrid/conventions/statutes';
import { governance, type VoteOrder } from '@civigrid/governance';
import { actorId, eventId, subjectRef, voteId } from '@civigrid/kernel';
import { sha256Digest } from '@civigrid/ledger';
import * as notes from '@civigrid/ledger/notes';
import { syntheticStreet } from '@civigrid/testing/street';
import { ballots, ownerOf, titles } from './compound.ts';

const day = 86_400_000;
const opens = Date.UTC(2026, 10, 2, 1); // 2 November 2026, nine in the morning in Beijing
const closes = opens + 15 * day;
const reserveFund = { rule: 'civil-code-278', matter: 'reserve-fund.raise' } as const;

// The register, and the law that counts on it.
const list = ownersRegister(titles(438_080), { developer: subjectRef('developer') });
if (!list.ok) throw new Error(JSON.stringify(list.issues[0]));
const { register } = list;
console.log(
  `业主名册：${register.units.length} 套，SHA-256 ${registerHash(register, sha256Digest)}`,
);

const { cells: grid, routing, ladders } = syntheticStreet();
const town = await governance({ grid, routing, ladders });
const id = voteId('reserve-fund-2026');
const clerk = actorId('owners-committee');
const give = async (at: number, order: VoteOrder) => {
  const done = await town.votes.perform(id, order, { actor: clerk, at });
  return done.outcome === 'appended' ? done.written.flatMap(({ drafts }) => drafts) : [];
};
await give(opens, {
  type: 'openVote',
  ...reserveFund,
  register,
  closesAt: closes,
  objectionDays: 7,
  repeat: 'paper-prevails',
  proxies: { allowed: true, limit: 3, agents: 'voters', instructed: false },
});
await give(opens, {
  type: 'recordDelivery',
  way: 'verified-login',
  voters: register.units.map(({ owner }) => owner),
});

// Ballots: online as they are given, paper days later; two owners vote again, one through a neighbour, a couple differ;
// three cannot count and one is void.
for (const [i, ballot] of ballots().entries()) {
  const givenAt = opens + 3_600_000 + i * 60_000;
  const entered = ballot.channel === 'paper' ? { givenAt } : {};
  await give(ballot.channel === 'paper' ? givenAt + 3 * day : givenAt, {
    type: 'castBallot',
    ...ballot,
    ...entered,
  });
}
const paper = { choice: 'against', channel: 'paper', givenAt: opens + day } as const;
const again = (ballot: string, voter: string) =>
  give(opens + 5 * day, { type: 'castBallot', ...paper, ballot, voter: subjectRef(voter) });
await again('P9001', 'owner-1');
await again('P9002', 'owner-32-spouse');
const mandate = { mandate: 'W-1', principal: subjectRef('owner-14'), agent: ownerOf(13) };
await give(opens + 5 * day, { type: 'giveMandate', ...mandate });
await give(opens + 6 * day, {
  type: 'castBallot',
  ballot: 'E9003',
  voter: mandate.principal,
  mandate: mandate.mandate,
  choice: 'for',
  channel: 'online',
});
const late = { voter: subjectRef('owner-4'), choice: 'for', channel: 'online' } as const;
await give(opens + 9 * day, { type: 'castBallot', ...late, voter: subjectRef('passer-by') });
await give(opens + 9 * day, { type: 'castBallot', ...late, area: 100, ballot: 'E9001' });
await give(closes + 1, { type: 'castBallot', ...late, ballot: 'E9002' });
await give(closes + 1, { type: 'strikeBallot', ballot: 'P0012', ground: 'unclear' });

// The window ends: the ballots are shown for seven days, with every conflict, and one owner objects.
await town.tick(closes);
console.log(`\n【询异公示】\n${tellBallots(countedBallots(await vote()), 'zh-CN')}`);
console.log(
  tellVerdict(judge(await vote(), { closed: true }), 'zh-CN')
    .split('\n', 3)
    .join('\n'),
);
await give(closes + 2 * day, {
  type: 'raiseObjection',
  objection: 'Y-1',
  by: subjectRef('mall'),
  ground: 'missing',
  words: '本商场的纸质选票投进了三号楼的票箱，没有计入。',
});
const decided = await give(closes + 4 * day, {
  type: 'decideObjection',
  objection: 'Y-1',
  upheld: true,
  admit: {
    ballot: 'P9000',
    voter: subjectRef('mall'),
    choice: 'against',
    channel: 'paper',
    givenAt: closes - day,
  },
});

const admitted = decided.at(-1)?.id ?? eventId('none');

// The days are over: the law's verdict, and how near it is.
await town.tick(closes + 8 * day);
const result = judge(await vote(), { closed: true });
console.log(`\n【表决结果】\n${tellVerdict(result, 'zh-CN')}`);
const { units } = countedBallots(await vote());
const larger = register.units.map((one) =>
  one.unit === 'M1' ? { ...one, area: one.area + 100 } : one,
);
const asked = rule(reserveFund.rule, { matter: reserveFund.matter, asOf: result.rule.asOf });
const other = verdict(asked, { units: larger }, units, { closed: true });
console.log(`商场若多登记一平方米：${other.status === 'passed' ? '通过' : '不通过'}`);
const leak = leakCheck(talliedHeads(register, units));
console.log(`\n【公布】\n${tellPublished(publishedTally(result, leak), 'zh-CN')}`);

// The box has a Merkle log. The community signs its head, the street witnesses it, and both are put on the notice board.
const { log, entry, find } = await town.votes.ledger(id);
const origin = 'sunflower.example/votes/reserve-fund-2026';
const [secretKey, streetKey] = [1, 2].map((seed) => new Uint8Array(32).fill(seed)) as [
  Uint8Array,
  Uint8Array,
];
const signed = notes.signCheckpoint({ origin, size: log.size, root: log.root() }, [
  notes.signer({ name: origin, secretKey }),
]);
const key = notes.verifierKey({ name: origin, publicKey: notes.ed25519.publicKey(secretKey) });
const street = { name: 'street.example/witness', secretKey: streetKey };
const answer = notes.addCheckpoint(`old 0\n\n${signed}`, {
  logs: [{ origin, keys: [notes.verifier(key)] }],
  heads: [],
  cosigners: [notes.cosigner(street)],
  at: closes + 8 * day,
});
if (answer.answer !== 'cosigned') throw new Error(answer.answer);
const checkpoint = signed + answer.cosignatures;
console.log(`\n【票箱检查点】\n${checkpoint}`);

// What the mall takes home, and how its ballot stands in the log; then a program of its own checks it, and a forged entry.
const index = find(admitted) ?? -1;
const own = entry(index);
if (own === undefined) throw new Error('The ballot is not in the log.');
writeFileSync('receipt.tlog-proof', notes.receiptText(notes.receiptFor(log, index, checkpoint)));
writeFileSync('entry.json', own);
writeFileSync('forged.json', new TextDecoder().decode(own).replace('"against"', '"for"'));
const witnessKey = notes.verifierKey({
  name: street.name,
  publicKey: notes.ed25519.publicKey(streetKey),
  kind: 'cosignature',
});
writeFileSync('keys.txt', `${key}\n${witnessKey}\n`);
const program = fileURLToPath(new URL('verify.ts', import.meta.url));
for (const file of ['entry.json', 'forged.json']) {
  const run = ['--conditions=civigrid-source', program, 'receipt.tlog-proof', file, 'keys.txt'];
  console.log(`${file}：${spawnSync('node', run, { encoding: 'utf8' }).stdout.trim()}`);
}
await town.close();

async function vote() {
  const state = await town.votes.get(id);
  if (!('vote' in state)) throw new Error('There is no vote.');
  return state.vote;
}
