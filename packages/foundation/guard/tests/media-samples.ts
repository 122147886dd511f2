/** One value of a place: degrees, minutes, seconds, each a numerator and a denominator. */
export type Sexagesimal = readonly (readonly [number, number])[];

/** What is written into a block of EXIF. */
export interface ExifSample {
  readonly little: boolean;
  readonly latitude: Sexagesimal;
  readonly longitude: Sexagesimal;
  readonly refs: readonly [string, string];
  readonly orientation?: number;
}

export const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
export const joined = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

const inOrder = (value: number, count: number, little: boolean): readonly number[] => {
  const bytes = Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** i) % 256);
  return little ? bytes : bytes.reverse();
};

export const big = (value: number, count: number): readonly number[] =>
  inOrder(value, count, false);
const little = (value: number, count: number): readonly number[] => inOrder(value, count, true);

/** A TIFF block: IFD0 with the camera's make, the turn and the pointer to the place, then the place itself. */
export function exifBlock(sample: ExifSample): Uint8Array {
  const n = (value: number, count: number) => inOrder(value, count, sample.little);
  const entry = (tag: number, type: number, count: number, value: readonly number[]) => [
    ...n(tag, 2),
    ...n(type, 2),
    ...n(count, 4),
    ...[...value, 0, 0, 0, 0].slice(0, 4),
  ];
  const gpsAt = 8 + 2 + 3 * 12 + 4;
  const numbersAt = gpsAt + 2 + 4 * 12 + 4;
  const rationals = (list: Sexagesimal) => list.flatMap(([a, b]) => [...n(a, 4), ...n(b, 4)]);
  return joined(
    ascii(sample.little ? 'II' : 'MM'),
    n(42, 2),
    n(8, 4),
    n(3, 2),
    entry(0x010f, 2, 4, [...ascii('ACM\0')]),
    entry(0x0112, 3, 1, n(sample.orientation ?? 6, 2)),
    entry(0x8825, 4, 1, n(gpsAt, 4)),
    n(0, 4),
    n(4, 2),
    entry(1, 2, 2, [...ascii(sample.refs[0])]),
    entry(2, 5, 3, n(numbersAt, 4)),
    entry(3, 2, 2, [...ascii(sample.refs[1])]),
    entry(4, 5, 3, n(numbersAt + 24, 4)),
    n(0, 4),
    rationals(sample.latitude),
    rationals(sample.longitude),
  );
}

/** A square in Ningbo. */
export const ningbo: ExifSample = {
  little: true,
  latitude: [
    [29, 1],
    [52, 1],
    [123456, 10000],
  ],
  longitude: [
    [121, 1],
    [33, 1],
    [7, 2],
  ],
  refs: ['N', 'E'],
};

const segment = (marker: number, ...data: readonly (Uint8Array | readonly number[])[]) => {
  const body = joined(...data);
  return joined([0xff, marker], big(body.length + 2, 2), body);
};

export const scanData: Uint8Array = Uint8Array.of(
  0x12,
  0xff,
  0x00,
  0x34,
  0xff,
  0xd0,
  0x56,
  0xff,
  0x00,
);
const table = segment(0xdb, [0], new Uint8Array(64).fill(1));
const scan = joined(segment(0xda, [1, 1, 0, 0, 63, 0]), scanData);

export const frame = (width: number, height: number): Uint8Array =>
  segment(0xc0, [8], big(height, 2), big(width, 2), [1, 1, 0x11, 0]);

/** A JPEG with all that is to be taken away. */
export function jpeg(exif: Uint8Array, size = frame(640, 480)): Uint8Array {
  return joined(
    [0xff, 0xd8],
    segment(0xe0, ascii('JFIF\0'), [1, 1, 0, 0, 1, 0, 1, 1, 1], ascii('RGB')),
    segment(0xe0, ascii('JFXX\0thumbnail')),
    segment(0xe1, ascii('Exif\0\0'), exif),
    segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret</x:xmpmeta>')),
    segment(0xe2, ascii('ICC_PROFILE\0'), [1, 1], ascii('colours')),
    segment(0xe2, ascii('MPF\0secret')),
    segment(0xed, ascii('Photoshop 3.0\0secret')),
    segment(0xee, ascii('Adobe'), [0, 100, 0, 0, 0, 0, 1]),
    segment(0xfe, ascii('secret')),
    table,
    [0xff],
    size,
    scan,
    table,
    scan,
    [0xff, 0xd9],
    ascii('secret behind the end'),
  );
}

export function chunk(name: string, data: Uint8Array | readonly number[]): Uint8Array {
  return joined(big(data.length, 4), ascii(name), data, [1, 2, 3, 4]);
}

export const pngMagic: Uint8Array = joined([0x89], ascii('PNG\r\n'), [0x1a, 0x0a]);
export const imageHeader = (width: number, height: number): Uint8Array =>
  chunk('IHDR', [...big(width, 4), ...big(height, 4), 8, 2, 0, 0, 0]);

export function png(exif: Uint8Array): Uint8Array {
  return joined(
    pngMagic,
    imageHeader(640, 480),
    chunk('gAMA', big(45455, 4)),
    chunk('eXIf', exif),
    chunk('tEXt', ascii('Comment\0secret')),
    chunk('caBX', ascii('secret')),
    chunk('IDAT', scanData),
    chunk('iTXt', ascii('XML:com.adobe.xmp\0secret')),
    chunk('zTXt', ascii('secret')),
    chunk('tIME', [7, 234, 5, 1, 8, 0, 0]),
    chunk('IDAT', scanData),
    chunk('IEND', []),
    ascii('secret'),
  );
}

export function gif(): Uint8Array {
  const blocks = (text: string) => joined([text.length], ascii(text), [0]);
  const image = joined(
    [0x2c, 0, 0, 0, 0],
    little(640, 2),
    little(480, 2),
    [0x80, 1, 2, 3, 4, 5, 6, 2],
    [2, 0x4c, 1, 0],
  );
  return joined(
    ascii('GIF89a'),
    little(640, 2),
    little(480, 2),
    [0x80, 0, 0, 9, 9, 9, 8, 8, 8],
    [0x21, 0xff, 11],
    ascii('NETSCAPE2.0'),
    [3, 1, 5, 0, 6],
    ascii('secret'),
    [0],
    [0x21, 0xfe],
    blocks('secret'),
    [0x21, 0xff, 11],
    ascii('XMP DataXMP'),
    blocks('secret'),
    [0x21, 0xf9, 4, 0, 10, 0, 0, 0],
    image,
    image,
    [0x3b],
    ascii('secret'),
  );
}

const riffChunk = (name: string, data: Uint8Array | readonly number[]) =>
  joined(ascii(name), little(data.length, 4), data, data.length % 2 === 1 ? [0] : []);

export function webp(exif: Uint8Array): Uint8Array {
  const body = joined(
    ascii('WEBP'),
    riffChunk('VP8X', [0x2c, 0, 0, 0, ...little(639, 3), ...little(479, 3)]),
    riffChunk('ICCP', ascii('colours')),
    riffChunk(
      'VP8 ',
      joined([0, 0, 0, 0x9d, 0x01, 0x2a], little(640, 2), little(480, 2), scanData),
    ),
    riffChunk('EXIF', exif),
    riffChunk('XMP ', ascii('secret')),
    riffChunk('ABCD', ascii('secret')),
  );
  return joined(ascii('RIFF'), little(body.length, 4), body, ascii('secret'));
}

const box = (name: string, ...data: readonly (Uint8Array | readonly number[])[]) => {
  const body = joined(...data);
  return joined(big(body.length + 8, 4), ascii(name), body);
};

export function heic(exif: Uint8Array): Uint8Array {
  const size = (wide: number, high: number) => box('ispe', big(0, 4), big(wide, 4), big(high, 4));
  const head = box('ftyp', ascii('mif1'), big(0, 4), ascii('mif1heic'));
  const item = joined(big(6, 4), ascii('Exif\0\0'), exif);
  const meta = (offset: number) =>
    box(
      'meta',
      big(0, 4),
      box('hdlr', big(0, 8), ascii('pict'), big(0, 13)),
      box(
        'iinf',
        big(0, 4),
        big(2, 2),
        box('infe', [2, 0, 0, 0], big(1, 2), big(0, 2), ascii('hvc1\0')),
        box('infe', [2, 0, 0, 0], big(2, 2), big(0, 2), ascii('Exif\0')),
      ),
      box(
        'iloc',
        [0, 0, 0, 0, 0x44, 0],
        big(2, 2),
        ...[1, 2].map((id) =>
          joined(big(id, 2), big(0, 2), big(1, 2), big(offset, 4), big(item.length, 4)),
        ),
      ),
      box('iprp', box('ipco', size(512, 512), size(640, 480 * 2))),
    );
  const offset = head.length + meta(0).length + 8;
  return joined(head, meta(offset), box('mdat', item, scanData));
}
