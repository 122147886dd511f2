import { isapiDeframer, multipart, type Part } from '@civigrid/devices/isapi';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from './shared-vectors.ts';

const type = 'multipart/mixed; boundary=<b>';
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const spelled = ({ headers, body, byte }: Part) => ({
  headers: [...headers],
  body: body.length > 2000 ? body.length : textOf(body),
  byte,
});

/** What comes out of a stream that is cut again and again after so many bytes; one buffer serves every push. */
function cut(contentType: string, stream: Uint8Array, sizes: readonly number[]) {
  const deframer = isapiDeframer(contentType);
  const buffer = new Uint8Array(Math.max(...sizes));
  const parts: Part[] = [];
  const issues: string[] = [];
  const take = (found: ReturnType<typeof deframer.end>) => {
    parts.push(...found.parts);
    issues.push(...found.issues.map(({ code, byte }) => `${code} ${byte}`));
  };
  for (let at = 0, i = 0; at < stream.length; i++) {
    const piece = stream.subarray(at, at + (sizes[i % sizes.length] ?? 1));
    buffer.fill(0x2d).set(piece);
    take(deframer.push(buffer.subarray(0, piece.length)));
    at += piece.length;
  }
  take(deframer.end());
  return { parts: parts.map(spelled), issues };
}

const line = fc.constantFrom('\r\n', '\n');
const body = fc.oneof(
  fc.constantFrom(
    '{"a":"}"}',
    '<x></EventNotificationAlert>',
    '',
    '\n',
    '\n--<b',
    '\r\n--<b>x',
    '-',
    '--',
  ),
  fc
    .array(fc.constantFrom('\n', '\r', '-', '<b>', 'x', '{', '}'), { maxLength: 12 })
    .map((list) => list.join('')),
);
const lengthOf = fc.constantFrom(undefined, 0, 0, 0, -1, 1, 40, 999_999_999_999);
const part = fc
  .tuple(body, lengthOf, fc.constantFrom('application/json', 'image/jpeg', ''), line, line)
  .map(([text, off, contentType, eol, after]) => {
    const length = off === undefined ? '' : `Content-Length: ${text.length + off}${eol}`;
    const what = contentType === '' ? '' : `Content-Type: ${contentType}${eol}`;
    return `--<b>${eol}${what}${length}${eol}${text}${after}`;
  });
const stream = fc
  .tuple(
    fc.constantFrom('', '\r\n', 'preamble\n', ' --<b>\n'),
    fc.array(part, { maxLength: 5 }),
    fc.constantFrom('--<b>--\r\n', '--<b>', '--<b>\r\n', '', '--<b>\r\nContent-Ty', 'x'),
    fc.nat(200),
  )
  .map(([before, parts, after, short]) => {
    const whole = `${before}${parts.join('')}${after}`;
    return bytesOf(short < 30 ? whole.slice(0, -short) : whole);
  });
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

test('however a stream is cut, the same parts and issues come out as of the whole', () => {
  fc.assert(
    fc.property(
      stream,
      sizes,
      fc.constantFrom(type, 'multipart/mixed', ''),
      (sent, pieces, contentType) => {
        const whole = multipart(contentType, sent);
        expect(cut(contentType, sent, pieces)).toEqual({
          parts: whole.parts.map(spelled),
          issues: whole.issues.map(({ code, byte }) => `${code} ${byte}`),
        });
      },
    ),
    { numRuns: 4000 },
  );
});

const alert = '{"eventType":"VMD"}';
const framed = (text: string) => `--<b>\r\nContent-Type: application/json\r\n\r\n${text}\r\n`;

test('every part of a well-formed stream comes out as it went in', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z{}\r\n]{0,30}$/), { minLength: 1 }), (bodies) => {
      const sent = `${bodies.map(framed).join('')}--<b>--\r\n`;
      const { parts, issues } = multipart(type, bytesOf(sent));
      expect(issues).toEqual([]);
      expect(parts.map((found) => textOf(found.body))).toEqual(bodies);
    }),
  );
});

test('an alert of its declared length comes out before the next delimiter has come', () => {
  const deframer = isapiDeframer(type);
  const head = `--<b>\r\nContent-Type: application/json\r\nContent-Length: ${alert.length}\r\n\r\n`;
  expect(deframer.push(bytesOf(`${head}${alert.slice(0, -1)}`)).parts).toEqual([]);
  expect(deframer.push(bytesOf('}')).parts.map(({ body: found }) => textOf(found))).toEqual([
    alert,
  ]);
  expect(deframer.push(bytesOf(`\r\n${framed('{}')}`)).issues).toEqual([]);
});

test('a length that was counted in characters and not in bytes does not cut an alert short', () => {
  const text =
    '<EventNotificationAlert><channelName>东门走廊</channelName></EventNotificationAlert>';
  const head = `--<b>\r\nContent-Type: application/xml\r\nContent-Length: ${text.length}\r\n\r\n`;
  const sent = Uint8Array.from([...utf8(head), ...utf8(text), ...utf8('\r\n--<b>\r\n')]);
  const [found] = multipart(type, sent).parts;
  expect(new TextDecoder().decode(found?.body)).toBe(text);
});

const big = (mime: string, size: number) =>
  `--<b>\r\nContent-Type: ${mime}\r\n\r\n${'x'.repeat(size)}\r\n`;

test.each([
  ['a text of 256 KiB', big('application/json', 262_144), 0],
  ['a text of one byte more', big('application/json', 262_145), 1],
  ['a picture of 4 MiB', big('image/jpeg', 4_194_304), 0],
  ['a picture of one byte more', big('image/jpeg', 4_194_305), 1],
  ['headers of 8 KiB', `--<b>\r\nX: ${'x'.repeat(8192 - 7)}\r\n\r\nhello\r\n`, 0],
  ['headers of more', `--<b>\r\nX: ${'x'.repeat(8192)}\r\n\r\nhello\r\n`, 1],
  ['a declared length beyond all bounds', `--<b>\r\nContent-Length: 99999999999\r\n\r\nx\r\n`, 1],
])('%s: what is too long is told once, and the next alert comes out', (_, first, refused) => {
  const sent = bytesOf(`${first}${framed(alert)}--<b>--\r\n`);
  for (const found of [
    cut(type, sent, [1460]),
    cut(type, sent, [100_000]),
    cut(type, sent, [sent.length]),
  ]) {
    expect(found.issues.map((said) => said.split(' ')[0])).toEqual(
      Array.from({ length: refused }, () => 'devices/part-too-long'),
    );
    expect(found.parts.length).toBe(2 - refused);
    expect(found.parts.at(-1)?.body).toBe(alert);
  }
});

test('a text of just the allowed length comes out wherever the stream is cut around its end', () => {
  for (const size of [262_143, 262_144, 262_145]) {
    const first = big('application/json', size);
    const sent = bytesOf(`${first}${framed(alert)}--<b>--\r\n`);
    for (let at = first.length - 4; at < first.length + 8; at++) {
      const found = cut(type, sent, [at, sent.length]);
      expect([at, found.parts.length]).toEqual([at, size > 262_144 ? 1 : 2]);
      expect(found.issues.length).toBe(size > 262_144 ? 1 : 0);
    }
  }
});

test('a camera sends parts without end: each comes out when the next begins, and issues come with their place', () => {
  const deframer = isapiDeframer(type);
  deframer.push(bytesOf(framed(alert)));
  for (let i = 0; i < 5000; i++) {
    const { parts, issues } = deframer.push(bytesOf(framed(alert)));
    expect(parts.length).toBe(1);
    expect(issues).toEqual([]);
  }
});

test('a stream that never shows its boundary is told at its end, one without any boundary at once', () => {
  const silent = isapiDeframer(type);
  expect(silent.push(new Uint8Array(1000).fill(0x78))).toEqual({ parts: [], issues: [] });
  expect(silent.end().issues).toMatchObject([{ code: 'devices/no-boundary' }]);
  const none = isapiDeframer('multipart/mixed');
  expect(none.push(new Uint8Array(1000).fill(0x78)).issues).toMatchObject([
    { code: 'devices/no-boundary' },
  ]);
});

test('a part that ends within its headers is told, and the next one comes out', () => {
  const body = utf8(
    '--B\r\nContent-Type: text/xml\r\n--B\r\nContent-Type: text/plain\r\n\r\nok\r\n--B--\r\n',
  );
  const { parts, issues } = multipart('multipart/mixed; boundary=B', body);
  expect(parts.map(({ headers }) => headers.get('content-type'))).toEqual(['text/plain']);
  expect(issues).toMatchObject([{ code: 'devices/incomplete', byte: 5 }]);
});
