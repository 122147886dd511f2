import { readMedia, stripMedia } from '@civigrid/guard/media';
import exifr from 'exifr';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ascii,
  big,
  chunk,
  exifBlock,
  frame,
  gif,
  heic,
  imageHeader,
  joined,
  jpeg,
  ningbo,
  png,
  pngMagic,
  type Sexagesimal,
  scanData,
  webp,
} from './media-samples.ts';

const exif = exifBlock(ningbo);
const samples = {
  'image/jpeg': jpeg(exif),
  'image/png': png(exif),
  'image/gif': gif(),
  'image/webp': webp(exif),
  'image/heic': heic(exif),
} as const;
const strippable = (['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const).map(
  (type) => [type, samples[type]] as const,
);

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const codeOf = (bytes: Uint8Array, limits = {}): string | undefined => {
  const result = readMedia(bytes, limits);
  return result.ok ? undefined : result.issues[0].code;
};
const stripped = (bytes: Uint8Array): Uint8Array => {
  const result = stripMedia(bytes);
  if (!result.ok) throw new Error(result.issues[0].code);
  return result.value;
};
const count = (bytes: Uint8Array, part: Uint8Array): number =>
  text(bytes).split(text(part)).length - 1;

describe('what a picture says of itself', () => {
  test.each(Object.entries(samples))(
    '%s by its bytes, with size, place and turn',
    (type, bytes) => {
      const result = readMedia(bytes);
      expect(result).toMatchObject({ ok: true, value: { type, width: 640 } });
      const position = result.ok ? result.value.position : undefined;
      if (type === 'image/gif') expect(position).toBeUndefined();
      else {
        expect(position?.[0]).toBeCloseTo(121.550972, 6);
        expect(position?.[1]).toBeCloseTo(29.870096, 6);
        expect(result).toMatchObject({ value: { orientation: 6 } });
      }
    },
  );

  test('of a picture made of tiles the whole counts', () => {
    expect(readMedia(samples['image/heic'])).toMatchObject({ value: { width: 640, height: 960 } });
  });

  test('what is no picture, or only has the name of one', () => {
    for (const bytes of [
      new Uint8Array(),
      ascii('<svg/>'),
      ascii('%PDF-1.7'),
      ascii('RIFF1234WAVE'),
    ])
      expect(readMedia(bytes)).toEqual({
        ok: false,
        issues: [{ code: 'guard/unknown-media', byte: 0 }],
      });
    expect(codeOf('GIF89a' as unknown as Uint8Array)).toBe('guard/not-bytes-or-text');
    expect(codeOf(samples['image/png'], { maxBytes: 10 })).toBe('guard/too-large');
  });
});

describe('more than 50 megapixels', () => {
  const bomb = (width: number, height: number) =>
    joined(pngMagic, imageHeader(width, height), chunk('IDAT', [0]), chunk('IEND', []));

  test('are refused before anybody decodes them', () => {
    expect(codeOf(bomb(10_000, 5_000))).toBeUndefined();
    expect(readMedia(bomb(10_000, 5_001))).toEqual({
      ok: false,
      issues: [{ code: 'guard/too-many-pixels', limit: 50_000_000 }],
    });
    expect(codeOf(bomb(0xffffffff, 0xffffffff))).toBe('guard/too-many-pixels');
    expect(codeOf(bomb(0, 100))).toBe('guard/broken-media');
    expect(codeOf(jpeg(exif, frame(65_535, 65_535)))).toBe('guard/too-many-pixels');
    expect(stripMedia(bomb(65_535, 65_535)).ok).toBe(false);
    expect(codeOf(bomb(2, 2), { maxPixels: Number.NaN })).toBe('guard/too-many-pixels');
  });

  test('nor may they hide in a frame behind a small header', () => {
    const still = chunk('fcTL', [
      ...big(0, 4),
      ...big(60_000, 4),
      ...big(60_000, 4),
      ...big(0, 14),
    ]);
    const animated = joined(
      pngMagic,
      imageHeader(1, 1),
      still,
      chunk('IDAT', [0]),
      chunk('IEND', []),
    );
    expect(codeOf(animated)).toBe('guard/too-many-pixels');
    expect(codeOf(jpeg(exif, joined(frame(1, 1), frame(60_000, 60_000))))).toBe(
      'guard/broken-media',
    );
  });
});

describe('the place', () => {
  const rational = (most: number) =>
    fc
      .integer({ min: 1, max: 10_000 })
      .chain((denominator) =>
        fc.tuple(fc.integer({ min: 0, max: most * denominator }), fc.constant(denominator)),
      );
  const angle = (most: number): fc.Arbitrary<Sexagesimal> =>
    fc.tuple(rational(most), rational(59), rational(59));

  test('is read as exifr reads it, in either byte order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        angle(89),
        angle(179),
        fc.constantFrom('N', 'S'),
        fc.constantFrom('E', 'W'),
        async (little, latitude, longitude, north, east) => {
          const block = exifBlock({ little, latitude, longitude, refs: [north, east] });
          const bytes = jpeg(block);
          const result = readMedia(bytes);
          const expected = await exifr.gps(Buffer.from(bytes));
          const position = result.ok ? result.value.position : undefined;
          const isPlace = Math.abs(expected.latitude) <= 90 && Math.abs(expected.longitude) <= 180;
          expect(position !== undefined).toBe(isPlace);
          if (position === undefined) return;
          expect(position[0]).toBeCloseTo(expected.longitude, 9);
          expect(position[1]).toBeCloseTo(expected.latitude, 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  const nowhere: readonly (readonly [string, Parameters<typeof exifBlock>[0]])[] = [
    [
      'a denominator of nothing',
      {
        ...ningbo,
        latitude: [
          [29, 1],
          [52, 0],
          [0, 0],
        ],
      },
    ],
    [
      'beyond the pole',
      {
        ...ningbo,
        latitude: [
          [91, 1],
          [0, 1],
          [0, 1],
        ],
      },
    ],
    [
      'beyond the date line',
      {
        ...ningbo,
        longitude: [
          [180, 1],
          [0, 1],
          [1, 1],
        ],
      },
    ],
    ['no hemisphere', { ...ningbo, refs: ['\0', 'E'] }],
  ];

  test.each(nowhere)('%s is none', (_, sample) => {
    const result = readMedia(jpeg(exifBlock(sample)));
    expect(result.ok && 'position' in result.value).toBe(false);
    expect(result.ok).toBe(true);
  });

  test('directories that point at themselves or out of the file are left', () => {
    for (let at = 0; at < exif.length; at++)
      for (const value of [0, 8, 0xff]) {
        const bent = Uint8Array.from(exif);
        bent[at] = value;
        expect(readMedia(jpeg(bent)).ok).toBe(true);
      }
  });
});

describe('a stripped picture', () => {
  test.each(strippable)(
    '%s has no place, no text and nothing behind its end',
    async (type, bytes) => {
      const clean = stripped(bytes);
      expect(text(clean)).not.toMatch(/secret|Exif|ACM|thumbnail|MPF|XMP/i);
      const result = readMedia(clean);
      expect(result).toMatchObject({ ok: true, value: { type, width: 640, height: 480 } });
      expect(result.ok && ('position' in result.value || 'orientation' in result.value)).toBe(
        false,
      );
      if (type === 'image/jpeg' || type === 'image/png')
        expect(await exifr.gps(Buffer.from(clean)).catch(() => undefined)).toBeUndefined();
    },
  );

  test('exifr finds the place before and none after', async () => {
    const bytes = samples['image/jpeg'];
    expect(await exifr.gps(Buffer.from(bytes))).toMatchObject({
      latitude: expect.closeTo(29.87, 2),
    });
    expect(await exifr.parse(Buffer.from(stripped(bytes)))).toBeUndefined();
  });

  test.each(strippable)(
    '%s keeps its pixels byte for byte, and once stripped stays as it is',
    (type, bytes) => {
      const clean = stripped(bytes);
      const pixels = type === 'image/gif' ? Uint8Array.of(2, 0x4c, 1, 0) : scanData;
      expect(count(clean, pixels)).toBe(count(bytes, pixels));
      expect(count(clean, pixels)).toBeGreaterThan(0);
      expect(stripped(clean)).toEqual(clean);
    },
  );

  test('JPEG keeps the colour profile, JFIF without its thumbnail and all tables in order', () => {
    const clean = text(stripped(samples['image/jpeg']));
    expect(clean).toContain('ICC_PROFILE\0');
    expect(clean).toContain('\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0');
    expect(clean.match(/\xff\xdb/g)).toHaveLength(2);
    expect(clean).not.toContain('Adobe');
  });

  test('JPEG in RGB or CMYK keeps the mark by which its colours are told', () => {
    const adobe = (transform: number) =>
      joined(
        [0xff, 0xee],
        big(20, 2),
        ascii('Adobe'),
        [0, 100, 1, 2, 3, 4, transform],
        ascii('secret'),
      );
    for (const transform of [0, 2]) {
      const clean = text(stripped(jpeg(exif, joined(adobe(transform), frame(640, 480)))));
      expect(clean).toContain(`\xff\xee\0\x0eAdobe\0\x64\0\0\0\0${String.fromCharCode(transform)}`);
    }
  });

  test('GIF goes on for as many rounds as before', () => {
    expect(text(stripped(samples['image/gif']))).toContain('NETSCAPE2.0\x03\x01\x05\0\0');
  });

  test('WebP tells its new length and that no metadata follow', () => {
    const clean = stripped(samples['image/webp']);
    expect(Buffer.from(clean).readUInt32LE(4)).toBe(clean.length - 8);
    expect(clean[20]).toBe(0x20);
  });

  test('HEIC is refused by a code instead of being handed back as it came', () => {
    expect(stripMedia(samples['image/heic'])).toEqual({
      ok: false,
      issues: [{ code: 'guard/strip-unsupported' }],
    });
  });
});

describe('any bytes', () => {
  const answered = (bytes: Uint8Array): void => {
    const read = readMedia(bytes);
    const clean = stripMedia(bytes);
    if (!read.ok) {
      expect(read.issues[0].code).toMatch(/^guard\//);
      expect(read.issues[0].byte ?? 0).toBeLessThanOrEqual(bytes.length);
      expect(clean.ok).toBe(false);
      return;
    }
    if (!clean.ok) return;
    const again = readMedia(clean.value);
    const { width, height, type } = read.value;
    expect(again).toEqual({ ok: true, value: { type, width, height } });
  };

  test.each(Object.entries(samples))('%s cut short anywhere is answered', (_, bytes) => {
    for (let end = 0; end <= bytes.length; end++) answered(bytes.subarray(0, end));
  });

  test.each(Object.entries(samples))(
    '%s with bytes changed, lost or doubled is answered',
    (_, bytes) => {
      const edit = fc.tuple(fc.nat(), fc.nat(2), fc.uint8Array({ maxLength: 3 }));
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
          answered(
            edits.reduce<Uint8Array>((sofar, [place, cut, put]) => {
              const at = place % (sofar.length + 1);
              return joined(sofar.subarray(0, at), put, sofar.subarray(at + cut));
            }, bytes),
          );
        }),
        { numRuns: 2000 },
      );
    },
  );
});
