import { type AddressEntry, addressIndex } from '@civigrid/grid/addresses';
import { gridCode } from '@civigrid/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const entry = (address: string, cell: string, building?: string): AddressEntry => ({
  address,
  cell: gridCode(cell),
  ...(building === undefined ? {} : { building }),
});

const street = addressIndex([
  entry('浙江省金华市婺城区三江街道东莱社区宾虹路12号3幢', 'LS.01.01', '33070200100100100003'),
  entry('三江街道东莱社区宾虹路12号5幢', 'LS.01.02', '33070200100100100005'),
  entry('三江街道东莱社区宾虹路1号', 'LS.01.03'),
  entry('三江街道东莱社区宾虹路21号阳光花园一号楼2单元', 'LS.01.04'),
  entry('三江街道双龙社区中山三路8号', 'LS.02.01'),
  entry('三江街道双龙社区中山路12-1号', 'LS.02.03'),
  entry('三江街道石门村12号', 'LS.03.01'),
  entry('三江街道东莱社区', 'LS.01'),
]);
const cellOf = (text: string) => {
  const found = street.find(text);
  return found?.status === 'found' ? `${found.cell} +${found.rest}` : found?.reason;
};

describe('an address has its cell in any usual writing', () => {
  test.each([
    ['宾虹路12号3幢', 'LS.01.01 +'],
    ['宾虹路12号3幢2单元501室', 'LS.01.01 +2单元501室'],
    ['浙江省金华市婺城区三江街道东莱社区宾虹路１２号３栋', 'LS.01.01 +'],
    ['金华市 宾虹路 12 号 三号楼', 'LS.01.01 +'],
    ['宾虹路十二号第三幢', 'LS.01.01 +'],
    ['宾虹路12号03幢', 'LS.01.01 +'],
    ['宾虹路12号3#楼门口垃圾桶满了', 'LS.01.01 +门口垃圾桶满了'],
    ['宾虹路12号3#501', 'LS.01.01 +501'],
    ['宾虹路12号3-2-501', 'LS.01.01 +2-501'],
    ['宾虹路12号,3座', 'LS.01.01 +'],
    ['宾虹路12-3-2-501', 'LS.01.01 +2-501'],
    ['宾虹路12 3幢', 'LS.01.01 +'],
    ['宾虹路1号', 'LS.01.03 +'],
    ['宾虹路1', 'LS.01.03 +'],
    ['阳光花园1幢二单元', 'LS.01.04 +'],
    ['宾虹路21号阳光花园1-2-501', 'LS.01.04 +501'],
    ['宾虹路阳光花园1楼2梯', 'LS.01.04 +'],
    ['中山3路8号', 'LS.02.01 +'],
    ['中山路１２之１号', 'LS.02.03 +'],
    ['石门村十二号', 'LS.03.01 +'],
    ['石门村村委会12号', 'LS.03.01 +'],
    ['东莱社区居委会解放路9号', 'LS.01 +解放路9号'],
    ['三江街道办事处东莱居委会', 'LS.01 +'],
  ])('%s', (text, expected) => {
    expect(cellOf(text)).toBe(expected);
  });

  test('12号 is not 1号, and 3幢 is not 13幢', () => {
    expect(street.find('宾虹路11号')).toBeUndefined();
    expect(street.find('宾虹路12号13幢')).toBeUndefined();
    expect(street.find('石门村1号')).toBeUndefined();
  });

  test('what contradicts the registered address is not it', () => {
    expect(street.find('三江街道双龙社区宾虹路1号')).toBeUndefined();
    expect(street.find('杭州市宾虹路12号3幢')).toBeUndefined();
    expect(street.find('中山三路12-1号')).toBeUndefined();
    expect(street.find('12号')).toBeUndefined();
  });

  test('an address that says too little names what it may be', () => {
    expect(street.find('三江街道宾虹路12号')).toEqual({
      status: 'ambiguous',
      by: 'address',
      reason: 'incomplete',
      candidates: [
        entry('三江街道东莱社区宾虹路12号5幢', 'LS.01.02', '33070200100100100005'),
        entry(
          '浙江省金华市婺城区三江街道东莱社区宾虹路12号3幢',
          'LS.01.01',
          '33070200100100100003',
        ),
      ],
      total: 2,
      matched: '三江街道宾虹路12号',
      rest: '',
    });
    expect(street.find('宾')).toBeUndefined();
  });

  test('the code of a building is answered as well', () => {
    expect(street.find(' 33070200100100100003 ')).toEqual({
      status: 'found',
      by: 'building',
      cell: 'LS.01.01',
      address: '浙江省金华市婺城区三江街道东莱社区宾虹路12号3幢',
      building: '33070200100100100003',
      matched: ' 33070200100100100003 ',
      rest: '',
    });
    expect(street.find('３３０７０２００１００１００１００００５')).toMatchObject({
      cell: 'LS.01.02',
    });
    expect(street.find('33070200100100100004')).toBeUndefined();
  });

  test.each([
    ['江西省景德镇市珠山区新村路5号', '珠山区新村路5号'],
    ['湖北省荆州市沙市区东市街5号', '东市街5号'],
    ['湖南省常德市津市市三洲街道5号', '津市市三洲街道5号'],
    ['兰州市红古区窑街街道5号', '窑街街道5号'],
    ['兰州市城关区铁路东村街道和平里5号', '铁路东村街道和平里五号'],
    ['金华市市民路5号', '市民路5号'],
    ['乌苏市新市区街道5号', '新市区街道5号'],
    ['宁波市镇海区镇明路5号', '镇海区镇明路5号'],
    ['上海市宾虹路1088弄5号', '宾虹路1088弄5号'],
    ['七里街三巷5号', '七里街3巷5号'],
    ['三房巷村5号', '三房巷村5号'],
    ['东莱社区水乡花园5幢', '水乡花园5幢'],
    ['东莱社区阳光SOHO2号楼', '阳光soho2幢'],
    ['东莱社区A座', '东莱社区Ａ栋'],
    ['宾虹路甲5号', '宾虹路甲5号'],
    ['阳光100花园5号', '阳光100花园5号'],
    ['宾虹路1号B座', '宾虹路1号b幢'],
  ])('%s is also known as %s', (registered, said) => {
    const found = addressIndex([entry(registered, 'A')]).find(said);
    expect(found).toMatchObject({ status: 'found', cell: 'A', rest: '' });
  });
});

describe('entries in any state', () => {
  test('what is none is told, and the others are looked up', () => {
    const bad: unknown[] = [
      null,
      'x',
      { address: 5, cell: 'A' },
      { address: '宾虹路1号', cell: '' },
      { address: '宾虹路1号', cell: '\ud800' },
      { address: '宾虹路1号', cell: 'A', building: 7 },
      entry('', 'A'),
      entry('12号', 'A'),
      entry('路'.repeat(201), 'A'),
      entry('宾虹路1号', 'B'),
    ];
    const index = addressIndex(bad as AddressEntry[]);
    expect(index.issues.map(({ code, path }) => `${path} ${code}`)).toEqual([
      '0 address-not-an-entry',
      '1 address-not-an-entry',
      '2 address-not-an-entry',
      '3 address-not-an-entry',
      '4 address-not-an-entry',
      '5 address-not-an-entry',
      '6 address-empty',
      '7 address-empty',
      '8 address-too-long',
    ]);
    expect(index.size).toBe(1);
    expect(index.find('宾虹路1号')).toMatchObject({ cell: 'B' });
  });

  test('one address in two cells is told at once, and when it is looked up', () => {
    const index = addressIndex([
      entry('宾虹路1号', 'B', 'X1'),
      entry('宾虹路一号', 'A', 'x1'),
      entry('宾虹路 2号', 'A'),
      entry('宾虹路2号', 'A'),
    ]);
    expect(index.issues).toEqual([
      { code: 'address-in-two-cells', path: [1], cell: 'A' },
      { code: 'building-in-two-cells', path: [1], cell: 'A' },
    ]);
    expect(index.find('宾虹路1号501')).toMatchObject({
      status: 'ambiguous',
      reason: 'several',
      total: 2,
      rest: '501',
    });
    expect(index.find('X1')).toMatchObject({ status: 'ambiguous', by: 'building' });
    expect(index.find('宾虹路2号')).toMatchObject({ status: 'found', cell: 'A' });
  });

  test('of many candidates twenty are named and all are counted', () => {
    const index = addressIndex(
      Array.from({ length: 300 }, (_, i) => entry(`宾虹路${i + 1}号`, `C${i % 7}`)),
    );
    const found = index.find('宾虹路');
    expect(found).toMatchObject({ status: 'ambiguous', total: 300 });
    expect(found?.status === 'ambiguous' && found.candidates).toHaveLength(20);
  });

  test('words of the language are names like others', () => {
    const index = addressIndex([
      entry('__proto__路1号', '__proto__'),
      entry('constructor路1号', 'B'),
    ]);
    expect(index.find('__PROTO__路1号')).toMatchObject({ cell: '__proto__' });
    expect(index.find('toString路1号')).toBeUndefined();
  });

  test('hostile texts are answered: very long ones with nothing', () => {
    for (const piece of ['一', '1-', '市', '街道', '第', '甲', 'A', '(', '百十', '宾虹路12号'])
      expect(street.find(piece.repeat(1_000_000 / piece.length))).toBeUndefined();
    expect(street.find(undefined as unknown as string)).toBeUndefined();
    const pieces = [
      '一',
      '十',
      '百',
      '1',
      '0',
      '-',
      ' ',
      '之',
      '第',
      '甲',
      '号',
      '楼',
      '单元',
      '室',
      '市',
      '区',
      '街道',
      '路',
      '村',
      'A',
      '#',
      '|',
      '宾虹',
      '\ud800',
      '（',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (some) => {
        const text = some.join('');
        const index = addressIndex([entry(text, 'A'), entry('宾虹路12号3幢', 'B')]);
        const found = index.find(text);
        // Whatever was registered is found again, whole.
        if (index.size === 2)
          expect(found).toMatchObject({ status: 'found', rest: expect.any(String) });
      }),
    );
  });
});

/** An address as its parts, from large to small. */
type Parts = readonly (readonly [level: string, text: string])[];
const divisionLevels = ['city', 'district', 'township', 'community'];
const nameLevels = [...divisionLevels, 'lane', 'place'];

const vocabulary: readonly (readonly [string, readonly string[]])[] = [
  ['city', ['金华市', '景德镇市']],
  ['district', ['婺城区', '义乌市']],
  ['township', ['三江街道', '石门镇', '铁路东村街道']],
  ['community', ['东莱社区', '双龙村']],
  ['lane', ['宾虹路', '中山3路', '东市街', '新村路']],
  ['door', ['1', '12', '2']],
  ['place', ['阳光花园', '水乡花园']],
  ['building', ['1', '12', '3']],
  ['unit', ['1', '2']],
  ['room', ['501', '1201']],
];

const anyParts: fc.Arbitrary<Parts> = fc
  .tuple(...vocabulary.map(([, texts]) => fc.option(fc.constantFrom(...texts), { nil: undefined })))
  .map((texts) =>
    texts.flatMap((text, i) =>
      text === undefined ? [] : [[vocabulary[i]?.[0] ?? '', text] as const],
    ),
  );

const chinese = new Map([
  ['1', '一'],
  ['2', '二'],
  ['3', '三'],
  ['12', '十二'],
  ['501', '五〇一'],
  ['1201', '一二〇一'],
]);
const wide = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** The ways to write one part, by what stands before it. */
function writings([level, text]: Parts[number], before: string | undefined): readonly string[] {
  const said = chinese.get(text) ?? text;
  const isInside = before === 'building' || before === 'unit';
  switch (level) {
    case 'lane':
      return text === '中山3路' ? [text, '中山三路', '中山３路'] : [text, ` ${text}`];
    case 'community':
      return text === '东莱社区' ? [text, '东莱居委会', '东莱社区居委会'] : [text, '双龙村村委会'];
    case 'door':
      return [
        `${text}号`,
        `${wide(text)}号`,
        `${said}号`,
        ` ${text} 号`,
        `0${text}号`,
        `${text}号院`,
      ];
    case 'building':
      return [
        `${text}幢`,
        `${text}栋`,
        `${text}号楼`,
        `${said}号楼`,
        `第${said}幢`,
        `${text}#`,
        `${wide(text)}座`,
      ];
    case 'unit':
      return [`${text}单元`, `${said}单元`, `${text}梯`, `第${text}单元`];
    case 'room':
      return isInside
        ? [`${text}室`, `${text}房`, text, `${said}室`]
        : [`${text}室`, `${text}房间`];
    default:
      return [text, `${text}，`];
  }
}

/** Writes an address; the numbers say which of its ways each part takes. */
function write(parts: Parts, ways: readonly number[]): string {
  const inner = parts.slice(-3);
  const isHyphened =
    (ways[10] ?? 0) % 3 === 0 && inner.map(([level]) => level).join() === 'building,unit,room';
  const single = isHyphened ? parts.slice(0, -3) : parts;
  const text = single
    .map((part, i) => {
      const ways_ = writings(part, single[i - 1]?.[0]);
      return ways_[(ways[i] ?? 0) % ways_.length];
    })
    .join('');
  return isHyphened ? text + inner.map(([, number]) => number).join('-') : text;
}

const mayBegin = (parts: Parts) => {
  const divisions = parts.filter(([level]) => divisionLevels.includes(level)).length;
  return parts.flatMap(([level], i) =>
    level === 'place' || (i <= divisions && nameLevels.includes(level)) ? [i] : [],
  );
};
const isDivided = ([level]: Parts[number]) => divisionLevels.includes(level);

/** 义乌市 is a city where no other is named before it. */
const levelled = (parts: Parts): Parts =>
  parts.some(([level]) => level === 'city')
    ? parts
    : parts.map(([level, text]) => (text === '义乌市' ? ['city', text] : [level, text]));
const keysOf = (parts: Parts) =>
  parts.map(([level, text]) => (nameLevels.includes(level) ? text : `${level} ${text}`)).join('|');

/** How many names are shared; undefined where two things are said of one level. */
function shared(before: Parts, above: Parts): number | undefined {
  const known = new Map(above);
  const theirs = above.map(([, text]) => text);
  const ours = before.map(([, text]) => text);
  const contradicts = before.some(([level, text]) => {
    const beside = known.get(level) ?? text;
    return beside !== text && !theirs.includes(text) && !ours.includes(beside);
  });
  if (contradicts) return undefined;
  return before.filter(([level, text]) =>
    level === 'city' || level === 'district' ? theirs.includes(text) : known.get(level) === text,
  ).length;
}

/** Every way in which an entry can be laid against a text. */
function layings(entry: Parts, text: Parts) {
  const lowest = entry.filter(isDivided).length - 1;
  const from = mayBegin(entry).filter((i) => i >= lowest);
  return from.flatMap((a) =>
    mayBegin(text).flatMap((i) => {
      const equal = shared(text.slice(0, i), entry.slice(0, a));
      return equal === undefined ? [] : [{ equal, i, own: entry.slice(a), theirs: text.slice(i) }];
    }),
  );
}

/** The rule on parts: every entry, from every beginning, against every beginning of the text. */
function naive(entries: readonly Parts[], said: Parts) {
  const all = entries.flatMap((parts, number) =>
    layings(levelled(parts), levelled(said)).map((laying) => ({ ...laying, number })),
  );
  const whole = all
    .filter(({ own, theirs }) => keysOf(own) === keysOf(theirs.slice(0, own.length)))
    .map(({ i, own, equal, number }) => ({
      end: i + own.length,
      equal: equal + own.length,
      number,
    }));
  const end = Math.max(...whole.map((one) => one.end));
  const farthest = whole.filter((one) => one.end === end);
  const equal = Math.max(...farthest.map((one) => one.equal));
  const found =
    whole.length > 0
      ? farthest.filter((one) => one.equal === equal)
      : all.filter(({ own, theirs }) => keysOf(own.slice(0, theirs.length)) === keysOf(theirs));
  return { isWhole: whole.length > 0, which: new Set(found.map(({ number }) => number)) };
}

describe('on any addresses', () => {
  const ways = fc.array(fc.nat({ max: 60 }), { minLength: 11, maxLength: 11 });
  const asked = fc
    .tuple(
      fc.array(fc.tuple(anyParts, ways), { minLength: 1, maxLength: 10 }),
      anyParts,
      fc.nat(),
      ways,
      fc.nat(),
    )
    .map(([entries, other, pick, way, omitted]) => {
      const parts = entries[pick % entries.length]?.[0] ?? [];
      // Half of the time a registered address with some part left out and something behind it.
      const shorter = parts.filter((_, i) => i !== omitted % 13);
      return { entries, said: pick % 2 === 0 ? shorter : other, way };
    });

  test('the answer is that of the rule, compared part by part', () => {
    let found = 0;
    fc.assert(
      fc.property(asked, ({ entries, said, way }) => {
        const written = entries.map(([parts, how]) => write(parts, how));
        const usable = entries.flatMap(([parts], i) => (mayBegin(parts).length > 0 ? [i] : []));
        const index = addressIndex(written.map((address, i) => entry(address, `C${i}`)));
        expect(index.size).toBe(usable.length);
        const answer = index.find(write(said, way));
        const expected = naive(
          entries.map(([parts]) => parts),
          said,
        );
        const cells = [...expected.which].map((i) => `C${i}`).sort();
        if (answer?.status === 'found') {
          found++;
          expect([true, [answer.cell]]).toEqual([expected.isWhole, cells]);
        } else {
          expect(answer?.candidates.map(({ cell }) => cell).sort() ?? []).toEqual(cells);
          if (answer) expect(answer.reason).toBe(expected.isWhole ? 'several' : 'incomplete');
        }
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(100);
  });

  test('the order of the entries does not count', () => {
    fc.assert(
      fc.property(asked, ({ entries, said, way }) => {
        const all = entries.map(([parts, how], i) => entry(write(parts, how), `C${i % 3}`));
        const text = write(said, way);
        expect(addressIndex([...all].reverse()).find(text)).toEqual(addressIndex(all).find(text));
      }),
    );
  });
});
