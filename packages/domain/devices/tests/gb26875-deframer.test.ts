import type { DeviceIssue } from '@civigrid/devices';
import { type Gb26875Frame, gb26875Deframer, gb26875Reply } from '@civigrid/devices/gb26875';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { naiveDeframer } from './naive-deframer.ts';

/** A frame around some data; `wrong` is added to its sum. */
function framed(sequence: number, data: readonly number[], wrong = 0): readonly number[] {
  const inner = [
    sequence % 256,
    sequence >> 8,
    1,
    1,
    ...[0, 0, 8, 6, 5, 24],
    ...[17, 0, 0, 6, 1, 51],
    ...[1, 0, 0, 0, 0, 0],
    data.length % 256,
    data.length >> 8,
    2,
    ...data,
  ];
  const sum = inner.reduce((total, byte) => total + byte, wrong) % 256;
  return [0x40, 0x40, ...inner, sum, 0x23, 0x23];
}

const spelled = (frame: Gb26875Frame) => ({
  byte: frame.byte,
  sequence: frame.sequence,
  version: frame.version,
  time: frame.time,
  sourceAddress: frame.sourceAddress,
  destinationAddress: frame.destinationAddress,
  command: frame.command,
  data: [...frame.data],
});

/** What comes out of a stream that is cut after so many bytes again and again; the same buffer serves every push. */
function cut(stream: readonly number[], sizes: readonly number[], maxLength?: number) {
  const deframer = gb26875Deframer(maxLength === undefined ? {} : { maxLength });
  const buffer = new Uint8Array(Math.max(1, ...sizes));
  const frames: Gb26875Frame[] = [];
  const issues: DeviceIssue[] = [];
  const take = (part: ReturnType<typeof deframer.end>) => {
    frames.push(...part.frames);
    issues.push(...part.issues);
  };
  for (let at = 0, i = 0; at < stream.length; i++) {
    const piece = stream.slice(at, at + (sizes[i % sizes.length] ?? 1));
    buffer.fill(0x23).set(piece);
    take(deframer.push(buffer.subarray(0, piece.length)));
    at += piece.length;
  }
  take(deframer.end());
  return {
    frames: frames.map(spelled),
    issues: issues.map(({ code, byte }) => ({ code, byte })),
  };
}

const marks = fc.constantFrom(0x40, 0x23, 0, 2, 10);
const bytes = fc.oneof({ weight: 3, arbitrary: marks }, fc.integer({ min: 0, max: 255 }));
const whole = fc
  .record({
    sequence: fc.integer({ min: 0, max: 65_535 }),
    data: fc.array(bytes, { maxLength: 60 }),
    wrong: fc.constantFrom(0, 0, 0, 1),
  })
  .map(({ sequence, data, wrong }) => framed(sequence, data, wrong));
const piece = fc.oneof(
  whole,
  fc.array(bytes, { maxLength: 40 }),
  // A frame whose end or beginning is missing, and a frame inside the data of another that is broken.
  fc.tuple(whole, fc.nat(40)).map(([frame, end]) => frame.slice(0, end)),
  fc.tuple(whole, fc.nat(40)).map(([frame, start]) => frame.slice(start)),
  whole.map((inner) => framed(7, inner, 1)),
);
const stream = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.flat());
const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 });

test('any stream, however it is cut, gives the frames and issues of a plain reading', () => {
  fc.assert(
    fc.property(stream, sizes, fc.constantFrom(8, 64, 1024), (sent, pieces, maxLength) => {
      expect(cut(sent, pieces, maxLength)).toEqual(naiveDeframer(sent, maxLength));
    }),
    { numRuns: 1500 },
  );
});

test('frames that are flipped, doubled and shortened at one place give what a plain reading gives', () => {
  const street = Array.from({ length: 6 }, (_, i) => framed(i, [2, 1, i, 0x40, 0x40, i])).flat();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(street.length - 1), bytes), { maxLength: 6 }),
      fc.nat(street.length),
      sizes,
      (flips, end, pieces) => {
        const sent = [...street];
        for (const [at, byte] of flips) sent[at] = byte;
        expect(cut(sent.slice(0, end), pieces)).toEqual(naiveDeframer(sent.slice(0, end)));
      },
    ),
    { numRuns: 500 },
  );
});

test('every clock that six bytes can write is read as the platform’s calendar reads it', () => {
  fc.assert(
    fc.property(
      fc.tuple(
        fc.integer({ min: 0, max: 61 }),
        fc.integer({ min: 0, max: 61 }),
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 0, max: 32 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 255 }),
      ),
      (clock) => {
        const reply = gb26875Reply(
          { sequence: 1, version: '1.1', sourceAddress: 1, destinationAddress: 2 },
          'confirm',
          0,
        );
        reply.set(clock, 6);
        reply[27] = reply.subarray(2, 27).reduce((total, byte) => total + byte, 0);
        const [frame] = gb26875Deframer().push(reply).frames;
        expect(frame?.time).toBe(naiveDeframer([...reply]).frames[0]?.time);
      },
    ),
    { numRuns: 3000 },
  );
  const days = [
    [28, 2, 0],
    [29, 2, 0],
    [29, 2, 1],
    [29, 2, 100],
    [29, 2, 200],
    [29, 2, 252],
    [31, 12, 255],
    [1, 1, 0],
    [1, 3, 100],
  ];
  for (const [day = 0, month = 0, year = 0] of days) {
    const sent = [...framed(1, [])];
    sent.splice(6, 6, 59, 59, 23, day, month, year);
    sent[27] = sent.slice(2, 27).reduce((total, byte) => total + byte, 0) % 256;
    expect(cut(sent, [64]).frames[0]?.time).toBe(naiveDeframer(sent).frames[0]?.time);
  }
});

const overlapping = [0x40, 0x40, 0, 0xfc, 3, 0x23, 0x23];
const hostile: readonly (readonly [string, (i: number) => number])[] = [
  ['nothing but 4040', () => 0x40],
  ['nothing but 2323', () => 0x23],
  // Every seventh byte begins a frame of 1,020 bytes with a right tail and a wrong sum.
  ['starts that overlap, all with a right tail', (i) => overlapping[i % 7] ?? 0],
];

test.each(hostile)('%s is given up in a few issues, and the next frame comes out', (_, byteAt) => {
  const noise = Array.from({ length: 20_000 }, (_, i) => byteAt(i));
  const sent = [...noise, ...framed(99, [1, 2, 3])];
  for (const size of [64, 1460, 65_536]) {
    const found = cut(sent, [size]);
    expect(found).toEqual(naiveDeframer(sent));
    expect(found.issues.length).toBeLessThanOrEqual(2);
  }
  expect(cut(sent, [4096]).frames.at(-1)?.sequence).toBe(99);
});

test('a line that only ever sends noise says so again and again, and a deframer keeps less than a frame of it', () => {
  const deframer = gb26875Deframer();
  const noise = new Uint8Array(1 << 16).fill(0x11);
  const told = Array.from({ length: 10 }, () => deframer.push(noise).issues).flat();
  expect(told.map(({ code, byte }) => `${code} ${byte}`)).toEqual(
    Array.from({ length: 10 }, (_, i) => `devices/skipped-bytes ${i * 65_536}`),
  );
  expect(deframer.end()).toEqual({ frames: [], issues: [] });
});

test('a frame stays what it was when the caller uses its buffer again', () => {
  const deframer = gb26875Deframer();
  const buffer = Uint8Array.from(framed(5, [9, 8, 7]));
  const [frame] = deframer.push(buffer).frames;
  buffer.fill(0);
  expect(frame && spelled(frame)).toEqual(naiveDeframer(framed(5, [9, 8, 7])).frames[0]);
});
