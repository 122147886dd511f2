import { createHash, hash as nodeHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { toHex } from '@civigrid/kernel';
import {
  type Hash,
  leafHash,
  type MerkleLog,
  merkleLog,
  merkleLogFromSnapshot,
  sha256 as noble,
  verifyInclusion,
} from '@civigrid/ledger';
import {
  ed25519,
  receiptFor,
  signCheckpoint,
  signer,
  verifier,
  verifierKey,
  verifyReceipt,
} from '@civigrid/ledger/notes';
import { MerkleTree } from 'merkletreejs';
import {
  alternate,
  type Contender,
  median,
  milliseconds,
} from '../../../tools/testing/bench/alternate.ts';
import {
  printTable,
  printTargets,
  short,
  type Target,
  writeResults,
} from '../../../tools/testing/bench/report.ts';
import { plainLeaf, plainStackRoot, plainVerify, sha256 } from './plain-stack.ts';

const { values } = parseArgs({
  options: { out: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const { quick } = values;
const many = quick ? 50_000 : 1_000_000;
const few = quick ? 10_000 : 100_000;
const rounds = quick ? 1 : 3;

/** The platform's own hash behind the port. */
const node: Hash = (bytes) => nodeHash('sha256', bytes, 'buffer');

/** Entries of about the length of a sealed ballot's digest; the same in every run. */
const entries = Array.from({ length: many }, (_, i) => {
  const entry = new Uint8Array(32);
  new DataView(entry.buffer).setUint32(0, Math.imul(i + 1, 2_654_435_761));
  return entry;
});

interface Builder {
  readonly name: string;
  build(all: readonly Uint8Array[]): Uint8Array;
}

const ours = (name: string, hash: Hash): Builder => ({
  name,
  build(all) {
    const log = merkleLog({ hash });
    for (const entry of all) log.append(entry);
    return log.root();
  },
});

const nodeMark = Buffer.of(1);
const withMark = (bytes: Buffer) => sha256(Buffer.concat([nodeMark, bytes]));
/** As its users write it, before Node had the hash in one call. */
const withMarkInSteps = (bytes: Buffer) =>
  createHash('sha256').update(nodeMark).update(bytes).digest();
const leafInSteps = (entry: Uint8Array) =>
  createHash('sha256').update(Buffer.of(0)).update(entry).digest();

const builders: readonly Builder[] = [
  ours('civigrid, noble', noble),
  ours('civigrid, node:crypto', node),
  { name: 'plain node:crypto stack', build: plainStackRoot },
  {
    // it takes hashed leaves and carries a lone node up, as RFC 9162 does; the mark of a node comes in by its hash
    name: 'merkletreejs, all at once, createHash',
    build: (all) => new MerkleTree(all.map(leafInSteps), withMarkInSteps).getRoot(),
  },
  {
    name: 'merkletreejs, all at once, hash in one call',
    build: (all) => new MerkleTree(all.map(plainLeaf), withMark).getRoot(),
  },
];

/** Everybody builds the same log in turn, each round beginning with another one. */
function building(all: readonly Uint8Array[], contenders: readonly Builder[]) {
  const times: number[][] = contenders.map(() => []);
  const roots: string[] = [];
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < contenders.length; turn++) {
      const i = (round + turn) % contenders.length;
      globalThis.gc?.();
      const took = milliseconds(() => {
        roots[i] = toHex(contenders[i]?.build(all) ?? new Uint8Array(0));
      });
      times[i]?.push(took);
    }
  return contenders.map(({ name }, i) => ({
    name,
    perSecond: (all.length * 1000) / median(times[i] ?? []),
    slowest: (all.length * 1000) / Math.max(...(times[i] ?? [])),
    fastest: (all.length * 1000) / Math.min(...(times[i] ?? [])),
    sameRoot: roots[i] === roots[0],
  }));
}

// everybody once, so that nobody pays for the others' warming up
for (const { build } of builders) build(entries.slice(0, 5000));

function appending(title: string, all: readonly Uint8Array[], contenders: readonly Builder[]) {
  const speeds = building(all, contenders);
  printTable(title, [
    ['', 'a second', 'slowest', 'fastest', 'root'],
    ...speeds.map(({ name, perSecond, slowest, fastest, sameRoot }) => [
      name,
      short(perSecond),
      short(slowest),
      short(fastest),
      sameRoot ? 'the same' : 'ANOTHER',
    ]),
  ]);
  return { title, speeds };
}

const beside = appending(`Append ${few} entries, beside peers`, entries.slice(0, few), builders);
const million = appending(`Append ${many} entries`, entries, builders.slice(0, 3));

// verifying, at the size that was promised
const log: MerkleLog = merkleLog({ hash: node });
for (const entry of entries) log.append(entry);
const root = log.root();
const asked = 20_000;
const questions = Array.from({ length: asked }, (_, i) => {
  const index = Math.imul(i + 1, 40_503) % many;
  const proof = log.inclusionProof(index);
  let at = index;
  const sides: { position: 'left' | 'right'; data: Buffer }[] = [];
  let last = many - 1;
  for (const hash of proof) {
    while (at % 2 === 0 && at === last) [at, last] = [at / 2, Math.floor(last / 2)];
    sides.push({ position: at % 2 === 1 ? 'left' : 'right', data: Buffer.from(hash) });
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  // every tenth leaf is not the one that is proved
  const entry = entries[i % 10 === 9 ? (index + 1) % many : index] as Uint8Array;
  return { index, size: many, leafHash: leafHash(entry), proof, root, sides };
});
type Question = (typeof questions)[number];
type Asker = Contender<readonly Question[], Uint8Array>;

const asker = (name: string, holds: (question: Question) => boolean): Asker => ({
  name,
  ask(some, answers) {
    some.forEach((question, i) => {
      answers[i] = holds(question) ? 1 : 0;
    });
  },
});
const leafBuffers = new Map(questions.map((one) => [one, Buffer.from(one.leafHash)]));
const rootBuffer = Buffer.from(root);
const askers = [
  asker('civigrid, noble', (one) => verifyInclusion(one)),
  asker('civigrid, node:crypto', (one) => verifyInclusion(one, { hash: node })),
  asker('plain node:crypto stack', ({ index, size, leafHash: leaf, proof }) =>
    plainVerify(index, size, leaf, proof, root),
  ),
  asker('merkletreejs', (one) =>
    MerkleTree.verify(one.sides, leafBuffers.get(one) as Buffer, rootBuffer, withMark),
  ),
];
const verifying = alternate(
  askers,
  (start, count) => [questions.slice(start, start + count), new Uint8Array(count)],
  { questions: asked, rounds: quick ? 3 : 11, runMs: quick ? 50 : 300 },
);
const answers = askers.map(({ ask }) => {
  const found = new Uint8Array(asked);
  ask(questions, found);
  return found;
});
const right = questions.map((_, i) => (i % 10 === 9 ? 0 : 1));
const different = answers.map((found) => right.filter((wanted, i) => found[i] !== wanted).length);
printTable(`Verify inclusion among ${many} entries, one in ten forged`, [
  ['', 'a second', 'slowest', 'fastest', 'wrong answers'],
  ...verifying.map(({ name, perSecond, slowest, fastest }, i) => [
    name,
    short(perSecond),
    short(slowest),
    short(fastest),
    `${different[i]} of ${asked}`,
  ]),
]);

// the rest, without peers
const secretKey = new Uint8Array(32).fill(7);
const origin = 'bench.example/log';
const note = signCheckpoint({ origin, size: many, root }, [signer({ name: origin, secretKey })]);
const keys = [verifier(verifierKey({ name: origin, publicKey: ed25519.publicKey(secretKey) }))];
const receipt = receiptFor(log, 4321, note);
const content = entries[4321] as Uint8Array;
const snapshot = log.snapshot();
const times = (count: number, work: () => void) => {
  work();
  const took = milliseconds(() => {
    for (let i = 0; i < count; i++) work();
  });
  return (count * 1000) / took;
};
const others = {
  'inclusion proofs, a second': times(5000, () => log.inclusionProof(many - 3)),
  'consistency proofs, a second': times(5000, () => log.consistencyProof((many >> 1) - 1)),
  'receipts verified (Ed25519, noble), a second': times(quick ? 20 : 300, () => {
    if (!verifyReceipt(receipt, { keys, content }).ok) throw new Error('a good receipt failed');
  }),
  'snapshot, bytes an entry': snapshot.length / many,
  'restore by noble, ms': milliseconds(() => void merkleLogFromSnapshot(snapshot)),
  'restore by node:crypto, ms': milliseconds(
    () => void merkleLogFromSnapshot(snapshot, { hash: node }),
  ),
};
printTable('Besides', [
  ['', ''],
  ...Object.entries(others).map(([what, figure]) => [what, short(figure)]),
]);

const rate = (speeds: readonly { readonly perSecond: number }[], i: number) =>
  speeds[i]?.perSecond ?? Number.NaN;
const sameRoots = [...beside.speeds, ...million.speeds].every(({ sameRoot }) => sameRoot);
const noneWrong = different.every((count) => count === 0);
const target = (
  what: string,
  wanted: string,
  figure: number,
  least: number,
  fair: boolean,
): Target => ({
  what,
  wanted,
  measured: `${short(figure)}${fair ? '' : ', but NOT the same answers'}`,
  met: fair && figure >= least,
});
printTargets([
  target('append, noble', '≥ 100 k/s', rate(million.speeds, 0), 1e5, sameRoots),
  target('append, node:crypto', '≥ 100 k/s', rate(million.speeds, 1), 1e5, sameRoots),
  target('verify inclusion, noble', '≥ 20 k/s', rate(verifying, 0), 2e4, noneWrong),
  target('verify inclusion, node:crypto', '≥ 20 k/s', rate(verifying, 1), 2e4, noneWrong),
  target(
    'append, node:crypto, beside merkletreejs with createHash',
    '≥ 1.43 ×',
    rate(beside.speeds, 1) / rate(beside.speeds, 3),
    1 / 0.7,
    sameRoots,
  ),
]);
writeResults({ appending: [beside, million], verifying, different, others }, values.out);
