import {
  type CodeScheme,
  cjt349,
  codeScheme,
  statistics12,
  unitGrid15,
  xian,
  xianScheme,
} from '@civigrid/grid/codes';
import { gridMessages, describe as tell } from '@civigrid/grid/messages';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const refusal = (code: string) => expect.objectContaining({ code });
const chain = (scheme: CodeScheme, code: string) => {
  const codes: string[] = [];
  for (let at: string | undefined = code; at !== undefined; at = scheme.parent(at)) codes.push(at);
  return codes;
};

const dotted = codeScheme({
  name: 'dotted',
  separator: '.',
  repeats: true,
  segments: [
    { name: 'street', letters: [1, 8] },
    { name: 'cell', digits: [2, 4] },
  ],
});

describe('the statistical division code', () => {
  test('has five levels, and a shorter code is the division above', () => {
    expect(statistics12.levels).toEqual([
      'province',
      'prefecture',
      'county',
      'township',
      'community',
    ]);
    const levels = ['33', '3307', '330702', '330702001', '330702001004'].map((code) => {
      const read = statistics12.parse(code);
      return read.ok && [read.code, read.level, read.kind];
    });
    expect(levels).toEqual([
      ['33', 'province', undefined],
      ['3307', 'prefecture', undefined],
      ['330702', 'county', undefined],
      ['330702001', 'township', 'subdistrict'],
      ['330702001004', 'community', 'residents-committee'],
    ]);
  });

  test('zeros at the end leave the division above, in six, nine or twelve digits', () => {
    const meant = (code: string) => {
      const read = statistics12.parse(code);
      return read.ok ? `${read.level} ${read.code}` : read.code;
    };
    expect(meant('330702001000')).toBe('township 330702001');
    expect(meant('330702000000')).toBe('county 330702');
    expect(meant('330700000000')).toBe('prefecture 3307');
    expect(meant('330000')).toBe('province 33');
    expect(meant('330702000')).toBe('county 330702');
    expect(meant('000000000000')).toBe('code-out-of-range');
    expect(statistics12.padded('330702001')).toBe('330702001000');
    expect(statistics12.padded('33')).toBe('330000000000');
    expect(statistics12.padded('330702001004')).toBe('330702001004');
  });

  test.each([
    ['330702099', 'subdistrict'],
    ['330702100', 'town'],
    ['330702199', 'town'],
    ['330702200', 'township'],
    ['330702399', 'township'],
    ['330702400', 'enterprise'],
    ['330702599', 'enterprise'],
    ['330702001199', 'residents-committee'],
    ['330702001200', 'villagers-committee'],
    ['654203500519', 'villagers-committee'],
  ])('%s is a %s', (code, kind) => {
    expect(statistics12.parse(code)).toMatchObject({ ok: true, kind });
  });

  test.each([
    ['', 'code-too-short', 'province', 0],
    ['3', 'code-too-short', 'province', 1],
    ['33070', 'code-too-short', 'county', 5],
    ['330702600', 'code-out-of-range', 'township', 6],
    ['330702000001', 'code-out-of-range', 'township', 6],
    ['33070200A001', 'code-bad-character', 'township', 8],
    ['３３', 'code-bad-character', 'province', 0],
    ['3307020010010', 'code-too-long', undefined, 12],
    ['330702001001 ', 'code-too-long', undefined, 12],
  ])('%j is refused with %s', (text, code, segment, at) => {
    const issue = { code, ...(segment === undefined ? {} : { segment }), at };
    expect(statistics12.parse(text)).toEqual({ ok: false, ...issue });
    expect(statistics12.validate(text)[0]).toEqual(issue);
    expect(() => statistics12.parent(text)).toThrow(refusal('grid/invalid-code'));
  });

  test('all that is wrong is told, from the left', () => {
    const issues = statistics12.validate('3x0702999y');
    expect(issues.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'code-bad-character 1',
      'code-out-of-range 6',
      'code-bad-character 9',
    ]);
    expect(statistics12.validate(330702 as unknown as string)).toEqual([
      { code: 'code-not-text', at: 0 },
    ]);
  });

  test('a city without counties has its towns right below it', () => {
    expect(statistics12.parse('441900003005')).toMatchObject({ ok: true, level: 'community' });
    expect(chain(statistics12, '441900003005')).toEqual([
      '441900003005',
      '441900003',
      '4419',
      '44',
    ]);
    expect(statistics12.next('4419', [], { level: 'township', kind: 'town' })).toBe('441900100');
    expect(() => statistics12.next('33', [], { level: 'county' })).toThrow(
      refusal('grid/no-level-below'),
    );
  });

  test('the next township is of the kind that is asked for', () => {
    const used = ['330702001', '330702002000', '330702100', '330702004001'];
    expect(statistics12.next('330702', used)).toBe('330702005');
    expect(statistics12.next('330702000000', used, { kind: 'town' })).toBe('330702101');
    expect(() => statistics12.next('330702', used, { kind: 'village' })).toThrow(
      refusal('grid/unknown-kind'),
    );
    expect(() => statistics12.next('330702001001', used)).toThrow(refusal('grid/no-level-below'));
    expect(() => statistics12.next('33070', used)).toThrow(refusal('grid/invalid-code'));
  });
});

describe('the unit grid', () => {
  test('lies in its community', () => {
    const code = unitGrid15.next('110101001005', ['110101001005001']);
    expect(code).toBe('110101001005002');
    expect(chain(unitGrid15, code)).toEqual([
      '110101001005002',
      '110101001005',
      '110101001',
      '110101',
      '1101',
      '11',
    ]);
  });

  test('a police code that only widens the community to 15 digits is the community', () => {
    expect(unitGrid15.parse('110101001005000')).toMatchObject({
      code: '110101001005',
      level: 'community',
    });
  });
});

describe('the specialised grid of CJ/T 349', () => {
  const community = '010203330702001004';

  test('zeros say that a class is a major one and that a community is not divided', () => {
    expect(cjt349.parse(`${community}00`)).toMatchObject({ level: 'grid', kind: 'undivided' });
    expect(cjt349.parse(`${community}01`)).toMatchObject({ level: 'grid' });
    expect(cjt349.parse('010200330702001004')).toMatchObject({
      parts: [{ text: '0102' }, { number: 0, kind: 'major-class' }, {}, {}, {}, {}, {}],
    });
    expect(cjt349.next(community, [])).toBe(`${community}01`);
    expect(cjt349.next(community, [], { kind: 'undivided' })).toBe(`${community}00`);
    expect(() => cjt349.next(community, [`${community}00`], { kind: 'undivided' })).toThrow(
      refusal('grid/codes-exhausted'),
    );
  });

  test('communities that are merged are numbered from 601', () => {
    const street = '010203330702001';
    const merged = cjt349.next(street, [`${community}00`], { kind: 'merged' });
    expect(merged).toBe(`${street}601`);
    expect(cjt349.parse(`${merged}00`)).toMatchObject({ ok: true, level: 'grid' });
    expect(cjt349.parse(merged)).toMatchObject({ kind: 'merged' });
    expect(() => cjt349.next(`${street}000`, [])).toThrow(refusal('grid/invalid-code'));
  });

  test('has twenty digits', () => {
    expect(cjt349.padded(`${community}01`)).toHaveLength(20);
    expect(cjt349.parse(`${community}011`)).toMatchObject({ code: 'code-too-long', at: 20 });
  });
});

describe("the codes of Xi'an", () => {
  const community = '610112005003';

  test('a grid lies in one community, and buildings are numbered in it', () => {
    const grid = xian.next(community, []);
    const building = xian.next(grid, [`${grid}00041`]);
    expect([grid, building]).toEqual(['610112005003001', '61011200500300100042']);
    expect(xian.parse('610112005000001')).toMatchObject({
      code: 'code-out-of-range',
      segment: 'community',
    });
  });

  test('dedicated grids have numbers of their own, and both choices can be changed', () => {
    expect(xian.next(community, [], { kind: 'dedicated' })).toBe(`${community}901`);
    const other = xianScheme({ gridDigits: 2, dedicatedFrom: 51 });
    expect(other.next(community, [], { kind: 'dedicated' })).toBe(`${community}51`);
    expect(other.parse(`${community}50`)).toMatchObject({ kind: 'base' });
    expect(() => xianScheme({ gridDigits: 0 })).toThrow(refusal('grid/invalid-scheme'));
    expect(() => xianScheme({ dedicatedFrom: 1 })).toThrow(refusal('grid/invalid-scheme'));
  });
});

describe('a scheme of one’s own', () => {
  test('dotted codes of any depth', () => {
    expect(chain(dotted, 'LS.01.02.103')).toEqual(['LS.01.02.103', 'LS.01.02', 'LS.01', 'LS']);
    expect(dotted.parse('LS.01.02')).toMatchObject({ level: 'cell', code: 'LS.01.02' });
    expect(dotted.next('LS.01', ['LS.01.01', 'LS.01.02.07', 'LS.02.09'])).toBe('LS.01.03');
    expect(dotted.next('LS', ['LS.99'])).toBe('LS.100');
    expect(dotted.format(['LS', 1, '02'])).toBe('LS.01.02');
  });

  test('one number has one text, and a word has no next', () => {
    expect(dotted.parse('LS.001')).toMatchObject({ code: 'code-leading-zero', at: 3 });
    expect(dotted.parse('LS..01')).toMatchObject({ code: 'code-too-short', at: 3 });
    expect(dotted.parse('LS.')).toMatchObject({ code: 'code-too-short', at: 3 });
    expect(dotted.parse('.01')).toMatchObject({ code: 'code-too-short', at: 0 });
    expect(dotted.parse('LS.00')).toMatchObject({ code: 'code-out-of-range', at: 3 });
    expect(() => dotted.next(undefined, [])).toThrow(refusal('grid/not-numbered'));
  });

  test('words may have letters of their own, words of the language are words like others', () => {
    const named = codeScheme({
      name: 'named',
      separator: '-',
      segments: [
        { name: '__proto__', letters: [1, 20], alphabet: '_abcdefghijklmnopqrstuvwxyz福石' },
        { name: 'constructor', digits: 1 },
      ],
    });
    expect(named.levels).toEqual(['__proto__', 'constructor']);
    expect(named.parse('福石-1')).toMatchObject({ level: 'constructor' });
    expect(named.next('__proto__', ['__proto__-1', 'constructor-7'])).toBe('__proto__-2');
  });

  test.each([
    [{ segments: [] }],
    [{ segments: [{ name: 'a', digits: 0 }] }],
    [{ segments: [{ name: 'a', digits: 16 }] }],
    [{ segments: [{ name: 'a', digits: [3, 2] }] }],
    [
      {
        segments: [
          { name: 'a', digits: [1, 2] },
          { name: 'b', digits: 1 },
        ],
      },
    ],
    [
      {
        segments: [
          { name: 'a', digits: 2 },
          { name: 'a', digits: 2 },
        ],
      },
    ],
    [{ segments: [{ name: 'a', digits: 2, ranges: [] }] }],
    [{ segments: [{ name: 'a', digits: 2, ranges: [{ from: 1, to: 100 }] }] }],
    [{ segments: [{ name: 'a', digits: 2, ranges: [{ from: 9, to: 8 }] }] }],
    [
      {
        segments: [
          {
            name: 'a',
            digits: 2,
            ranges: [
              { from: 1, to: 5 },
              { from: 5, to: 6 },
            ],
          },
        ],
      },
    ],
    [{ segments: [{ name: 'a', letters: [1, 2] }], separator: 'x' }],
    [{ segments: [{ name: 'a', digits: 2, blank: true }], repeats: true }],
  ] as const)('%j could be read in two ways, or not at all', (scheme) => {
    expect(() => codeScheme({ name: 'bad', ...scheme } as never)).toThrow(
      refusal('grid/invalid-scheme'),
    );
  });

  test('a code of a million characters is answered', () => {
    expect(statistics12.parse('9'.repeat(1_000_000)).ok).toBe(false);
    expect(dotted.parse('.'.repeat(1_000_000)).ok).toBe(false);
    expect(dotted.parse(`LS${'.01'.repeat(1000)}`)).toMatchObject({ ok: true, level: 'cell' });
    expect(dotted.parse(`LS${'.01'.repeat(300_000)}`)).toMatchObject({ code: 'code-too-long' });
  });
});

/** Any code of a scheme that is written from the left as the standard says, with its parts. */
const digitsOf = (width: number, from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((n) => String(n).padStart(width, '0'));
const statisticalParts = fc
  .tuple(
    digitsOf(2, 11, 99),
    digitsOf(2, 1, 99),
    digitsOf(2, 1, 99),
    digitsOf(3, 1, 599),
    digitsOf(3, 1, 999),
    digitsOf(3, 1, 999),
  )
  .chain((parts) => fc.integer({ min: 1, max: 6 }).map((depth) => parts.slice(0, depth)));
const dottedParts = fc.tuple(
  fc.stringMatching(/^[A-Za-z0-9]{1,8}$/),
  fc.array(
    fc.integer({ min: 1, max: 9999 }).map((n) => String(n).padStart(2, '0')),
    {
      maxLength: 6,
    },
  ),
);
const anyCode: fc.Arbitrary<readonly [CodeScheme, readonly string[], string]> = fc.oneof(
  statisticalParts.map((parts) => [unitGrid15, parts, parts.join('')] as const),
  dottedParts.map(
    ([street, cells]) => [dotted, [street, ...cells], [street, ...cells].join('.')] as const,
  ),
);

describe('on any codes', () => {
  test('what is read and written again is the same, with zeros behind as well', () => {
    fc.assert(
      fc.property(anyCode, ([scheme, parts, text]) => {
        const read = scheme.parse(text);
        if (!read.ok) throw new Error(JSON.stringify(read));
        expect(read.parts.map((part) => part.text)).toEqual(parts);
        expect(scheme.format(read.parts)).toBe(text);
        expect(scheme.parse(scheme.padded(text))).toEqual(read);
        expect(scheme.validate(text)).toEqual([]);
      }),
    );
  });

  test('the way up ends at the root, one part less at each step', () => {
    fc.assert(
      fc.property(anyCode, ([scheme, parts, text]) => {
        const up = chain(scheme, text);
        expect(up).toHaveLength(parts.length);
        expect(up.every((code) => text.startsWith(code))).toBe(true);
      }),
    );
  });

  test('any text at all is read or refused with a place in it', () => {
    const schemes = [statistics12, unitGrid15, cjt349, xian, dotted];
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9.]{0,24}$/));
    fc.assert(
      fc.property(fc.constantFrom(...schemes), text, (scheme, code) => {
        const read = scheme.parse(code);
        expect(scheme.validate(code).length > 0).toBe(!read.ok);
        if (read.ok) expect(scheme.parse(read.code)).toEqual(read);
        else expect(read.at >= 0 && read.at <= code.length).toBe(true);
      }),
    );
  });

  test('next gives every number of a range once, whatever was used before, and then refuses', () => {
    const small = codeScheme({
      name: 'small',
      segments: [
        { name: 'street', digits: 1 },
        {
          name: 'cell',
          digits: 2,
          ranges: [
            { from: 1, to: 9, kind: 'base' },
            { from: 20, to: 29, kind: 'base' },
            { from: 90, to: 99, kind: 'park' },
          ],
        },
      ],
    });
    const all = [...Array(9).keys(), ...[...Array(10).keys()].map((i) => i + 19)].map(
      (i) => `1${String(i + 1).padStart(2, '0')}`,
    );
    const used = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 99 })),
    );
    fc.assert(
      fc.property(used, (pairs) => {
        const given = new Set(pairs.map(([street, n]) => `${street}${String(n).padStart(2, '0')}`));
        const free = all.filter((code) => !given.has(code));
        const fresh = free.map(() => {
          const code = small.next('1', given);
          expect(given.has(code)).toBe(false);
          given.add(code);
          return code as string;
        });
        expect([...fresh].sort()).toEqual(free);
        expect(() => small.next('1', given)).toThrow(refusal('grid/codes-exhausted'));
      }),
    );
  });
});

test('what is wrong with a code has a sentence in both languages', () => {
  const [issue] = statistics12.validate('33070');
  expect(issue && [tell(issue, 'zh-CN'), tell(issue, 'en')]).toEqual([
    '编码位数不足',
    'The code is too short',
  ]);
  expect(Object.keys(gridMessages.en).sort()).toEqual(Object.keys(gridMessages['zh-CN']).sort());
});
