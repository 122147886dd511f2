import { type Gb26875Frame, gb26875Deframer } from '@civigrid/devices/gb26875';
import { alternate, type Contender } from '../../../tools/testing/bench/alternate.ts';
import type { Contest, HoldContest } from '../../../tools/testing/bench/contests.ts';
import { short } from '../../../tools/testing/bench/report.ts';
import { type PlainFrame, plainDeframer } from './plain-gb26875.ts';
import { randomNumbers } from './random.ts';

const chunkBytes = 65_536;

/** A frame of 50 to 80 bytes; the sum of a bad one is off by one. */
function frame(sequence: number, random: () => number, bad: boolean): readonly number[] {
  const data = Array.from({ length: 20 + Math.floor(31 * random()) }, () =>
    Math.floor(256 * random()),
  );
  const inner = [sequence & 255, (sequence >> 8) & 255, 1, 1];
  inner.push(sequence % 60, 30, sequence % 24, 1 + (sequence % 28), 1 + (sequence % 12), 24);
  inner.push(sequence & 255, 0x22, 0, 6, 1, 0x33, 1, 0, 0, 0, 0, 0, data.length, 0, 2, ...data);
  const sum = inner.reduce((total, byte) => total + byte, bad ? 1 : 0) & 255;
  return [0x40, 0x40, ...inner, sum, 0x23, 0x23];
}

/** The day of a busy line: one frame in fifty has a wrong sum, one in twenty follows up to 16 bytes of noise. */
function line(chunks: number): readonly Uint8Array[] {
  const random = randomNumbers(26_875);
  const bytes: number[] = [];
  for (let sequence = 0; bytes.length < chunks * chunkBytes; sequence++) {
    if (random() < 0.05)
      for (let noise = 16 * random(); noise > 0; noise--) bytes.push(Math.floor(256 * random()));
    bytes.push(...frame(sequence, random, random() < 0.02));
  }
  const whole = Uint8Array.from(bytes);
  return Array.from({ length: chunks }, (_, i) =>
    whole.slice(i * chunkBytes, (i + 1) * chunkBytes),
  );
}

/** Counts frames and adds up what was read of them, so that nobody can leave it out. */
interface Tally {
  frames: number;
  issues: number;
  sum: number;
}

function read(frame: Gb26875Frame | PlainFrame, tally: Tally): void {
  tally.frames++;
  tally.sum +=
    frame.sequence +
    frame.sourceAddress +
    frame.destinationAddress +
    frame.command +
    (frame.time ?? 0) / 1000;
}

function tallied(run: (chunks: readonly Uint8Array[], tally: Tally) => void) {
  return (chunks: readonly Uint8Array[]): Tally => {
    const tally = { frames: 0, issues: 0, sum: 0 };
    run(chunks, tally);
    return tally;
  };
}

const everyMember = tallied((chunks, tally) => {
  const deframer = gb26875Deframer();
  for (const chunk of chunks) {
    const { frames, issues } = deframer.push(chunk);
    for (const found of frames) read(found, tally);
    tally.issues += issues.length;
  }
});

const commandOnly = tallied((chunks, tally) => {
  const deframer = gb26875Deframer();
  for (const chunk of chunks) {
    const { frames, issues } = deframer.push(chunk);
    tally.frames += frames.length;
    for (const { command } of frames) tally.sum += command;
    tally.issues += issues.length;
  }
});

const plain = tallied((chunks, tally) => {
  const deframer = plainDeframer();
  for (const chunk of chunks) {
    const { frames, issues } = deframer.push(chunk);
    for (const found of frames) read(found, tally);
    tally.issues += issues;
  }
});

const contender = (
  name: string,
  run: (chunks: readonly Uint8Array[]) => Tally,
): Contender<readonly Uint8Array[], object[]> => ({
  name,
  ask(chunks, answers) {
    answers.push(run(chunks));
  },
});

/** Bytes of which every seventh begins a frame of a thousand bytes with a right tail and a wrong sum. */
const overlapping = [0x40, 0x40, 0, 0xfc, 3, 0x23, 0x23];
const hostile = (chunks: number) =>
  Array.from({ length: chunks }, (_, k) =>
    Uint8Array.from({ length: chunkBytes }, (_, i) => overlapping[(k * chunkBytes + i) % 7] ?? 0),
  );

/**
 * Frames of GB/T 26875.3 out of a stream in chunks of 64 KiB, sums checked and found again after noise. No JavaScript
 * library reads this protocol by name: the peer is a straightforward reader written here.
 */
export const gb26875Contest: HoldContest = (quick): Contest => {
  const chunks = line(quick ? 4 : 64);
  const ours = everyMember(chunks);
  const theirs = plain(chunks);
  const same = ours.frames === theirs.frames && ours.sum === theirs.sum;
  const rounds = { questions: chunks.length, rounds: quick ? 3 : 15, runMs: quick ? 5 : 60 };
  const speeds = alternate(
    [
      contender('civigrid, every member of the head read', everyMember),
      contender('civigrid, the command read', commandOnly),
      contender('a plain reader', plain),
    ],
    (start, count) => [chunks.slice(start, start + count), []],
    rounds,
  );
  const attack = hostile(rounds.questions);
  const [attacked] = alternate(
    [contender('overlapping starts, hostile', commandOnly)],
    (start, count) => [attack.slice(start, start + count), []],
    { ...rounds, rounds: 3 },
  );
  const perChunk = ours.frames / chunks.length;
  const figures = speeds.map(({ name, perSecond, slowest, fastest }) => ({
    name,
    framesPerSecond: perSecond * perChunk,
    slowest: slowest * perChunk,
    fastest: fastest * perChunk,
  }));
  const [first, , third] = figures;
  const all = first?.framesPerSecond ?? 0;
  const ratio = all / (third?.framesPerSecond ?? Number.NaN);
  return {
    results: {
      frames: ours.frames,
      issues: ours.issues,
      bytesPerFrame: chunkBytes / perChunk,
      same,
      figures,
      hostileBytesPerSecond: (attacked?.perSecond ?? 0) * chunkBytes,
    },
    targets: [
      {
        what: 'GB/T 26875.3 frames a second, checksum and resync, every member read',
        wanted: '≥ 3.00 M, the plain reader’s answers',
        measured: `${short(all)} (${ratio.toFixed(1)} × the plain reader)${same ? '' : ', but NOT the same answers'}`,
        met: same && all >= 3e6,
      },
    ],
  };
};
